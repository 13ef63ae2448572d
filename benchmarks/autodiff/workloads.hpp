// SPDX-License-Identifier: MIT
// The workloads, by the kind of derivative that is asked for.
#pragma once

#include "engine.hpp"
#include "workloads/borehole.hpp"
#include "workloads/heston.hpp"
#include "workloads/logistic_regression.hpp"
#include "workloads/mixture.hpp"
#include "workloads/network.hpp"
#include "workloads/product.hpp"
#include "workloads/ring.hpp"
#include "workloads/rosenbrock.hpp"
#include "workloads/tiny.hpp"

namespace slope::bench {

/// The gradient in reverse mode.
using Gradients = Workloads<Tiny, SmallNetwork, WideNetwork, Rosenbrock, Product, Mixture, Heston>;

/// The Hessian by forward over reverse.
using Hessians = Workloads<LogisticRegression>;

/// The gradient in forward mode.
using Forwards = Workloads<Ring, Borehole>;

/// For engines that have forward mode alone.
using FewInputs = Workloads<Tiny, Heston, Ring, Borehole>;

}  // namespace slope::bench
