// SPDX-License-Identifier: MIT
// Second derivatives of a recording.
//
// Let ẋ be the derivatives of all records in the directions asked for, and x̄ the adjoints. The derivatives of the
// adjoints in these directions are carried backwards, as adjoints are:
//
//   x̄̇ᵢ += pᵢ ȳ̇ + Σⱼ cᵢⱼ ȳ ẋⱼ      for each record y with arguments i, partial derivatives p and second ones c
//
// They are 0 but for records that a curved one depends on. So first the adjoints are found by a sweep in numbers, which
// finds those records too, and only they are given rows of ẋ and x̄̇, one lane for each direction.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "slope/calculus/second_order/lanes.hpp"
#include "slope/kernel/shared.hpp"
#include "slope/tape/sweep.hpp"

namespace slope::detail {

// What a pair names.
inline std::uint32_t argument(std::uint32_t marked) { return marked % first_pair; }

template <class T> [[gnu::always_inline]] inline bool all_ordinary(const T* p, std::size_t n) {
  for (std::size_t j = 0; j < n; ++j)
    if (!is_ordinary(p[j])) return false;
  return true;
}
[[gnu::always_inline]] inline bool all_within(const Range& range, const std::uint32_t* marked,
                                              std::size_t n) {
  for (std::size_t j = 0; j < n; ++j)
    if (argument(marked[j]) - range.first >= range.count) return false;
  return true;
}
[[gnu::always_inline]] inline bool all_consecutive(const std::uint32_t* marked, std::size_t n) {
  const std::uint32_t first = argument(marked[0]);
  std::uint32_t differences = 0;  // without a way out, for vector instructions
  for (std::size_t j = 0; j < n; ++j)
    differences |= argument(marked[j]) ^ (first + static_cast<std::uint32_t>(j));
  return differences == 0;
}

template <class T> class SecondOrderSweep {
 public:
  /// Finds the adjoints of the records of r, of which `from` has the adjoint `seed`.
  [[gnu::noinline]] void start(const Recorder<T>& r, std::uint32_t from, const T& seed);

  /// The Hessian: result(i, j, h) is called for each input i and all j ≤ i.
  template <class Result> [[gnu::noinline]] void hessian(const Result& result) {
    unit_ = true;
    run(
        inputs_, [](std::size_t i, std::size_t j) { return T(i == j ? 1 : 0); },
        [&](std::size_t i, std::size_t j, const T& h) {
          if (j <= i) result(i, j, h);
        });
  }
  /// The Hessian times n vectors: seed(i, j) is the element of the j-th for input i, and result(i, j, h) is handed that
  /// of the product.
  template <class Seed, class Result>
  [[gnu::noinline]] void products(std::size_t n, const Seed& seed, const Result& result) {
    unit_ = false;
    run(n, seed, result);
  }

 private:
  using Pack = RowPack<T>;
  static constexpr std::size_t most_packs = 8, most_lanes = most_packs * Pack::size;
  static constexpr std::uint32_t none = 0xFFFFFFFFU, wanted = 0xFFFFFFFEU;

  // A record that has a row, or that is curved and has an adjoint.
  struct Step {
    std::uint32_t record, begin, arguments;
    bool curved;       ///< and has an adjoint
    bool ordinary;     ///< no partial derivative is 0 or infinite
    bool of_inputs;    ///< all arguments are inputs, of the first range of leaves
    bool consecutive;  ///< the arguments are one after the other
  };

  void visit(std::uint32_t k, std::size_t begin, std::size_t end);

  // Directions first to last − 1 at a time, in rows of as many packs as they need.
  template <class Seed, class Result> void run(std::size_t n, const Seed& seed, const Result& result) {
    const auto some = [&]<std::size_t... k>(std::size_t first, std::size_t last, std::index_sequence<k...>) {
      const std::size_t packs = (last - first + Pack::size - 1) / Pack::size;
      static_cast<void>(((packs == k + 1 && (run_packs<k + 1>(first, last, seed, result), true)) || ...));
    };
    single_ = n <= most_lanes;
    for (std::size_t first = 0; first < n; first += most_lanes)
      some(first, std::min(n, first + most_lanes), std::make_index_sequence<most_packs>());
  }
  template <std::size_t packs, class Seed, class Result>
  void run_packs(std::size_t first, std::size_t last, const Seed& seed, const Result& result) {
    tangent_.resize(rows_ * packs);
    bar_.assign(rows_ * packs, Pack{});
    for (std::size_t i = 0; i < inputs_; ++i) {
      T* const row = numbers(&tangent_[i * packs]);
      for (std::size_t j = first; j < last; ++j) row[j - first] = seed(i, j);
      std::fill(row + (last - first), row + packs * Pack::size, T(0));
    }
    for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) forward<packs>(*step, first);
    for (const Step& step : steps_) backward<packs>(step);
    add_dense<packs>();
    for (std::size_t i = 0; i < inputs_; ++i) {
      const T* const row = numbers(&bar_[i * packs]);
      for (std::size_t j = first; j < last; ++j) result(i, j, row[j - first]);
    }
  }

