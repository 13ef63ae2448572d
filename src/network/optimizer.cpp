// SPDX-License-Identifier: MIT
#include "slope/network/optimizer.hpp"

#include <cmath>

#include "lbfgs.hpp"
#include "names.hpp"
#include "number.hpp"
#include "slope/parallel/parallel.hpp"

namespace slope {

namespace {

constexpr std::array<std::string_view, 5> kinds{"sgd", "rmsprop", "adam", "adamw", "lbfgs"};

const std::array<detail::Named<OptimizerOptions>, 7>& all_optimizers() {
  static const std::array<detail::Named<OptimizerOptions>, 7> all{
      {{kinds[0], Sgd{}},
       {"momentum", Sgd{.rate = 0.1, .momentum = 0.9}},
       {"nesterov", Sgd{.rate = 0.1, .momentum = 0.9, .nesterov = true}},
       {kinds[1], RmsProp{}},
       {kinds[2], Adam{}},
       {kinds[3], AdamW{}},
       {kinds[4], Lbfgs{}}}};
  return all;
}

void check_range(const char* what, double value, bool good) {
  if (!good) throw UsageError(fmt::format("the optimizer's {} may not be {}", what, value));
}

struct Check {
  void rate(double r) const { check_range("rate", r, r > 0 && std::isfinite(r)); }
  void decaying(const char* what, double d) const { check_range(what, d, d >= 0 && d < 1); }
  void operator()(const Sgd& o) const {
    rate(o.rate);
    decaying("momentum", o.momentum);
    if (o.nesterov) check_range("momentum, with Nesterov's form,", o.momentum, o.momentum > 0);
  }
  void operator()(const RmsProp& o) const {
    rate(o.rate);
    decaying("decay", o.decay);
    check_range("epsilon", o.epsilon, o.epsilon > 0);
  }
  template <class A> void adam(const A& o) const {
    rate(o.rate);
    decaying("beta1", o.beta1);
    decaying("beta2", o.beta2);
    check_range("epsilon", o.epsilon, o.epsilon > 0);
  }
  void operator()(const Adam& o) const { adam(o); }
  void operator()(const AdamW& o) const {
    adam(o);
    check_range("decay", o.decay, o.decay >= 0 && std::isfinite(o.decay));
  }
  void operator()(const Lbfgs& o) const {
    rate(o.rate);
    check_range("memory", static_cast<double>(o.memory), o.memory > 0);
    check_range("number of evaluations", static_cast<double>(o.evaluations), o.evaluations > 1);
  }
};

std::size_t slots_of(const OptimizerOptions& options) {
  if (const auto* sgd = std::get_if<Sgd>(&options)) return sgd->momentum > 0 ? 1 : 0;
  return std::holds_alternative<RmsProp>(options) ? 1 : std::holds_alternative<Lbfgs>(options) ? 0 : 2;
}

double bias(double beta, std::uint64_t t) { return 1 - detail::power(beta, t); }

// One step for some of the parameters; `at` gives a slot from their offset on.
template <class T> struct Update {
  OptimizerState<T>& state;
  std::size_t offset;
  std::span<T> w;
  std::span<const T> g;
  T scale, gradient_scale;

  T* at(std::size_t slot) const { return state.slots[slot].data() + offset; }
  T gradient(std::size_t i) const { return gradient_scale * g[i]; }

  void operator()(const Sgd& o) const {
    const T rate = scale * static_cast<T>(o.rate), momentum = static_cast<T>(o.momentum);
    if (state.slots.empty()) {
      for (std::size_t i = 0; i < w.size(); ++i) w[i] -= rate * gradient(i);
      return;
    }
    T* const v = at(0);
    for (std::size_t i = 0; i < w.size(); ++i) {
      v[i] = momentum * v[i] + gradient(i);
      w[i] -= rate * (o.nesterov ? gradient(i) + momentum * v[i] : v[i]);
    }
  }
  void operator()(const RmsProp& o) const {
    const T rate = scale * static_cast<T>(o.rate), epsilon = static_cast<T>(o.epsilon);
    const T decay = static_cast<T>(o.decay), rest = static_cast<T>(1 - o.decay);
    T* const s = at(0);
    for (std::size_t i = 0; i < w.size(); ++i) {
      const T d = gradient(i);
      s[i] = decay * s[i] + rest * (d * d);
      w[i] -= rate * d / (std::sqrt(s[i]) + epsilon);
    }
  }
  template <class A> void adam(const A& o, T shrink) const {
    const T beta1 = static_cast<T>(o.beta1), rest1 = static_cast<T>(1 - o.beta1);
    const T beta2 = static_cast<T>(o.beta2), rest2 = static_cast<T>(1 - o.beta2);
    const T rate = scale * static_cast<T>(o.rate / bias(o.beta1, state.steps));
    const T second = static_cast<T>(1 / std::sqrt(bias(o.beta2, state.steps)));
    const T epsilon = static_cast<T>(o.epsilon);
    T *const m = at(0), *const v = at(1);
    for (std::size_t i = 0; i < w.size(); ++i) {
      const T d = gradient(i);
      m[i] = beta1 * m[i] + rest1 * d;
      v[i] = beta2 * v[i] + rest2 * (d * d);
      w[i] = shrink * w[i] - rate * m[i] / (second * std::sqrt(v[i]) + epsilon);
    }
  }
  void operator()(const Adam& o) const { adam(o, T(1)); }
  void operator()(const AdamW& o) const { adam(o, T(1) - scale * static_cast<T>(o.rate * o.decay)); }
  void operator()(const Lbfgs&) const {
    throw UsageError("L-BFGS needs the loss as well as its gradient: Optimizer::minimize");
  }
};

}  // namespace

std::string_view name_of(const OptimizerOptions& options) { return kinds[options.index()]; }
OptimizerOptions optimizer(std::string_view name) {
  return detail::value_named(all_optimizers(), "optimizer", name);
}
std::vector<std::string_view> optimizer_names() { return detail::names_in(all_optimizers()); }
double rate_of(const OptimizerOptions& options) {
  return std::visit([](const auto& o) { return o.rate; }, options);
}
void set_rate(OptimizerOptions& options, double rate) {
  std::visit([&](auto& o) { o.rate = rate; }, options);
}

template <class T> Optimizer<T>::Optimizer(const OptimizerOptions& options, std::size_t parameters)
    : options_(options), parameters_(parameters) {
  std::visit(Check(), options);
  state_.slots.assign(slots_of(options), std::vector<T>(parameters));
}

template <class T> void Optimizer<T>::restore(OptimizerState<T> state) {
  const auto* const lbfgs = std::get_if<Lbfgs>(&options_);
  bool good = lbfgs == nullptr ? state.slots.size() == slots_of(options_)
                               : state.slots.size() % 2 == 0 && state.slots.size() / 2 <= lbfgs->memory;
  for (const auto& slot : state.slots) good = good && slot.size() == parameters_;
  if (!good) throw UsageError(fmt::format("this is not a state of the optimizer {}", name_of(options_)));
  state_ = std::move(state);
}

template <class T> void Optimizer<T>::update(std::size_t offset, std::span<T> parameters,
                                             std::span<const T> gradient, double scale,
                                             double gradient_scale) {
  if (parameters.size() != gradient.size() || offset + parameters.size() > parameters_)
    throw UsageError(fmt::format("an optimizer of {} parameters is given {} from {} on, with {} derivatives",
                                 parameters_, parameters.size(), offset, gradient.size()));
  const auto some = [&](std::size_t first, std::size_t last) {
    const std::size_t n = last - first;
    std::visit(Update<T>{state_, offset + first, parameters.subspan(first, n), gradient.subspan(first, n),
                         static_cast<T>(scale), static_cast<T>(gradient_scale)},
               options_);
  };
  constexpr std::size_t grain = 8192;  // some microseconds
  detail::share_out(parameters.size(), grain, some);
}

template <class T> T Optimizer<T>::minimize(std::span<T> parameters, const Evaluate& evaluate, double scale) {
  const auto* const lbfgs = std::get_if<Lbfgs>(&options_);
  if (lbfgs == nullptr) throw UsageError("only L-BFGS minimizes: Optimizer::update");
  if (parameters.size() != parameters_)
    throw UsageError(
        fmt::format("an optimizer of {} parameters is given {}", parameters_, parameters.size()));
  ++state_.steps;
  return detail::lbfgs_step<T>(*lbfgs, scale, state_, parameters, evaluate);
}

template class Optimizer<float>;
template class Optimizer<double>;

}  // namespace slope
