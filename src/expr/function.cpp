// SPDX-License-Identifier: MIT
// The table of all functions: the built-in catalog, then the user's.
#include "slope/expr/function.hpp"

#include <atomic>
#include <deque>
#include <map>
#include <mutex>

#include "slope/core/error.hpp"
#include "slope/expr/names.hpp"
#include "slope/function/catalog.hpp"

namespace slope {

namespace {

class Table {
 public:
  static Table& instance() {
    static Table* const table = new Table(Catalog());
    return *table;
  }

  const Function& operator[](std::size_t i) const { return *entries_[i].load(std::memory_order_acquire); }
  std::size_t size() const { return size_.load(std::memory_order_acquire); }

  std::optional<std::size_t> find(std::string_view name) const {
    const std::lock_guard lock(mutex_);
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? std::nullopt : std::optional(found->second);
  }

  std::size_t add(Function record) {
    const std::lock_guard lock(mutex_);
    if (const auto found = by_name_.find(record.name); found != by_name_.end()) {
      Function& known = records_[found->second];
      if (known.slope != record.slope)
        throw UsageError("there is a function '" + std::string(record.name) +
                         "' already; choose another name");
      return found->second;
    }
    const std::size_t i = records_.size();
    if (i == capacity) throw LimitError("more than 4096 functions");
    records_.push_back(std::move(record));
    by_name_.emplace(records_[i].name, i);
    entries_[i].store(&records_[i], std::memory_order_release);
    size_.store(i + 1, std::memory_order_release);
    return i;
  }

 private:
  static constexpr std::size_t capacity = 4096;

  template <class... F> explicit Table(RuleList<F...>) {
    const auto add_built_in = [this](Function f) {
      f.built_in = true;
      add(std::move(f));
    };
    (add_built_in(record_of<F, float, double, long double>()), ...);
  }

  mutable std::mutex mutex_;
  std::deque<Function> records_;
  std::map<std::string_view, std::size_t> by_name_;
  std::array<std::atomic<const Function*>, capacity> entries_{};
  std::atomic<std::size_t> size_{0};
};

constexpr auto first = static_cast<std::size_t>(Op::add);

}  // namespace

const Function& function_of(Op op) { return Table::instance()[static_cast<std::size_t>(op) - first]; }

std::optional<Op> find_function(std::string_view name) {
  if (name == "σ") name = "sigmoid";
  if (name == "silu") name = "swish";
  if (name == "ln") name = "log";
  if (name == "π") name = "pi";
  const auto i = Table::instance().find(name);
  if (!i || Table::instance()[*i].internal) return std::nullopt;
  return static_cast<Op>(*i + first);
}

std::vector<const Function*> all_functions() {
  std::vector<const Function*> list;
  for (std::size_t i = 0; i < Table::instance().size(); ++i)
    if (!Table::instance()[i].internal) list.push_back(&Table::instance()[i]);
  return list;
}

Op add_record(Function record) {
  if (!is_identifier(record.name))
    throw UsageError("a function's name is letters, digits and _; got '" + std::string(record.name) + "'");
  if (record.name == derivative_name && !record.internal)
    throw UsageError("'diff' is the derivative; choose another name for the function");
  return static_cast<Op>(Table::instance().add(std::move(record)) + first);
}

}  // namespace slope
