// SPDX-License-Identifier: MIT
// The parts of a recorder that need not be inlined. They are compiled into the library for float and double.
#pragma once

#include <algorithm>
#include <bit>
#include <limits>

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
  if (r == nullptr) r = new Recorder;
  r->byte_limit = static_cast<std::size_t>(-1);
  r->reserve(std::size_t{1} << 12U, 1);
  r->starts[0] = 0;
  return r;
}

template <class T> void Recorder<T>::give_back(Recorder* r) noexcept {
  r->rewind({});
  ++r->generation;
  r->pair_limit = 0;
  Pool<T>& pool = Pool<T>::instance();
  const PoolLock lock;
  pool.free.push_back(r);
}

template <class T> void Recorder<T>::grow() { reserve(max_pairs + 1, 1); }

template <class T> std::size_t Recorder<T>::bytes() const {
  return pairs * (sizeof(T) + 4) + records * (sizeof(T) + 4) + block_bytes;
}

// The limit is on what is used. Capacity grows to twice its size, but never to more pairs than the limit allows if each
// has a record of its own; near the limit it grows in ever smaller steps.
template <class T>
void Recorder<T>::reserve(std::size_t more_pairs, std::size_t more_records, std::size_t more_block_bytes) {
  constexpr std::size_t pair = sizeof(T) + 4, record = sizeof(T) + 4;
  constexpr std::size_t slack = max_pairs + 1;
  const std::size_t used = bytes();
  const std::size_t wanted = more_pairs * pair + more_records * record + more_block_bytes;
  if (used > byte_limit || wanted > byte_limit - used) refuse_limit(used + wanted, byte_limit);
  if (records + more_records > 0xFFFFFFFFU || pairs + more_pairs > 0xFFFFFFFFU) refuse_length();
  const std::size_t left = (byte_limit - used - wanted) / (pair + record);
  const std::size_t least = pairs + more_pairs + slack;
  std::size_t most = least + std::min(left, std::max<std::size_t>(least, 1U << 12U));
  most = std::min<std::size_t>(most, 0xFFFFFFFFU);
  if (most > partials.capacity()) {
    partials.reserve(most);
    arguments.reserve(most);
  }
  const std::size_t capacity = std::min(most, partials.capacity());
  pair_limit = capacity - slack;
  const std::size_t most_records = records + more_records + (capacity - pairs);
  starts.reserve(most_records);
  adjoints.reserve(most_records);
}

template <class T> std::uint32_t Recorder<T>::add_outputs(std::size_t count) {
  reserve(0, count);
  const auto first = static_cast<std::uint32_t>(records);
  std::fill_n(starts.data() + records, count, static_cast<std::uint32_t>(pairs));
  records += count;
  return first;
}

template <class T> std::uint32_t Recorder<T>::add_leaves(std::size_t count) {
  const std::uint32_t first = add_outputs(count);
  if (!leaves.empty() && leaves.back().first + leaves.back().count == first)
    leaves.back().count += static_cast<std::uint32_t>(count);
  else if (count != 0) leaves.push_back({first, static_cast<std::uint32_t>(count)});
  return first;
}

template <class T> T* Recorder<T>::take(std::size_t n) {
  reserve(0, 0, n * sizeof(T));
  block_bytes += n * sizeof(T);
  return arena.take(n);
}

template <class T> void Recorder<T>::clear_leaves() {
  if (!swept) return;
  swept = false;
  for (const Range& range : leaves) std::fill_n(adjoints.data() + range.first, range.count, T(0));
}

template <class T> void Recorder<T>::rewind(const Mark& to) {
  clear_leaves();
  pairs = to.pairs;
  records = to.records;
  leaves.resize(to.leaves);
  if (!leaves.empty() && leaves.back().first + leaves.back().count > records)
    leaves.back().count = static_cast<std::uint32_t>(records) - leaves.back().first;
  blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(to.blocks), blocks.end());
  block_bytes = to.block_bytes;
  arena.rewind({to.chunk, to.used});
}

template <class T> bool Recorder<T>::is_later_leaf(std::uint32_t index) const {
  const auto after = std::upper_bound(leaves.begin(), leaves.end(), index,
                                      [](std::uint32_t i, const Range& range) { return i < range.first; });
  return after != leaves.begin() && index < std::prev(after)->first + std::prev(after)->count;
}

