// SPDX-License-Identifier: MIT
// What a tape is made of: the streams that operations write and the reverse sweep reads. Users see `Tape` and
// `Var`; nothing here is for them.
//
// Record k, which defines the variable of index k, is a list of pairs (partial derivative, index of an argument):
//
//   partials  | p p p | p p | …      one entry a pair
//   arguments |*i i i |*i i | …      * marks the first pair of a record, which is the last that a sweep meets
//   adjoints    ȳ₀      ȳ₁           one entry a record, all zero between sweeps but those of leaves and blocks
//
// Index 0 stands for every constant. A leaf (an input) is a record without pairs. The outputs of a block operation
// (block.hpp) are records without pairs as well; the sweep hands their adjoints to the block. What blocks alone use is
// not set to zero: the first of a sweep stores to it, the others add.
#pragma once

#include <array>
#include <limits>
#include <span>

#include "slope/core/real.hpp"
#include "slope/tape/arena.hpp"
#include "slope/tape/calls.hpp"
#include "slope/tape/matrix_record.hpp"
#include "slope/tape/stream.hpp"

namespace slope::detail {

/// The most pairs of a term, and of what one operation appends: a term to a new accumulator.
inline constexpr std::size_t max_pairs = 8, max_appended = max_pairs + 1;
/// In `arguments`, marks the first pair of a record.
inline constexpr std::uint32_t first_pair = std::uint32_t{1} << 31U;
/// Indices are less.
inline constexpr std::size_t max_records = first_pair;

// (<algorithm> takes longer to compile than the tape.)
template <class T> void set_to_zero(T* first, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) first[i] = T(0);
}

/// A place in a recording, to go back to.
template <class T> struct Mark {
  std::size_t pairs = 0, records = 1, leaves = 0, leaf_matrices = 0, block_bytes = 0;
  std::size_t single_leaves = 0, matrices = 0;
  ArenaMark values;
  const MatrixRecord<T>* last_block = nullptr;
  Handle<T> tape;
  std::size_t rewinds = 0;  ///< that there were before
  /// Grows with everything that is recorded.
  std::size_t extent() const { return pairs + records + block_bytes + matrices; }
};

