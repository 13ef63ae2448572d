// SPDX-License-Identifier: MIT
// What every certificate begins with: the functions that Coq's library lacks, and one lemma per rule.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace slope::certificate {

/// The general lemmas that a certificate uses, and those that these use.
class Preamble {
 public:
  /// The lemma, definition or tactic of that name; it will be in the text.
  std::string need(std::string_view name);
  std::string text() const;

 private:
  std::set<std::string_view> needed_;
};

}  // namespace slope::certificate
