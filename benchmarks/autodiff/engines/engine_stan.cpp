// SPDX-License-Identifier: MIT
// Stan Math, with its own functions for σ and log(1 + e^u); the Hessian and forward mode as its functionals do
// it: one pass with one direction for each input. Only its scalar headers: all of them take minutes to compile.
#include <stan/math/mix/scal.hpp>
#include <stan/math/version.hpp>

#include <vector>

#include "workloads.hpp"

namespace stan::math {

inline var sigmoid(const var& u) { return inv_logit(u); }
template <class T> fvar<T> sigmoid(const fvar<T>& u) { return inv_logit(u); }
template <class T> fvar<T> softplus(const fvar<T>& u) { return log1p_exp(u); }

}  // namespace stan::math

namespace slope::bench {
namespace stan_math {

using stan::math::fvar;
using stan::math::var;

template <class F> class Gradient {
 public:
  explicit Gradient(const F& f) : f_(f) {}
  double operator()(std::span<const double> x, std::span<double> g) {
    variables_.assign(x.begin(), x.end());
    const var y = f_(std::span<const var>(variables_));
    const double value = y.val();
    stan::math::grad(y.vi_);
    for (std::size_t i = 0; i < x.size(); ++i) g[i] = variables_[i].adj();
    stan::math::recover_memory();
    return value;
  }

 private:
  F f_;
  std::vector<var> variables_;
};

template <class F> class Hessian {
 public:
  explicit Hessian(const F& f) : f_(f) {}
  double operator()(std::span<const double> x, std::span<double> h) {
    const std::size_t n = x.size();
    double value = 0;
    for (std::size_t i = 0; i < n; ++i) {
      variables_.clear();
      for (std::size_t j = 0; j < n; ++j) variables_.emplace_back(var(x[j]), var(i == j ? 1.0 : 0.0));
      const fvar<var> y = f_(std::span<const fvar<var>>(variables_));
      value = y.val_.val();
      stan::math::grad(y.d_.vi_);
      for (std::size_t j = 0; j < n; ++j) h[i * n + j] = variables_[j].val_.adj();
      stan::math::recover_memory();
    }
    return value;
  }

 private:
  F f_;
  std::vector<fvar<var>> variables_;
};

template <class F> class Forward {
 public:
  explicit Forward(const F& f) : f_(f) {}
  double operator()(std::span<const double> x, std::span<double> g) {
    variables_.assign(x.begin(), x.end());
    double value = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      variables_[i].d_ = 1;
      const fvar<double> y = f_(std::span<const fvar<double>>(variables_));
      variables_[i].d_ = 0;
      value = y.val_;
      g[i] = y.d_;
    }
    return value;
  }

 private:
  F f_;
  std::vector<fvar<double>> variables_;
};

const Engine engine{"Stan Math", std::string(stan::math::MAJOR_VERSION) + '.' + stan::math::MINOR_VERSION};
const bool added = add_engine<Gradient>(engine, Gradients{}) && add_engine<Hessian>(engine, Hessians{}) &&
                   add_engine<Forward>(engine, Forwards{});

}  // namespace stan_math
}  // namespace slope::bench
