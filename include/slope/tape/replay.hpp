// SPDX-License-Identifier: MIT
// Operations on matrices done again, without a recording.
#pragma once

#include "slope/tape/block.hpp"

namespace slope {

/// Does again what was done on a tape, where that differs in nothing but the numbers: the steps of a training loop.
///
///   Replay<double> forward, backward;
///   for (…) {
///     // new numbers in x, target, or the values of inputs
///     forward(tape, [&] {
///       tape.rewind(start);
///       loss = squared_error(dense<Tanh>(tape.constants_view(x, rows, columns), w, b), target);
///     });
///     tape.value(loss);
///     backward(tape, [&] { tape.descend(loss, rate, parameters); });
///   }
///
/// The first call runs what it is given. A later one does what that did on the tape to the same arrays, if the tape is as the
/// call before left it, or else runs what it is given. So does every call, if what was done is more than a rewind, a
/// recording of `dense`, losses and `sum_of_squares` of floats or doubles and of views of numbers, and one sweep. The numbers
/// are the same bits either way; what is saved, some 20 ns an operation, is worth it for small networks.
///
/// What is given must mean the same from call to call: the same operations, on matrices of the same sizes, on views of the
/// same arrays, with the same seeds and rates; call `forget` before it means something else. Code of yours in it, a copy of
/// derivatives, say, does not run in a replay. Matrices have their new values; those of variables are Tape::value.
template <class T> class Replay {
 public:
  /// @throws what f does; a replay, which checks no sizes and limits, UsageError for a label that is no class
  template <class F> void operator()(Tape<T>& tape, const F& f) {
    detail::Recorder<T>& recorder = tape.recorder();
    if (recorder.notes.calls != nullptr) {  // of a Replay around this
      f();
      return;
    }
    if (is_known_ && recorder.state() == state_ && (!sweeps_ || recorder.sweeps == sweep_))
      return calls_.run();
    is_known_ = is_forgotten_ = false;
    calls_.clear();
    const std::size_t sweeps = recorder.sweeps;
    bool all = false;
    {
      const Noting noting(recorder, calls_);
      f();
      all = recorder.notes.are_all;
    }
    sweep_ = recorder.sweeps;
    sweeps_ = sweep_ != sweeps;
    state_ = recorder.state();
    // What a second sweep sets to zero is not noted.
    is_known_ = all && !is_forgotten_ && sweep_ - sweeps <= 1 && can_be_replayed(recorder);
  }
  /// The next call runs what it is given.
  void forget() {
    is_known_ = false;
    is_forgotten_ = true;
  }

 private:
  struct Noting {
    Noting(detail::Recorder<T>& r, detail::Calls& calls) : recorder(r) {
      recorder.notes = {&calls, recorder.state(), recorder.sweeps};
    }
    ~Noting() { recorder.notes = {}; }
    Noting(const Noting&) = delete;
    Noting& operator=(const Noting&) = delete;
    detail::Recorder<T>& recorder;
  };
  // Not if single variables were used.
  static bool can_be_replayed(const detail::Recorder<T>& recorder) {
    if (recorder.pairs != 0) return false;
    for (const detail::MatrixRecord<T>* leaf : recorder.leaf_matrices)
      if (leaf->state.by_element) return false;
    for (const auto* block = recorder.last_block; block != nullptr; block = block->before)
      if (!block->can_replay || (block->state.by_element && !detail::is_of_scalar<T>(block->reverse)))
        return false;
    return true;
  }

  bool is_known_ = false, is_forgotten_ = false, sweeps_ = false;
  detail::Calls calls_;
  typename detail::Recorder<T>::State state_;
  std::size_t sweep_ = 0;
};

}  // namespace slope