template <class T> void Recorder<T>::sweep(std::uint32_t from) {
  swept = true;
  auto leaf = leaves.crbegin();
  for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) {
    const auto [first, count] = block->outputs;
    if (first > from) continue;
    sweep_to(from, first + count, leaf);
    block->reverse(*block, adjoints.data());
    std::fill_n(adjoints.data() + first, count, T(0));
    from = first - 1;
  }
  sweep_to(from, 1, leaf);
}

// Records `from` down to `above`, those of leaves passed over. `leaf` is the last of the ranges that `from` has not left
// behind.
template <class T>
void Recorder<T>::sweep_to(std::uint32_t from, std::uint32_t above, Leaves::const_reverse_iterator& leaf) {
  for (; leaf != leaves.crend() && leaf->first + leaf->count > above; ++leaf) {
    if (leaf->first > from) continue;
    sweep_records(from, leaf->first + leaf->count);
    from = leaf->first - 1;
  }
  sweep_records(from, above);
}

// False if a is 0, infinite or not a number, by one comparison. A dual goes by its value; what cannot be seen at a glance
// may be any of them.
template <class T> [[gnu::always_inline]] inline bool is_ordinary(const T& a) {
  if constexpr (std::same_as<T, float> || std::same_as<T, double>) {
    using Bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
    constexpr Bits infinity = std::bit_cast<Bits>(std::numeric_limits<T>::infinity());
    return std::bit_cast<Bits>(a) * 2 - 1 < infinity * 2 - 1;
  } else if constexpr (requires { a.value, a.slope; }) return is_ordinary(a.value);
  else return false;
}

// Adds to the adjoints of a record's arguments where an infinite adjoint may meet a partial derivative of 0, which it
// does not move.
template <class T>
[[gnu::noinline]] void spread(const T& a, const T* p, const std::uint32_t* i, std::size_t pairs, T* adjoint) {
  if (is_zero(a)) return;
  for (std::size_t j = 0; j < pairs; ++j)
    if (!is_zero(p[j])) adjoint[i[j]] += p[j] * a;
}

// Operations, `from` down to `above`. An adjoint of 0 stops there: what the outputs do not depend on is not touched. The
// adjoint of the record before is carried in a register where the record's first pair names it, which is what a chain
// of operations does.
template <class T> void Recorder<T>::sweep_records(std::uint32_t from, std::uint32_t above) {
  if (from < above) return;
  const T* const p = partials.data();
  const std::uint32_t* const i = arguments.data();
  const std::uint32_t* const start = starts.data();
  T* const adjoint = adjoints.data();
  std::size_t end = from + 1 < records ? start[from + 1] : pairs;
  T a = adjoint[from];
  for (std::uint32_t k = from;;) {
    const std::size_t begin = start[k];
    adjoint[k] = T(0);
    if (!is_ordinary(a)) {
      spread(a, p + begin, i + begin, end - begin, adjoint);
      end = begin;
      if (k == above) return;
      a = adjoint[--k];
      continue;
    }
    for (std::size_t j = begin + 1; j < end; ++j) adjoint[i[j]] += p[j] * a;
    const T first = p[begin] * a;
    const std::uint32_t to = i[begin];
    end = begin;
    if (k == above) {
      adjoint[to] += first;
      return;
    }
    --k;
    if (to == k) a = adjoint[k] + first;
    else {
      adjoint[to] += first;
      a = adjoint[k];
    }
  }
}

template <class T> void Recorder<T>::sweep_lanes(std::uint32_t from, Lanes* adjoint) const {
  std::size_t end = from + 1 < records ? starts[from + 1] : pairs;
  for (std::uint32_t k = from; k > 0; --k) {
    const std::size_t begin = starts[k];
    if (begin != end) {
      const Lanes a = adjoint[k];
      adjoint[k] = Lanes{};
      for (std::size_t j = begin; j < end; ++j) {
        Lanes& to = adjoint[arguments[j]];
        const T p = partials[j];
        if (is_zero(p)) continue;
        for (std::size_t lane = 0; lane < lanes; ++lane) to[lane] += is_zero(a[lane]) ? T(0) : T(p * a[lane]);
      }
    }
    end = begin;
  }
}

extern template class Recorder<float>;
extern template class Recorder<double>;

}  // namespace slope::detail
