// SPDX-License-Identifier: MIT
#include "slope/calculus/dependency.hpp"

#include <algorithm>
#include <iterator>

#include "slope/core/error.hpp"

namespace slope::detail {

InputSets& InputSets::current() {
  static thread_local InputSets sets;
  return sets;
}

InputSets::Session::Session() { ++current().sessions_; }
InputSets::Session::~Session() {
  if (--current().sessions_ == 0) current() = InputSets();
}

// A new set whose `size` entries the caller has appended to elements_.
std::uint32_t InputSets::add(std::uint32_t size) {
  const std::size_t length = size == node ? 2 : size;
  if (elements_.size() > 0xFFFFFFFFU || sets_.size() >= node)
    throw LimitError("the pattern of a sparse derivative takes more than 2^32 entries");
  sets_.push_back({static_cast<std::uint32_t>(elements_.size() - length), size});
  return static_cast<std::uint32_t>(sets_.size() - 1);
}

std::uint32_t InputSets::single(std::uint32_t input) {
  elements_.push_back(input);
  return add(1);
}

std::uint32_t InputSets::unite(std::uint32_t a, std::uint32_t b) {
  if (a == b || b == empty) return a;
  if (a == empty) return b;
  const Set x = sets_[a], y = sets_[b];
  if (x.size == node || y.size == node) {
    elements_.push_back(a);
    elements_.push_back(b);
    return add(node);
  }
  std::array<std::uint32_t, 2 * most_listed> merged;
  const auto first = [&](const Set& s) { return elements_.begin() + s.begin; };
  const auto end = std::set_union(first(x), first(x) + x.size, first(y), first(y) + y.size, merged.begin());
  const auto size = static_cast<std::uint32_t>(end - merged.begin());
  if (size == x.size) return a;
  if (size == y.size) return b;
  if (size > most_listed) {
    elements_.push_back(a);
    elements_.push_back(b);
    return add(node);
  }
  elements_.insert(elements_.end(), merged.begin(), end);
  return add(size);
}

void InputSets::write(std::uint32_t set, std::vector<std::uint32_t>& out) {
  const auto before = static_cast<std::ptrdiff_t>(out.size());
  visited_.resize(sets_.size(), 0);
  ++visit_;
  stack_.assign(1, set);
  while (!stack_.empty()) {
    const std::uint32_t at = stack_.back();
    stack_.pop_back();
    if (visited_[at] == visit_) continue;
    visited_[at] = visit_;
    const auto [begin, size] = sets_[at];
    if (size == node) stack_.insert(stack_.end(), {elements_[begin], elements_[begin + 1]});
    else out.insert(out.end(), elements_.begin() + begin, elements_.begin() + begin + size);
  }
  std::sort(out.begin() + before, out.end());
  out.erase(std::unique(out.begin() + before, out.end()), out.end());
}

}  // namespace slope::detail