  template <std::size_t packs> void forward(const Step& step, std::size_t first);
  template <std::size_t packs> void backward(const Step& step);
  template <std::size_t packs> void add_dense();

  const Recorder<T>* recorder_ = nullptr;
  std::vector<T> adjoint_;
  std::vector<std::uint32_t>
      row_;  ///< of each record: its row, if it has one; those of the inputs come first
  std::uint32_t rows_ = 0, inputs_ = 0;
  Range leading_{};          ///< the first range of leaves
  std::vector<Step> steps_;  ///< the last record first
  bool unit_ = false;        ///< the directions are those of the inputs
  bool single_ = false;      ///< all directions at once
  std::vector<Pack> tangent_, bar_;
  Range dense_{};  ///< rows that `add_dense` is to carry to the inputs
};

template <class T> void SecondOrderSweep<T>::start(const Recorder<T>& r, std::uint32_t from, const T& seed) {
  recorder_ = &r;
  adjoint_.assign(r.records, T(0));
  row_.assign(r.records, none);
  steps_.clear();
  rows_ = 0;
  for (const Range& range : r.leaves)
    for (std::uint32_t k = range.first; k < range.first + range.count; ++k) row_[k] = rows_++;
  inputs_ = rows_;
  leading_ = r.leaves.empty() ? Range{} : r.leaves[0];
  adjoint_[from] = seed;
  std::size_t end = r.pairs;
  auto leaf = r.leaves.crbegin();
  for (auto k = static_cast<std::uint32_t>(r.records - 1); k > 0; --k) {
    for (; leaf != r.leaves.crend() && k < leaf->first + leaf->count; ++leaf) k = leaf->first - 1;
    if (k == 0) break;
    std::size_t begin = end - 1;
    while (r.arguments[begin] < first_pair) --begin;
    visit(k, begin, end);
    end = begin;
  }
  for (auto step = steps_.rbegin(); step != steps_.rend(); ++step)
    if (row_[step->record] == wanted) row_[step->record] = rows_++;
}

template <class T> void SecondOrderSweep<T>::visit(std::uint32_t k, std::size_t begin, std::size_t end) {
  const T a = adjoint_[k];
  const bool moves = !is_zero(a), has_row = row_[k] != none;
  if (!moves && !has_row) return;
  const T* const p = recorder_->partials.data();
  const std::uint32_t* const i = recorder_->arguments.data();
  bool curved = i[end - 1] == 0;
  if (curved) {
    std::size_t m = 1;  // arguments, which m(m + 1)/2 second partial derivatives follow
    while (m * (m + 3) / 2 < end - begin) ++m;
    end = begin + m;
    curved = moves;
  }
  if (curved || has_row) {
    const std::size_t m = end - begin;
    const std::uint32_t first = argument(i[begin]) - leading_.first;
    const bool ordinary = all_ordinary(p + begin, m), consecutive = all_consecutive(i + begin, m);
    const bool of_inputs = consecutive ? first < leading_.count && m <= leading_.count - first
                                       : all_within(leading_, i + begin, m);
    steps_.push_back({k, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(m), curved, ordinary,
                      of_inputs, consecutive});
    if (of_inputs) return;
    for (std::size_t j = begin; j < end; ++j)
      if (row_[argument(i[j])] == none) row_[argument(i[j])] = wanted;
  }
  if (!moves) return;
  if (is_ordinary(a))
    for (std::size_t j = begin; j < end; ++j) adjoint_[argument(i[j])] += p[j] * a;
  else
    for (std::size_t j = begin; j < end; ++j) adjoint_[argument(i[j])] += absorbing_product(p[j], a);
}

