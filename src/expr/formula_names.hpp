// SPDX-License-Identifier: MIT
// What the names in one formula stand for. Each is looked up in the catalog once.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "slope/expr/node_ref.hpp"

namespace slope::detail {

struct Name {
  enum Kind { symbol, constant, function, derivative } kind = symbol;
  Op op = Op::none;  ///< of a function
  NodeRef node;      ///< of a symbol or a constant
};

/// A hash table with open addressing. The names stay where they are, in the text of the formula.
class FormulaNames {
 public:
  /// What the name stands for; a name that is in no catalog is a symbol. Needs a session.
  const Name& operator[](std::string_view name);

 private:
  using Entry = std::pair<std::string_view, Name>;
  Entry& slot(std::string_view name);
  void grow();

  std::vector<Entry> entries_{64};
  std::size_t size_ = 0;
};

}  // namespace slope::detail
