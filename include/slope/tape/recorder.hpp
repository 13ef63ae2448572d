// SPDX-License-Identifier: MIT
// What a tape is made of: the streams that operations write and the reverse sweep reads. Users see `Tape` and
// `Var`; nothing here is for them.
//
// Record k, which defines the variable of index k, is a list of pairs (partial derivative, index of an argument):
//
//   partials  | p p p | p p | …      one entry a pair
//   arguments | i i i | i i | …
//   starts      0       3     5      one entry a record: where its pairs begin
//   adjoints    ȳ₀      ȳ₁    ȳ₂     one entry a record, all zero between sweeps but those of the leaves
//
// Index 0 stands for every constant. A leaf (an input) is a record without pairs. The outputs of a block operation
// (block.hpp) are records without pairs as well; the sweep hands their adjoints to the block.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "slope/core/real.hpp"
#include "slope/tape/arena.hpp"
#include "slope/tape/stream.hpp"

namespace slope::detail {

/// The most pairs that one operation appends.
inline constexpr std::size_t max_pairs = 8;
/// Consecutive records.
struct Range {
  std::uint32_t first, count;
};

/// A matrix, row by row, that a block operation reads: variables of consecutive indices, or numbers (first = 0).
template <class T> struct Operand {
  std::uint32_t first = 0;
  std::size_t rows = 0, columns = 0;
  const T* values = nullptr;
  std::size_t size() const { return rows * columns; }
};

/// What the reverse sweep does where scalar records would be many: `reverse` reads the adjoints of the outputs, at
/// adjoints[outputs.first …], and adds to those of the operands.
template <class T> struct BlockRecord {
  using Reverse = void (*)(const BlockRecord&, T* adjoints);
  Range outputs{};
  Reverse reverse = nullptr;
  Operand<T> a{}, b{};
  const T* saved = nullptr;  ///< what the operation left for its reverse
};

/// A place in a recording, to go back to.
struct Mark {
  std::size_t pairs = 0, records = 1, leaves = 0, blocks = 0, block_bytes = 0;
  std::size_t chunk = 0, used = 0;  ///< of the arena
};

template <class T> class Recorder {
 public:
  /// A recorder that no tape has. Recorders are never freed but used again, so that a variable may always ask its
  /// recorder whether it is still that of its tape. @{
  static Recorder* take();
  static void give_back(Recorder* recorder) noexcept;
  /// @}
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  // Operations read and write these directly.
  std::size_t pairs = 0, records = 1;
  std::size_t pair_limit = 0;  ///< from here on an operation needs more room; 0 if no tape has this recorder
  std::uint16_t generation = 0;  ///< counts the tapes that had this recorder, and their clearings
  Stream<T, 0> partials;
  Stream<std::uint32_t, 1> arguments;
  Stream<std::uint32_t, 2> starts;
  Stream<T, 3> adjoints;

  using Leaves = std::vector<Range>;
  Leaves leaves;
  std::vector<BlockRecord<T>> blocks;
  Arena<T> arena;               ///< the values of the blocks
  std::size_t block_bytes = 0;  ///< what the blocks hold besides their records
  std::size_t byte_limit = static_cast<std::size_t>(-1);

  /// Makes room for at least that much more. @throws LimitError
  void reserve(std::size_t more_pairs, std::size_t more_records, std::size_t more_block_bytes = 0);
  /// Room for the next operation. @throws LimitError, UsageError if no tape has this recorder
  [[gnu::cold, gnu::noinline]] void grow();
  /// New leaves. @returns the index of the first
  std::uint32_t add_leaves(std::size_t count);
  /// Records without pairs. @returns the index of the first
  std::uint32_t add_outputs(std::size_t count);
  /// Room for n values of blocks. @throws LimitError
  T* take(std::size_t n);

  Mark mark() const {
    const auto [chunk, used] = arena.mark();
    return {pairs, records, leaves.size(), blocks.size(), block_bytes, chunk, used};
  }
  void rewind(const Mark& to);

  bool swept = false;  ///< since the adjoints of the leaves were zero
  /// Sets the adjoints of all leaves to zero, which starts a sweep.
  void clear_leaves();
  /// Carries adjoints from record `from` down to the leaves.
  void sweep(std::uint32_t from);
  /// The same for eight adjoints of each record at once, all zero but the seeds, of a recording without blocks.
  static constexpr std::size_t lanes = 8;
  using Lanes = std::array<T, lanes>;
  void sweep_lanes(std::uint32_t from, Lanes* adjoint) const;

  std::size_t bytes() const;
  bool is_leaf(std::uint32_t index) const {
    return (!leaves.empty() && index - leaves[0].first < leaves[0].count) || is_later_leaf(index);
  }

 private:
  Recorder() = default;
  bool is_later_leaf(std::uint32_t index) const;
  void sweep_to(std::uint32_t from, std::uint32_t above, Leaves::const_reverse_iterator& leaf);
  void sweep_records(std::uint32_t from, std::uint32_t above);
};

/// The record that defines a variable: number 0, of no recorder, for a constant.
template <class T> struct Handle {
  Recorder<T>* recorder = nullptr;
  std::uint16_t generation = 0;
};

/// @throws UsageError
/// @{
[[noreturn, gnu::cold]] void refuse_mixture();
[[noreturn, gnu::cold]] void refuse_dead_tape();
[[noreturn, gnu::cold]] void refuse_limit(std::size_t used, std::size_t limit);
[[noreturn, gnu::cold]] void refuse_length();
[[noreturn, gnu::cold]] void refuse_size(const char* what, std::size_t expected, std::size_t found);
[[noreturn, gnu::cold]] void refuse_label(std::size_t row, std::size_t label, std::size_t classes);
[[noreturn, gnu::cold]] void refuse_rewound();
[[noreturn, gnu::cold]] void refuse_intermediate();
[[noreturn, gnu::cold]] void refuse_seed();
/// @}

// The tape of an operation on variables of two.
template <class T> [[gnu::always_inline]] inline Handle<T> join(Handle<T> a, Handle<T> b) {
  if (a.recorder != b.recorder) {
    if (a.recorder == nullptr) return b;
    if (b.recorder != nullptr) refuse_mixture();
  } else if (a.generation != b.generation) [[unlikely]]
    refuse_dead_tape();
  return a;
}

// Makes sure that one operation has room.
template <class T> [[gnu::always_inline]] inline void make_room(Handle<T> tape) {
  Recorder<T>& r = *tape.recorder;
  if (r.generation != tape.generation) [[unlikely]]
    refuse_dead_tape();
  if (r.pairs >= r.pair_limit) [[unlikely]]
    r.grow();
}

// Writes the pair at `at`, unless its index is seen to be 0 when the code is compiled. An operation writes one at
// least (see `write_no_pair`).
template <class T> [[gnu::always_inline]] inline void write_pair(Recorder<T>& r, std::size_t& at,
                                                                 const T& partial, std::uint32_t i) {
  const bool constant = i == 0;
  if (__builtin_constant_p(constant) && constant) return;
  r.partials[at] = partial;
  r.arguments[at] = i;
  ++at;
}

// In place of pairs where all were constants: records of operations have pairs, which room is counted in, and which
// tell the sweep that they are no leaves.
template <class T> [[gnu::always_inline]] inline void write_no_pair(Recorder<T>& r, std::size_t& at) {
  r.partials[at] = T(0);
  r.arguments[at] = 0;
  ++at;
}

/// An argument of a record and the derivative by it.
template <class T> struct Pair {
  T partial;
  std::uint32_t index;
};

// A record of any number of pairs. @returns its index
template <class T> std::uint32_t write_record(Handle<T> tape, std::span<const Pair<T>> pairs) {
  make_room(tape);
  Recorder<T>& r = *tape.recorder;
  r.reserve(pairs.size(), 1);
  r.starts[r.records] = static_cast<std::uint32_t>(r.pairs);
  if (pairs.empty()) write_no_pair(r, r.pairs);
  for (const auto& [partial, index] : pairs) {
    r.partials[r.pairs] = partial;
    r.arguments[r.pairs++] = index;
  }
  return static_cast<std::uint32_t>(r.records++);
}

// Begins a record that may grow, with the accumulator's value so far.
template <class T>
[[gnu::noinline]] std::uint32_t open_record(Handle<T> accumulator, Handle<T> tape, std::uint32_t before) {
  join(accumulator, tape);
  make_room(tape);
  Recorder<T>& r = *tape.recorder;
  const std::size_t record = r.records++;
  r.starts[record] = static_cast<std::uint32_t>(r.pairs);
  if (before != 0) write_pair(r, r.pairs, T(1), before);
  return static_cast<std::uint32_t>(record);
}

}  // namespace slope::detail