// ẏ = Σ pᵢ ẋᵢ, where ẋᵢ may be a unit vector.
template <class T> template <std::size_t packs>
void SecondOrderSweep<T>::forward(const Step& step, std::size_t first) {
  if (row_[step.record] == none) return;
  const T* const p = recorder_->partials.data() + step.begin;
  const std::uint32_t* const i = recorder_->arguments.data() + step.begin;
  const std::uint32_t* const row = row_.data();
  Pack* const out = &tangent_[row[step.record] * packs];
  if (unit_ && step.of_inputs) {
    std::fill_n(out, packs, Pack{});
    if (step.consecutive && single_) {
      std::copy_n(p, step.arguments, numbers(out) + (argument(i[0]) - leading_.first));
      return;
    }
#pragma GCC unroll 8
    for (std::size_t j = 0; j < step.arguments; ++j) {
      const std::size_t lane = argument(i[j]) - leading_.first - first;
      if (lane < packs * Pack::size) numbers(out)[lane] += p[j];
    }
    return;
  }
  std::array<Pack, packs> sum{};
  const Pack* const tangent = tangent_.data();
  if (step.ordinary)
    for (std::size_t j = 0; j < step.arguments; ++j)
      add_row<packs>(sum.data(), p[j], tangent + row[argument(i[j])] * packs);
  else
    for (std::size_t j = 0; j < step.arguments; ++j)
      add_row_absorbing<packs>(sum.data(), p[j], tangent + row[argument(i[j])] * packs);
  std::copy_n(sum.data(), packs, out);
}

// Whether 0 times each is 0.
template <std::size_t packs, class T> bool all_finite(const RowPack<T>* row) {
  RowPack<T> sum{};
  for (std::size_t k = 0; k < packs; ++k) sum.add(T(0), row[k]);
  bool finite = true;
  for (std::size_t l = 0; l < RowPack<T>::size; ++l) finite &= numbers(&sum)[l] == T(0);
  return finite;
}

template <class T> template <std::size_t packs> void SecondOrderSweep<T>::backward(const Step& step) {
  const T* const p = recorder_->partials.data() + step.begin;
  const std::uint32_t* const i = recorder_->arguments.data() + step.begin;
  const std::uint32_t* const row = row_.data();
  const std::size_t m = step.arguments;
  Pack* const bar = bar_.data();
  if (row[step.record] != none) {
    const Pack* const y = bar + row[step.record] * packs;
    if (unit_ && single_ && step.of_inputs && step.ordinary && 2 * m >= inputs_ && all_finite<packs>(y)) {
      if (dense_.first != row[step.record] + 1) add_dense<packs>();
      dense_ = {row[step.record], dense_.count + 1};
    } else if (step.ordinary)
      for (std::size_t j = 0; j < m; ++j) add_row<packs>(bar + row[argument(i[j])] * packs, p[j], y);
    else
      for (std::size_t j = 0; j < m; ++j)
        add_row_absorbing<packs>(bar + row[argument(i[j])] * packs, p[j], y);
  }
  if (!step.curved) return;
  const T* c = p + m;
  const T& a = adjoint_[step.record];
  const Pack* const tangent = tangent_.data();
  for (std::size_t j = 0; j < m; ++j)
    for (std::size_t l = 0; l <= j; ++l) {
      const T w = absorbing_product(*c++, a);
      add_row_absorbing<packs>(bar + row[argument(i[j])] * packs, w, tangent + row[argument(i[l])] * packs);
      if (l != j)
        add_row_absorbing<packs>(bar + row[argument(i[l])] * packs, w, tangent + row[argument(i[j])] * packs);
    }
}

// For records of most of the inputs, whose rows of ẋ are their partial derivatives: Σ ẋᵢ ȳ̇ as a product of matrices.
template <class T> template <std::size_t packs> void SecondOrderSweep<T>::add_dense() {
  const auto [first, count] = std::exchange(dense_, {});
  if (count == 0) return;
  const Pack *const tangent = &tangent_[first * packs], *const y = &bar_[first * packs];
  Pack* const out = bar_.data();
  if constexpr (kernel::Native<T>) {
    constexpr std::size_t n = packs * Pack::size;
    T* const c = numbers(out);
    kernel::product<T>({inputs_, count, n, numbers(tangent), 1, n, numbers(y), n, c, n, c, n});
  } else {
    for (std::size_t k = 0; k < count; ++k)
      for (std::size_t i = 0; i < inputs_; ++i)
        add_row<packs>(out + i * packs, numbers(tangent + k * packs)[i], y + k * packs);
  }
}

}  // namespace slope::detail
