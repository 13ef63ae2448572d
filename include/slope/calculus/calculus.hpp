// SPDX-License-Identifier: MIT
// Derivatives of callables: all verbs.
#pragma once

#include "slope/calculus/derivative.hpp"
#include "slope/calculus/directional.hpp"
#include "slope/calculus/gradient.hpp"
#include "slope/calculus/hessian.hpp"
#include "slope/calculus/jacobian.hpp"
#include "slope/calculus/sparse_hessian.hpp"
#include "slope/calculus/sparse_jacobian.hpp"
#include "slope/calculus/symbolic.hpp"
