// SPDX-License-Identifier: MIT
// The parts of a recorder that need not be inlined. They are compiled into the library for float and double.
#pragma once

#include "slope/function/rule.hpp"
#include "slope/tape/recorder.hpp"

namespace slope::detail {

/// The lock of all pools, held while this lives. (Not a std::mutex here: its header takes long to compile.)
class PoolLock {
 public:
  PoolLock();
  ~PoolLock();
  PoolLock(const PoolLock&) = delete;
  PoolLock& operator=(const PoolLock&) = delete;
};

/// Recorders that no tape has.
template <class T> struct Pool {
  std::vector<Recorder<T>*> free;
  // Never destroyed: variables may outlive everything.
  static Pool& instance() {
    static Pool* const pool = new Pool;
    return *pool;
  }
};

template <class T> Recorder<T>* Recorder<T>::take() {
  Pool<T>& pool = Pool<T>::instance();
  const auto from_pool = [&]() -> Recorder* {
    const PoolLock lock;
    pool.free.reserve(pool.free.size() + 1);
    if (pool.free.empty()) return nullptr;
    Recorder* r = pool.free.back();
    pool.free.pop_back();
    return r;
  };
  Recorder* r = from_pool();
  if (r == nullptr) {
    r = new Recorder;
    r->tape = {r, 0};
  }
  r->byte_limit = unlimited;
  r->reserve(std::size_t{1} << 12U, 1);
  return r;
}

template <class T> void Recorder<T>::give_back(Recorder* r) noexcept {
  r->clear();
  r->pair_limit = 0;
  r->block_limit = no_blocks;
  Pool<T>& pool = Pool<T>::instance();
  const PoolLock lock;
  pool.free.push_back(r);
}

template <class T> std::size_t Recorder<T>::bytes() const {
  return pairs * (sizeof(T) + 4) + records * sizeof(T) + matrices.count() * sizeof(MatrixRecord<T>) +
         block_bytes;
}

// The limit is on what is used: further pairs are allowed as if each had a record of its own, and the operation that
// writes the last of them may write `max_appended`. Capacity grows to twice its size, near the limit in ever smaller steps.
template <class T> void Recorder<T>::reserve_more(std::size_t more_pairs, std::size_t more_records,
                                                  std::size_t more_block_bytes) {
  clean();
  constexpr std::size_t pair = sizeof(T) + 4, record = sizeof(T), operation = max_appended * pair + record;
  const std::size_t used = bytes();
  const std::size_t wanted = more_pairs * pair + more_records * record + more_block_bytes;
  if (used > byte_limit || wanted > byte_limit - used) refuse_limit(used + wanted, byte_limit);
  if (records + more_records > max_records) refuse_length();
  const std::size_t rest = byte_limit - used - wanted, least = pairs + more_pairs;
  const std::size_t affordable = rest < operation ? 0 : (rest - operation) / (pair + record) + 1;
  const auto smaller = [](std::size_t a, std::size_t b) { return a < b ? a : b; };
  const std::size_t further = smaller(affordable, max_records - records - more_records);
  const std::size_t most = least + smaller(further, least + (std::size_t{1} << 12U)) + max_appended;
  if (most > partials.capacity()) {
    partials.reserve(most);
    arguments.reserve(most);
  }
  pair_limit = smaller(least + further, partials.capacity() - max_appended);
  adjoints.reserve(records + more_records + pair_limit + max_appended - least);
  // As if every pair had a record.
  const std::size_t most_records = smaller(max_records, adjoints.capacity() - max_appended);
  block_limit = byte_limit != unlimited ? no_blocks : static_cast<std::ptrdiff_t>(most_records - pair_limit);
}

template <class T> void Recorder<T>::grow() {
  reserve_more(0, 0, 0);
  if (records == max_records) refuse_length();
  constexpr std::size_t operation = max_appended * (sizeof(T) + 4) + sizeof(T);
  if (pairs >= pair_limit) refuse_limit(bytes() + operation, byte_limit);
}

template <class T> std::uint32_t Recorder<T>::add_outputs(std::size_t count) {
  reserve(0, count);
  clean();
  const auto first = static_cast<std::uint32_t>(records);
  records += count;
  return first;
}

template <class T> std::uint32_t Recorder<T>::add_leaf_records(std::size_t count) {
  const std::uint32_t first = add_outputs(count);
  if (!leaves.empty() && leaves.back().first + leaves.back().count == first)
    leaves.back().count += static_cast<std::uint32_t>(count);
  else if (count != 0) leaves.push_back({first, static_cast<std::uint32_t>(count)});
  return first;
}

template <class T> std::uint32_t Recorder<T>::add_leaves(std::size_t count) {
  const std::uint32_t first = add_leaf_records(count);
  single_leaves += count;
  return first;
}

template <class T> const MatrixRecord<T>* Recorder<T>::add_leaf_matrix(std::size_t rows, std::size_t columns,
                                                                       const T* values, bool is_own) {
  leaf_matrices.reserve(leaf_matrices.size() + 1);
  const std::uint32_t first = add_leaf_records(rows * columns);
  MatrixRecord<T>* const matrix = matrices.keep(tape, first, rows, columns, values);
  matrix->input = is_own ? Input::own : Input::view;
  matrix->state.by_element = false;
  leaf_matrices.push_back(matrix);
  return matrix;
}

// Those from `from` on that are not in a leaf matrix.
template <class T> void Recorder<T>::clear_single_leaves(std::uint32_t from) {
  auto matrix = leaf_matrices.cbegin();
  for (const Range& range : leaves) {
    const std::uint32_t end = range.first + range.count;
    for (std::uint32_t first = range.first < from ? from : range.first; first < end;) {
      const auto end_of_matrix = [&] {
        return (*matrix)->first + static_cast<std::uint32_t>((*matrix)->size());
      };
      while (matrix != leaf_matrices.cend() && end_of_matrix() <= first) ++matrix;
      const bool none = matrix == leaf_matrices.cend() || (*matrix)->first >= end;
      const std::uint32_t next = none ? end : (*matrix)->first;
      set_to_zero(adjoints.data() + first, next - first);
      first = none ? end : end_of_matrix();
    }
  }
}

template <class T> void Recorder<T>::clean() {
  if (dirty_end > records) set_to_zero(adjoints.data() + records, dirty_end - records);
  dirty_end = 0;
}

template <class T> void Recorder<T>::clear_leaves() {
  if (swept) clear_single_leaves(0);
  swept = false;
  for (const MatrixRecord<T>* matrix : leaf_matrices) {
    if (!matrix->state.by_element) continue;
    if (matrix->state.sweep != 0) set_to_zero(adjoints.data() + matrix->first, matrix->size());
    matrix->state.sweep = sweeps;
  }
}

// What was done to a recording that is gone cannot be done again.
template <class T> void Recorder<T>::note_forgetting() {
  if (notes.calls != nullptr && (sweeps != notes.sweeps || !(state() == notes.begin))) refuse_replay();
}

template <class T> void Recorder<T>::clear() {
  note_forgetting();
  if (matrices.count() == 0 && block_bytes == 0) {  // only single variables
    if (swept)
      for (const Range& range : leaves) set_to_zero(adjoints.data() + range.first, range.count);
    swept = false;
    leaves.clear();
    single_leaves = 0;
    pairs = 0;
    records = 1;
    if (dirty_end > 1) pair_limit = 0;
  } else {
    return_to({});
  }
  lowest_.clear();
  rewinds_ = 0;
  tape = tape.next();
}

template <class T> void Recorder<T>::rewind(const Mark<T>& to) {
  if (to.tape != tape) refuse_position();
  note_forgetting();
  // Mostly it is the place of the last rewind.
  const std::size_t extent = to.extent(), n = lowest_.size();
  if (n == 1 && lowest_[0].extent == extent) lowest_[0].number = ++rewinds_;
  else note_rewind(to, extent);
  return_to(to);
}

template <class T> void Recorder<T>::note_rewind(const Mark<T>& to, std::size_t extent) {
  for (std::size_t i = lowest_.size(); i > 0 && lowest_[i - 1].number > to.rewinds; --i)
    if (lowest_[i - 1].extent < extent) refuse_position();
  while (!lowest_.empty() && lowest_.back().extent >= extent) lowest_.pop_back();
  lowest_.push_back({++rewinds_, extent});
}

template <class T> void Recorder<T>::return_to(const Mark<T>& to) {
  if (swept && single_leaves != to.single_leaves) clear_single_leaves(static_cast<std::uint32_t>(to.records));
  swept = swept && to.single_leaves != 0;
  for (; leaf_matrices.size() > to.leaf_matrices; leaf_matrices.pop_back()) {
    const MatrixRecord<T>& matrix = *leaf_matrices.back();
    if (matrix.state.sweep != 0) set_to_zero(adjoints.data() + matrix.first, matrix.size());
  }
  leaf_elements_used_ = leaf_elements_used_ && !leaf_matrices.empty();
  pairs = to.pairs;
  if (last_block != to.last_block && dirty_end < records) dirty_end = records;
  if (dirty_end > to.records && pair_limit > pairs)
    pair_limit = pairs;  // the next operation on single variables cleans, by `grow`
  records = to.records;
  single_leaves = to.single_leaves;
  // Every pair that there is room for may be a record.
  const std::size_t room = adjoints.capacity() - max_appended - records;
  if (pair_limit > pairs && pair_limit - pairs > room) pair_limit = pairs + room;
  if (leaves.size() > to.leaves) leaves.resize(to.leaves);
  if (!leaves.empty() && leaves.back().first + leaves.back().count > records)
    leaves.back().count = static_cast<std::uint32_t>(records) - leaves.back().first;
  last_block = to.last_block;
  block_bytes = to.block_bytes;
  arena.rewind(to.values);
  matrices.rewind(to.matrices);
}

template <class T> bool Recorder<T>::is_later_leaf(std::uint32_t index) const {
  std::size_t first = 0, last = leaves.size();  // the range is one of these, if any
  while (last - first > 1) {
    const std::size_t middle = first + (last - first) / 2;
    (index < leaves[middle].first ? last : first) = middle;
  }
  return first != last && index - leaves[first].first < leaves[first].count;
}

template <class T> void Recorder<T>::sweep(std::uint32_t from) {
  swept = single_leaves != 0;
  // A function of some inputs: no more is to be looked for.
  if (leaves.size() == 1 && leaf_matrices.empty() && last_block == nullptr && leaves[0].first == 1 &&
      from > leaves[0].count) {
    std::size_t end = from + 1 == records ? pairs : end_of(from);
    return sweep_records(from, leaves[0].count + 1, end);
  }
  auto leaf = leaves.crbegin();
  std::size_t end = end_of(from);
  for (const MatrixRecord<T>* block = last_block; block != nullptr; block = block->before) {
    const std::uint32_t first = block->first;
    const auto count = static_cast<std::uint32_t>(block->size());
    if (first > from || count == 0) continue;
    if (from >= first + count) sweep_to(from, first + count, leaf, end);
    from = first - 1;
    if (block->state.by_element) {
      block->reverse(*block, *this);
      if (count == 1) adjoints[first] = T(0);
      else set_to_zero(adjoints.data() + first, count);
    } else if (block->state.sweep == sweeps) {
      block->reverse(*block, *this);
    }
  }
  sweep_to(from, 1, leaf, end);
  for (const MatrixRecord<T>* matrix : leaf_matrices)
    if (matrix->state.sweep != sweeps && matrix->state.sweep != 0) {
      set_to_zero(adjoints.data() + matrix->first, matrix->size());
      matrix->state.sweep = 0;
    }
}

// Where the pairs of a record and of all before it end. Records without pairs, and the pairs of those behind, are
// counted from the end of the recording on.
template <class T> std::size_t Recorder<T>::end_of(std::uint32_t record) const {
  std::size_t behind = records - 1 - record;
  if (behind == 0) return pairs;
  const auto without_pairs = [&](const Range& range) {
    const std::size_t end = range.first + std::size_t{range.count};
    if (range.first > record) behind -= range.count;
    else if (end > record) behind -= end - 1 - record;
  };
  for (const Range& range : leaves) without_pairs(range);
  for (const MatrixRecord<T>* block = last_block; block != nullptr; block = block->before)
    without_pairs({block->first, static_cast<std::uint32_t>(block->size())});
  std::size_t end = pairs;
  while (behind > 0) behind -= arguments[--end] / first_pair;
  return end;
}

// Records `from` down to `above`, those of leaves passed over. `leaf` is the last of the ranges that `from` has not left
// behind, `end` where the pairs of `from` end.
template <class T> void Recorder<T>::sweep_to(std::uint32_t from, std::uint32_t above,
                                              Leaves::const_reverse_iterator& leaf, std::size_t& end) {
  for (; leaf != leaves.crend() && leaf->first + leaf->count > above; ++leaf) {
    if (leaf->first > from) continue;
    if (from >= leaf->first + leaf->count) sweep_records(from, leaf->first + leaf->count, end);
    from = leaf->first - 1;
  }
  if (from >= above) sweep_records(from, above, end);
}

// Adds to the adjoints of a record's arguments where an infinite adjoint may meet a partial derivative of 0, which it
// does not move. @returns where the record begins
template <class T>
[[gnu::noinline]] std::size_t spread(T a, const T* p, const std::uint32_t* i, std::size_t end, T* adjoint) {
  for (std::uint32_t mark = 0; mark == 0;) {
    --end;
    mark = i[end] & first_pair;
    if (!is_zero(p[end])) adjoint[i[end] - mark] += p[end] * a;
  }
  return end;
}

// Operations, `from` down to `above`. An adjoint of 0 stops there: what the outputs do not depend on is not touched. The
// adjoint of the record before is carried in a register where the record's first pair names it, which is what a chain
// of operations does.
template <class T>
void Recorder<T>::sweep_records(std::uint32_t from, std::uint32_t above, std::size_t& end) {
  const T* const p = partials.data();
  const std::uint32_t* const i = arguments.data();
  T* const adjoint = adjoints.data();
  std::size_t j = end;
  T a = adjoint[from];
  for (std::uint32_t k = from;;) {
    adjoint[k] = T(0);
    if (!is_ordinary(a)) {
      if (is_zero(a)) {
        do --j;
        while (i[j] < first_pair);
      } else j = spread(a, p, i, j, adjoint);
      if (k == above) break;
      a = adjoint[--k];
      continue;
    }
    std::uint32_t to = i[--j];
    for (; to < first_pair; to = i[--j]) adjoint[to] += p[j] * a;
    to -= first_pair;
    const T first = p[j] * a;
    if (k == above) {
      adjoint[to] += first;
      break;
    }
    --k;
    if (to == k) a = adjoint[k] + first;
    else {
      adjoint[to] += first;
      a = adjoint[k];
    }
  }
  end = j;
}

template <class T> void Recorder<T>::sweep_lanes(std::uint32_t from, Lanes* adjoint) const {
  std::size_t j = end_of(from);
  auto leaf = leaves.crbegin();
  for (std::uint32_t k = from; k > 0; --k) {
    while (leaf != leaves.crend() && leaf->first > k) ++leaf;
    if (leaf != leaves.crend() && k < leaf->first + leaf->count) {
      k = leaf->first;
      continue;
    }
    const Lanes a = adjoint[k];
    adjoint[k] = Lanes{};
    for (std::uint32_t mark = 0; mark == 0;) {
      --j;
      mark = arguments[j] & first_pair;
      const T p = partials[j];
      if (is_zero(p)) continue;
      Lanes& to = adjoint[arguments[j] - mark];
      for (std::size_t lane = 0; lane < lanes; ++lane) to[lane] += is_zero(a[lane]) ? T(0) : T(p * a[lane]);
    }
  }
}

extern template class Recorder<float>;
extern template class Recorder<double>;

}  // namespace slope::detail
