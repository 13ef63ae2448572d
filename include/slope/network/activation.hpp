// SPDX-License-Identifier: MIT
// Activations: the rules of one argument, as values that a program chooses when it runs.
#pragma once

#include <string_view>
#include <vector>

#include "slope/expr/expr.hpp"
#include "slope/tape/dense.hpp"

namespace slope {

namespace detail {

template <class T>
using RecordDense = VarMatrix<T> (*)(const VarMatrix<T>& x, const VarMatrix<T>& w, const VarMatrix<T>& b);

/// What an activation is to a network.
struct ActivationTable {
  std::string_view name;
  RecordDense<float> dense_float;
  RecordDense<double> dense_double;
  double (*value)(double);
  double (*slope)(double);
  Expr (*formula)(const Expr&);
};

template <class F>
inline constexpr ActivationTable activation_table{F::name,
                                                  dense<F, float>,
                                                  dense<F, double>,
                                                  [](double x) -> double { return lift<F>(x); },
                                                  [](double x) -> double { return linearize<F>(x).slope[0]; },
                                                  [](const Expr& x) -> Expr { return lift<F>(x); }};

const ActivationTable& identity_activation();
/// Makes a user's activation known by name. @throws UsageError if another has its name
void add_activation(const ActivationTable& table);

}  // namespace detail

/// The function f of a layer f(x W + b): a rule of the catalog by its name, or a rule of the user's.
///
///   Network net({2, 8, 1}, {.activation = "tanh"});
///   Network own({2, 8, 1}, {.activation = activation<MyRule>()});
class Activation {
 public:
  /// The identity.
  Activation() : table_(&detail::identity_activation()) {}
  /// One of activation_names(): sigmoid, tanh, relu, …, and what `activation<F>()` made before.
  /// @throws UsageError that lists the names
  Activation(std::string_view name);
  Activation(const char* name) : Activation(std::string_view(name)) {}
  explicit Activation(const detail::ActivationTable& table) : table_(&table) {}

  std::string_view name() const { return table_->name; }
  /// f(x W + b) as one record. T is float or double.
  template <class T>
  VarMatrix<T> dense(const VarMatrix<T>& x, const VarMatrix<T>& w, const VarMatrix<T>& b) const {
    if constexpr (std::same_as<T, float>) return table_->dense_float(x, w, b);
    else return table_->dense_double(x, w, b);
  }
  /// f(x) and f′(x).
  /// @{
  double operator()(double x) const { return table_->value(x); }
  double slope(double x) const { return table_->slope(x); }
  /// @}
  /// f(x) as a formula; a user's rule must have been added to the functions (expr/function.hpp).
  Expr formula(const Expr& x) const { return table_->formula(x); }

  friend bool operator==(const Activation& a, const Activation& b) { return a.table_ == b.table_; }

 private:
  const detail::ActivationTable* table_;
};

/// The rule F as an activation. From now on its name stands for it, in model files too.
/// @throws UsageError if another activation has its name
template <class F> Activation activation() {
  detail::add_activation(detail::activation_table<F>);
  return Activation(F::name);
}

/// The names of all activations known now.
std::vector<std::string_view> activation_names();

}  // namespace slope