template <class T> class alignas(generations) Recorder {
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
  static constexpr std::ptrdiff_t no_blocks = std::numeric_limits<std::ptrdiff_t>::min();
  std::ptrdiff_t block_limit = no_blocks;  ///< a block whose `records` − `pairs` are beyond needs more room
  Handle<T> tape;                          ///< what variables of now carry
  Stream<T, 0> partials;
  Stream<std::uint32_t, 1> arguments;
  Stream<T, 2, 1> adjoints;

  using Leaves = std::vector<Range>;
  Leaves leaves;
  std::size_t single_leaves = 0;                      ///< those that are in no matrix
  std::vector<const MatrixRecord<T>*> leaf_matrices;  ///< some of the leaves
  const MatrixRecord<T>* last_block = nullptr;        ///< the output of the last
  Arena<T> arena;                                     ///< the values of the blocks
  Matrices<T> matrices;
  std::vector<T> scratch;       ///< for a block's reverse
  std::size_t block_bytes = 0;  ///< what the blocks hold besides their records
  static constexpr std::size_t unlimited = static_cast<std::size_t>(-1);
  std::size_t byte_limit = unlimited;

  /// Makes room for at least that much more. @throws LimitError
  void reserve(std::size_t more_pairs, std::size_t more_records, std::size_t more_block_bytes = 0) {
    if (pairs + more_pairs > pair_limit ||
        static_cast<std::ptrdiff_t>(records + more_records - (pairs + more_pairs)) > block_limit)
      reserve_more(more_pairs, more_records, more_block_bytes);
  }
  /// Room for the next operation. @throws LimitError, UsageError if no tape has this recorder
  [[gnu::cold, gnu::noinline]] void grow();
  /// New leaves. @returns the index of the first
  std::uint32_t add_leaves(std::size_t count);
  /// New leaves. @returns the matrix of them
  const MatrixRecord<T>* add_leaf_matrix(std::size_t rows, std::size_t columns, const T* values, bool is_own);
  /// Records without pairs. @returns the index of the first
  std::uint32_t add_outputs(std::size_t count);
  /// Room for n values of blocks. @throws LimitError
  T* take(std::size_t n) {
    reserve(0, 0, n * sizeof(T));
    return take_reserved(n);
  }
  /// `n` of them behind `before`, which begin where arrays do.
  T* take_reserved(std::size_t n, std::size_t before = 0) {
    block_bytes += (n + before) * sizeof(T);
    return arena.take(n + Arena<T>::rounded(before));
  }
  /// Makes room for n values in `scratch`, now, so that sweeps need not.
  void prepare_scratch(std::size_t n) {
    if (scratch.size() < n) scratch.resize(n);
  }

  Mark<T> mark() const {
    return {pairs,       records,       leaves.size(),    leaf_matrices.size(),
            block_bytes, single_leaves, matrices.count(), arena.mark(),
            last_block,  tape,          rewinds_};
  }
  /// @throws UsageError if the recording does not have this place any more, or never had
  void rewind(const Mark<T>& to);
  /// Forgets everything, so that what it was asked for before is that of a tape that is gone.
  void clear();

  /// Differs between any two recordings, and between before and after one moves in memory.
  struct State {
    Handle<T> tape;
    std::size_t rewinds = 0, records = 0, pairs = 0, matrices = 0, elements = 0;
    const T *adjoints = nullptr, *scratch = nullptr;
    bool operator==(const State&) const = default;
  };
  State state() const {
    return {tape,           rewinds_,        records,       pairs, matrices.count(),
            elements_used_, adjoints.data(), scratch.data()};
  }

  /// What a Replay notes, if one is at work, and where that began.
  struct Notes {
    Calls* calls = nullptr;
    State begin;
    std::size_t sweeps = 0;
    bool are_all = true;  ///< of what was done
  };
  Notes notes;
  /// Calls f, a function of one argument, and notes that.
  static constexpr bool can_replay = std::same_as<T, float> || std::same_as<T, double>;
  template <auto f, class A> void call(const A& argument) {
    if constexpr (can_replay)
      if (notes.calls != nullptr) [[unlikely]]
        notes.calls->template add<f>(argument);
    f(argument);
  }
  void refuse_replay() { notes.are_all = false; }

  bool swept = false;      ///< since the adjoints of leaves that are in no matrix were zero
  std::size_t sweeps = 0;  ///< that were begun
  /// Sets the adjoints of the leaves to zero, but for what MatrixRecord says.
  void begin_sweep() {
    ++sweeps;
    if (swept || leaf_elements_used_) clear_leaves();
  }
  /// Carries adjoints from record `from` down to the leaves.
  void sweep(std::uint32_t from);
  /// The same for eight adjoints of each record at once, all zero but the seeds, of a recording without blocks.
  static constexpr std::size_t lanes = 8;
  using Lanes = std::array<T, lanes>;
  void sweep_lanes(std::uint32_t from, Lanes* adjoint) const;

  /// Adjoints below here, and not below `records`, may be what blocks of an earlier recording left.
  std::size_t dirty_end = 0;

  /// In a sweep, the adjoints of an operand of variables, for a block that adds to them. @{
  T* sums(const MatrixRecord<T>& operand) {
    T* const to = adjoints.data() + operand.first;
    if (is_first(operand)) set_to_zero(to, operand.size());
    return to;
  }
  /// Or for one that stores to all of them where there is nothing to add to (null).
  struct Sums {
    T* at;
    const T* init;
  };
  Sums sums_or_none(const MatrixRecord<T>& operand) {
    T* const to = adjoints.data() + operand.first;
    return {to, is_first(operand) ? nullptr : to};
  }
  /// Whether that is so: the adjoints hold what an earlier sweep left.
  bool is_first(const MatrixRecord<T>& operand) {
    SweepState& state = operand.state;
    if (state.by_element || state.sweep == sweeps) return false;
    state.sweep = sweeps;
    return true;
  }
  /// @}

  /// In a sweep that takes steps, the values of a matrix of inputs change by `step` times its adjoints. A block that is the
  /// only one to use it, and can, does so in place of finding adjoints. @{
  T step = T(0);
  std::size_t steps_left = 0;  ///< matrices named to change, less those that changed in place
  /// Counts uses, from what was set before.
  void count_uses() const {
    for (const MatrixRecord<T>* block = last_block; block != nullptr; block = block->before) {
      block->a->state.uses += 2;
      const std::uint32_t use = block->takes_steps ? 1 : 2;
      if (block->b != nullptr) block->b->state.uses += use;
      if (block->c != nullptr) block->c->state.uses += use;
    }
  }
  /// 0 if the block shall find adjoints.
  T step_of(const MatrixRecord<T>& operand) const {
    return operand.state.stepped == sweeps && operand.state.steps_in_place() ? step : T(0);
  }
  /// @}

  /// For elements of a matrix of variables as variables or matrices of their own.
  void use_elements(const MatrixRecord<T>& operand) {
    SweepState& state = operand.state;
    if (state.by_element) return;
    state.by_element = true;
    ++elements_used_;
    if (operand.input != Input::none) leaf_elements_used_ = true;
    else set_to_zero(adjoints.data() + operand.first, operand.size());
  }

  std::size_t bytes() const;
  bool is_leaf(std::uint32_t index) const {
    return (!leaves.empty() && index - leaves[0].first < leaves[0].count) || is_later_leaf(index);
  }

 private:
  Recorder() = default;
  std::uint32_t add_leaf_records(std::size_t count);
  void reserve_more(std::size_t more_pairs, std::size_t more_records, std::size_t more_block_bytes);
  void note_rewind(const Mark<T>& to, std::size_t extent);
  void note_forgetting();
  void return_to(const Mark<T>& to);
  void clear_leaves();
  void clear_single_leaves(std::uint32_t from);
  void clean();
  bool is_later_leaf(std::uint32_t index) const;
  void sweep_to(std::uint32_t from, std::uint32_t above, Leaves::const_reverse_iterator& leaf,
                std::size_t& end);
  void sweep_records(std::uint32_t from, std::uint32_t above, std::size_t& end);
  std::size_t end_of(std::uint32_t record) const;

  std::size_t elements_used_ = 0;    // of so many matrices
  bool leaf_elements_used_ = false;  // of some leaf matrix
  // Rewinds, as far as none behind them went as far back or further: each has a larger extent than the one before.
  struct Rewind {
    std::size_t number, extent;
  };
  std::vector<Rewind> lowest_;
  std::size_t rewinds_ = 0;
};

