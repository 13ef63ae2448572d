// SPDX-License-Identifier: MIT
// The matrices that block operations read and write, as a recorder keeps them.
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

/// What the adjoints of a matrix hold.
struct AdjointState {
  bool by_element = true;  ///< elements have names of their own: zeros between sweeps, that are added to
  std::size_t sweep = 0;   ///< or else, the last that touched them; 0 if they are zero
};

/// A matrix, row by row, that a block operation reads: variables of consecutive indices, or numbers (first = 0).
template <class T> struct Operand {
  std::uint32_t first = 0, leaf = 0;  ///< leaf: 1 + the number of its leaf matrix, if it is one
  // Not side by side with `columns`, or compilers load both at once, which waits for both to be stored.
  std::size_t rows = 0;
  const T* values = nullptr;
  std::size_t columns = 0;
  Handle<T> tape;
  std::uint64_t serial = 0;  ///< see Matrices
  mutable AdjointState own;  ///< that of a leaf matrix is there
  std::size_t size() const { return rows * columns; }
};

/// The matrices of a recording. Each stays where it is until a rewind, and has a serial number, by which it is told from
/// what is there later; of those that are gone it is 0. (As recorders are never freed, that can be asked at any time.)
template <class T> class Matrices {
 public:
  Operand<T>* keep(Handle<T> tape, std::uint32_t first, std::uint32_t leaf, std::size_t rows,
                   std::size_t columns, const T* values) {
    if (count_ % chunk == 0) enter_chunk();
    Operand<T>& to = *next_++;
    ++count_;
    to.first = first;
    to.leaf = leaf;
    to.rows = rows;
    to.columns = columns;
    to.values = values;
    to.tape = tape;
    to.serial = ++serials_;
    to.own = {};
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

  std::vector<std::vector<Operand<T>>> chunks_;  // of which none grows
  Operand<T>* next_ = nullptr;                   // unless a chunk is to be entered
  std::size_t count_ = 0;
  std::uint64_t serials_ = 0;
};

/// A matrix of inputs. What the last sweep left in its adjoints stays there until a block of the next one stores to them,
/// instead of being set to 0 and added to, unless elements of it are used as variables of their own.
struct LeafMatrix {
  Range range;
  bool is_own = true;  ///< false if its values are in memory of the user's
  /// How many blocks use it, the first of them being `user`; those that cannot take its step count for two. (After a rewind
  /// it may be more, if the first of them is still there.)
  std::uint32_t uses = 0;
  std::size_t user = 0;
  std::size_t steps = 0;  ///< the last sweep in which a block takes its step, see Recorder::step_of
  AdjointState adjoints = {.by_element = false};
};

/// What the reverse sweep does where scalar records would be many: `reverse` reads the adjoints of the outputs, at
/// adjoints[outputs->first …], which it may change, and adds to those of the operands (Recorder::sums).
template <class T> struct BlockRecord {
  using Reverse = void (*)(const BlockRecord&, Recorder<T>&);
  const Operand<T>* outputs;
  Reverse reverse;
  const Operand<T>*a, *b, *c;  ///< null if there are less
  const T* saved;              ///< what the operation left for its reverse
};

}  // namespace slope::detail
