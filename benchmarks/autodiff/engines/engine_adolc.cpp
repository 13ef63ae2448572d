// SPDX-License-Identifier: MIT
// ADOL-C: records and sweeps back at each call; `hessian` by its driver; forward mode with its traceless type.
// A recording beyond its default buffers (W6) goes to files in the current folder; larger buffers, which it makes
// anew for each recording, are slower on everything else.
#include <adolc/adolc.h>
#include <adolc/adtl.h>

#include <algorithm>
#include <vector>

#include "workloads.hpp"

// Found by argument-dependent lookup, where ADOL-C's number types are.
inline adouble sigmoid(const adouble& u) { return 1.0 / (1.0 + exp(-u)); }
inline adouble softplus(const adouble& u) { return log(1.0 + exp(u)); }
namespace adtl {
inline adouble sigmoid(const adouble& u) { return 1.0 / (1.0 + exp(-u)); }
}  // namespace adtl

namespace slope::bench {
namespace adolc {

constexpr short tag = 1;

template <class F>
double record(const F& f, std::span<const double> x, std::vector<adouble>& variables, int keep) {
  double value = 0;
  trace_on(tag, keep);
  for (std::size_t i = 0; i < x.size(); ++i) variables[i] <<= x[i];
  adouble y = f(std::span<const adouble>(variables));
  y >>= value;
  trace_off();
  return value;
}

template <class F> class Gradient {
 public:
  explicit Gradient(const F& f) : f_(f) {}
  double operator()(std::span<const double> x, std::span<double> g) {
    const double value = record(f_, x, variables_, 1);  // keeps the values that `reverse` needs
    double weight = 1;
    ::reverse(tag, 1, static_cast<int>(x.size()), 0, &weight, g.data());
    return value;
  }

 private:
  F f_;
  std::vector<adouble> variables_ = std::vector<adouble>(F::inputs);
};

template <class F> class Hessian {
 public:
  explicit Hessian(const F& f) : f_(f) {}
  double operator()(std::span<const double> x, std::span<double> h) {
    const std::size_t n = x.size();
    const double value = record(f_, x, variables_, 0);
    std::vector<double*> rows(n);
    for (std::size_t i = 0; i < n; ++i) rows[i] = &h[i * n];
    ::hessian(tag, static_cast<int>(n), const_cast<double*>(x.data()), rows.data());  // the lower triangle
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = i + 1; j < n; ++j) h[i * n + j] = h[j * n + i];
    return value;
  }

 private:
  F f_;
  std::vector<adouble> variables_ = std::vector<adouble>(F::inputs);
};

template <class F> class Forward {
 public:
  explicit Forward(const F& f) : f_(f) {}
  double operator()(std::span<const double> x, std::span<double> g) {
    for (std::size_t i = 0; i < x.size(); ++i) {
      variables_[i] = x[i];
      for (std::size_t j = 0; j < x.size(); ++j)
        variables_[i].setADValue(static_cast<int>(j), i == j ? 1 : 0);
    }
    const adtl::adouble y = f_(std::span<const adtl::adouble>(variables_));
    std::copy_n(y.getADValue(), x.size(), g.begin());
    return y.getValue();
  }

 private:
  F f_;
  // The number of directions is global to the traceless type, and set before any variable is made.
  bool directions_set_ = (adtl::setNumDir(F::inputs), true);
  std::vector<adtl::adouble> variables_ = std::vector<adtl::adouble>(F::inputs);
};

const Engine engine{"ADOL-C", ADOLC_VERSION};
const bool added = add_engine<Gradient>(engine, Gradients{}) && add_engine<Hessian>(engine, Hessians{}) &&
                   add_engine<Forward>(engine, Forwards{});

}  // namespace adolc
}  // namespace slope::bench
