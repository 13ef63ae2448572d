// SPDX-License-Identifier: MIT
// An expression in one variable at many points: a loop over the points for each node.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "slope/expr/expr.hpp"
#include "slope/expr/function.hpp"
#include "slope/expr/postorder.hpp"

namespace slope::witness {

/// T is float or double. Functions that have kernels for arrays use them.
template <class T> class Block {
 public:
  static constexpr std::size_t points = 2048;

  explicit Block(const Expr& f);
  /// The values at the points; the result lives until the next call. REQUIRES x.size() <= points.
  std::span<const T> operator()(std::span<const T> x);

 private:
  struct Step {
    Op op;
    std::vector<std::size_t> args;
    T number = 0;
    void (*kernel)(std::span<const T>, std::span<T>) = nullptr;
    Function::Evaluator<T> evaluator = nullptr;
    bool constant = false;  ///< computed once, when the block is made
  };
  void run(const Step& step, std::size_t i, std::size_t n);

  Expr f_;
  std::vector<Step> steps_;
  std::vector<std::vector<T>> value_;
};

/// The kernel of the derivative of f, if f is a function that has one, of the variable itself.
void (*slope_kernel(const Expr& f))(std::span<const float>, std::span<float>);

}  // namespace slope::witness
