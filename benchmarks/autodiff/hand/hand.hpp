// SPDX-License-Identifier: MIT
// The limit: each workload written by hand in plain doubles, the function alone (`Primal`) and with its
// derivatives (`Adjoint`). Every ratio of the benchmark is a time over the primal's.
#pragma once

#include <algorithm>
#include <cmath>

#include "../workloads.hpp"

namespace slope::bench {

inline const Engine hand_primal{"primal", "by hand"}, hand_adjoint{"adjoint by hand", ""};

template <class F> class Primal;
template <class F> class Adjoint;

inline double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

template <class F> bool add_hand() {
  add_runner<Primal, F>(hand_primal);
  add_runner<Adjoint, F>(hand_adjoint);
  return true;
}

}  // namespace slope::bench
