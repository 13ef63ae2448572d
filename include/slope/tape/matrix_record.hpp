// SPDX-License-Identifier: MIT
// Matrices as a recorder keeps them: what operations on whole matrices, blocks, read and write.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace slope::detail {

/// Consecutive records.
struct Range {
  std::uint32_t first, count;
};

template <class T> class Recorder;

/// Recorders are aligned so that the low bits of their addresses are free for a generation.
inline constexpr std::size_t generations = std::size_t{1} << 16U;

/// Which tape a variable belongs to: a recorder, and its generation, which counts the tapes that had it and their
/// clearings. One word, so that one comparison tells two tapes apart, or a tape from its past.
template <class T> class Handle {
 public:
  constexpr Handle() = default;
  Handle(Recorder<T>* recorder, std::size_t generation)
      : word_(reinterpret_cast<std::uintptr_t>(recorder) | generation % generations) {}

  /// False for the tape of a constant, which is none.
  explicit operator bool() const { return word_ != 0; }
  Recorder<T>* recorder() const {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): it shares a word with the generation
    return reinterpret_cast<Recorder<T>*>(word_ & ~(generations - 1));
  }
  Handle next() const { return {recorder(), (word_ + 1) % generations}; }
  friend bool operator==(Handle a, Handle b) { return a.word_ == b.word_; }

 private:
  std::uintptr_t word_ = 0;
};

/// What sweeps know of a matrix.
struct SweepState {
  bool by_element = true;  ///< elements have names: their adjoints are zero between sweeps, and added to
  /// In a sweep that takes steps (Recorder::step_of): how many blocks use it, those that cannot take its step for two.
  std::uint32_t uses = 0;
  std::size_t sweep = 0;    ///< the last that touched its adjoints; 0 if they are zero
  std::size_t stepped = 0;  ///< the last that was to change its values
  bool steps_in_place() const { return uses == 1 && !by_element; }
};

/// Whose the values of a matrix of inputs are.
enum class Input : std::uint32_t { none, view, own };

/// A matrix, row by row: variables of consecutive indices, or numbers (first = 0). What the last sweep left in the adjoints
/// of inputs stays there until a block of the next one stores to them, instead of being set to 0 and added to, unless
/// elements are used as variables of their own.
template <class T> struct MatrixRecord {
  /// Reads the adjoints of a block's output, adjoints[first …], which it may change, and adds to those of the operands
  /// (Recorder::sums).
  using Reverse = void (*)(const MatrixRecord&, Recorder<T>&);

  std::uint32_t first = 0;
  Input input = Input::none;
  // Not side by side with `columns`, or compilers load both at once, which waits for both to be stored.
  std::size_t rows = 0;
  const T* values = nullptr;
  std::size_t columns = 0;
  Handle<T> tape;
  std::uint64_t serial = 0;  ///< see Matrices
  mutable SweepState state;
  std::size_t size() const { return rows * columns; }

  /// Of the output of a block, or else unspecified. @{
  Reverse reverse = nullptr;
  const MatrixRecord *a = nullptr, *b = nullptr, *c = nullptr;  ///< the operands; null if there are less
  const T* saved = nullptr;                                     ///< what the operation left for its reverse
  const MatrixRecord* before = nullptr;                         ///< the output of the block before
  bool takes_steps = false;  ///< whether `reverse` heeds Recorder::step_of for b and c
  bool can_replay = false;  ///< whether all that changes numbers, in `reverse` too, is noted (Recorder::call)
  /// @}
};

/// The matrices of a recording. Each stays where it is until a rewind, and has a serial number, by which it is told from
/// what is there later; of those that are gone it is 0. (As recorders are never freed, that can be asked at any time.)
template <class T> class Matrices {
 public:
  MatrixRecord<T>* keep(Handle<T> tape, std::uint32_t first, std::size_t rows, std::size_t columns,
                        const T* values) {
    if (count_ % chunk == 0) enter_chunk();
    MatrixRecord<T>& to = *next_++;
    ++count_;
    to.first = first;
    to.input = Input::none;
    to.rows = rows;
    to.columns = columns;
    to.values = values;
    to.tape = tape;
    to.serial = ++serials_;
    to.state = {};
    return &to;
  }
  std::size_t count() const { return count_; }
  void rewind(std::size_t to) {
    for (; count_ > to; --count_) {
      if (count_ % chunk == 0) next_ = chunks_[count_ / chunk - 1].data() + chunk;
      (--next_)->serial = 0;
    }
  }

 private:
  static constexpr std::size_t chunk = 64;
  [[gnu::noinline]] void enter_chunk() {
    if (count_ == chunks_.size() * chunk) chunks_.emplace_back(chunk);
    next_ = chunks_[count_ / chunk].data();
  }

  std::vector<std::vector<MatrixRecord<T>>> chunks_;  // of which none grows
  MatrixRecord<T>* next_ = nullptr;                   // unless a chunk is to be entered
  std::size_t count_ = 0;
  std::uint64_t serials_ = 0;
};

}  // namespace slope::detail
