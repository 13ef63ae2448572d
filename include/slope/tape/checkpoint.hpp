// SPDX-License-Identifier: MIT
// The gradient of a long loop in little memory.
#pragma once

#include <algorithm>

#include "slope/tape/tape.hpp"

namespace slope {

/// What `checkpointed_gradient` finds.
template <class T> struct LoopGradient {
  T value;
  std::vector<T> by_state;  ///< by the initial state
  std::vector<T> by_parameters;
  std::size_t peak_bytes;      ///< of tape and kept states together, at most
  std::size_t steps_computed;  ///< forward steps in all; the loop itself has `steps`
};

/// The gradient of loss(s_n), where s_{k+1} = step(k, s_k, p), by the initial state s_0 and the parameters p, within a
/// limit of memory however long the loop is. The states of some steps are kept; between two of them the loop is run
/// again and recorded, the last stretch first. A stretch that would not fit is divided again, so that a shorter limit
/// costs a few more runs of the loop, not more memory.
///
/// `step(k, state, parameters, next)` fills `next` and is called with spans of T and of Var<T>; `loss(state)` likewise.
///
/// Time: each step is computed once and recorded once, plus once for each further level of division; with room for r
/// recorded steps and c states, l levels serve r·c^l steps.
/// @throws LimitError if not even one step can be recorded within the limit
template <class T, class Step, class Loss>
LoopGradient<T> checkpointed_gradient(std::size_t steps, std::span<const T> state,
                                      std::span<const T> parameters, const Step& step, const Loss& loss,
                                      std::size_t byte_limit);

namespace detail {

[[noreturn, gnu::cold]] void refuse_step_size(std::size_t step, std::size_t states, std::size_t limit);

template <class T, class Step> class LoopReverse {
 public:
  LoopReverse(std::span<const T> parameters, const Step& step, std::size_t state_size, std::size_t byte_limit)
      : parameters_(parameters.begin(), parameters.end()), step_(step), n_(state_size), limit_(byte_limit) {}

  // The adjoint of the state at `begin`, given that at `end`, in place; adds to that of the parameters.
  void reverse(std::size_t begin, std::size_t end, const std::vector<T>& state) {
    const std::size_t length = end - begin;
    if (length <= longest_ && record(begin, end, state)) return;
    // A state costs as much memory as a small part of a recorded step; half of what is free holds states.
    const std::size_t bytes = n_ * sizeof(T);
    const std::size_t room =
        kept_ < limit_ / 2 ? (limit_ / 2 - kept_) / 2 / std::max<std::size_t>(bytes, 1) : 0;
    const std::size_t parts = std::min(std::max<std::size_t>(2, room), (length + longest_ - 1) / longest_);
    const std::size_t stride = (length + parts - 1) / parts;
    std::vector<std::vector<T>> states{state};
    std::vector<T> at = state;
    const std::size_t last = begin + (length - 1) / stride * stride;
    for (std::size_t k = begin; k < last; ++k) {
      advance(k, at);
      if ((k + 1 - begin) % stride == 0) states.push_back(at);
    }
    kept_ += states.size() * bytes;
    peak = std::max(peak, kept_);
    for (std::size_t part = states.size(); part-- > 0;) {
      reverse(begin + part * stride, std::min(end, begin + (part + 1) * stride), states[part]);
      states.pop_back();
      kept_ -= bytes;
    }
  }

  void advance(std::size_t k, std::vector<T>& state) {
    next_.resize(n_);
    step_(k, std::span<const T>(state), std::span<const T>(parameters_), std::span<T>(next_));
    state.swap(next_);
    ++computed;
  }

  std::vector<T> adjoint, parameter_adjoint;
  std::size_t peak = 0, computed = 0;

 private:
  // Records the steps and sweeps them; if they do not fit, remembers how many do and returns false.
  bool record(std::size_t begin, std::size_t end, const std::vector<T>& state) {
    const std::size_t budget = limit_ - std::min(limit_, kept_);
    tape_.clear();
    tape_.limit_bytes(budget);
    std::size_t k = begin;
    try {
      const auto p = tape_.variables(parameters_), first = tape_.variables(state);
      std::vector<Var<T>> at = first, next(n_);
      for (; k < end; ++k) {
        step_(k, std::span<const Var<T>>(at), std::span<const Var<T>>(p), std::span<Var<T>>(next));
        at.swap(next);
        ++computed;
      }
      peak = std::max(peak, kept_ + tape_.statistics().bytes);
      std::vector<typename Tape<T>::Seed> seeds;
      for (std::size_t i = 0; i < n_; ++i) seeds.emplace_back(at[i], adjoint[i]);
      tape_.reverse(seeds);
      for (std::size_t i = 0; i < n_; ++i) adjoint[i] = tape_.adjoint(first[i]);
      for (std::size_t i = 0; i < p.size(); ++i) parameter_adjoint[i] += tape_.adjoint(p[i]);
      return true;
    } catch (const LimitError&) {
      if (k <= begin) refuse_step_size(begin, kept_, limit_);
      longest_ = std::max<std::size_t>(1, (k - begin) / 2);
      return false;
    }
  }

  std::vector<T> parameters_, next_;
  const Step& step_;
  std::size_t n_, limit_;
  std::size_t longest_ = static_cast<std::size_t>(-1);  ///< the longest stretch that may fit on the tape
  std::size_t kept_ = 0;                                ///< bytes of states
  Tape<T> tape_;
};

}  // namespace detail

template <class T, class Step, class Loss>
LoopGradient<T> checkpointed_gradient(std::size_t steps, std::span<const T> state,
                                      std::span<const T> parameters, const Step& step, const Loss& loss,
                                      std::size_t byte_limit) {
  detail::LoopReverse<T, Step> loop(parameters, step, state.size(), byte_limit);
  const std::vector<T> start(state.begin(), state.end());
  std::vector<T> last = start;
  for (std::size_t k = 0; k < steps; ++k) loop.advance(k, last);

  Tape<T> tape;
  const auto x = tape.variables(last);
  const Var<T> y = loss(std::span<const Var<T>>(x));
  loop.adjoint = tape.gradient(y);
  loop.parameter_adjoint.assign(parameters.size(), T(0));
  if (steps > 0) loop.reverse(0, steps, start);
  return {y.value(), loop.adjoint, loop.parameter_adjoint, loop.peak, loop.computed};
}

}  // namespace slope