/// @throws UsageError
/// @{
[[noreturn, gnu::cold]] void refuse_mixture();
[[noreturn, gnu::cold]] void refuse_dead_tape();
[[noreturn, gnu::cold]] void refuse_limit(std::size_t used, std::size_t limit);
[[noreturn, gnu::cold]] void refuse_length();
[[noreturn, gnu::cold]] void refuse_size(const char* what, std::size_t expected, std::size_t found);
[[noreturn, gnu::cold]] void refuse_matrix_size(const char* what, std::size_t rows, std::size_t columns,
                                                std::size_t found);
[[noreturn, gnu::cold]] void refuse_label(std::size_t row, std::size_t label, std::size_t classes);
[[noreturn, gnu::cold]] void refuse_rewound();
[[noreturn, gnu::cold]] void refuse_position();
[[noreturn, gnu::cold]] void refuse_gone_matrix();
[[noreturn, gnu::cold]] void refuse_to_change();
[[noreturn, gnu::cold]] void refuse_intermediate();
[[noreturn, gnu::cold]] void refuse_seed();
/// @}

// The tape of an operation on variables of two.
template <class T> [[gnu::always_inline]] inline Handle<T> join(Handle<T> a, Handle<T> b) {
  if (a == b || !b) return a;
  if (a) {
    if (a.recorder() == b.recorder()) refuse_dead_tape();
    refuse_mixture();
  }
  return b;
}

// The recorder of a tape that lives.
template <class T> [[gnu::always_inline]] inline Recorder<T>& live(Handle<T> tape) {
  Recorder<T>& r = *tape.recorder();
  if (r.tape != tape) [[unlikely]]
    refuse_dead_tape();
  return r;
}

// The same, with room for one operation.
template <class T> [[gnu::always_inline]] inline Recorder<T>& with_room(Handle<T> tape) {
  Recorder<T>& r = live(tape);
  if (r.pairs >= r.pair_limit) [[unlikely]]
    r.grow();
  return r;
}

// Appends pairs, which begin a record if `mark` is `first_pair`. Those whose index is seen to be 0 when the code is
// compiled are left out, but a record has one pair at least: room is counted in pairs.
template <class T> struct PairWriter {
  [[gnu::always_inline]] PairWriter(Recorder<T>& recorder, std::uint32_t first_mark)
      : r(recorder), at(recorder.pairs), mark(first_mark) {}
  [[gnu::always_inline]] void write(const T& partial, std::uint32_t i) {
    const bool constant = i == 0;
    if (__builtin_constant_p(constant) && constant) return;
    put(partial, i);
  }
  [[gnu::always_inline]] void finish() {
    if (mark != 0) put(T(0), 0);
    r.pairs = at;
  }

 private:
  [[gnu::always_inline]] void put(const T& partial, std::uint32_t i) {
    r.partials[at] = partial;
    r.arguments[at] = i | mark;
    mark = 0;
    ++at;
  }
  Recorder<T>& r;
  std::size_t at;
  std::uint32_t mark;
};

/// An argument of a record and the derivative by it.
template <class T> struct Pair {
  T partial;
  std::uint32_t index;
};

// A record of any number of pairs. @returns its index
template <class T> std::uint32_t write_record(Handle<T> tape, std::span<const Pair<T>> pairs) {
  Recorder<T>& r = live(tape);
  r.reserve(pairs.size() + 1, 1);
  PairWriter<T> out(r, first_pair);
  for (const auto& [partial, index] : pairs) out.write(partial, index);
  out.finish();
  return static_cast<std::uint32_t>(r.records++);
}

// Begins a record that may grow, with the accumulator's value so far.
template <class T> [[gnu::always_inline]] inline std::uint32_t open_record(Handle<T> accumulator,
                                                                           Handle<T> tape,
                                                                           std::uint32_t before) {
  join(accumulator, tape);
  Recorder<T>& r = with_room(tape);
  PairWriter<T> out(r, first_pair);
  out.write(T(1), before);
  out.finish();
  return static_cast<std::uint32_t>(r.records++);
}

}  // namespace slope::detail
