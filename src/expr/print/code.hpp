// SPDX-License-Identifier: MIT
// An expression as a function of a program: parameters, temporaries for shared parts, and a result.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "linear.hpp"

namespace slope {
struct Function;
}

namespace slope::printing {

/// A function that the language's library lacks, as source text. `needs` names others, separated by spaces.
struct Definition {
  std::string_view name, needs, source;
};

/// A piece of code that has a value.
struct Code {
  std::string text;
  Shape shape;
};

/// What the body of the function uses besides its parameters.
struct Uses {
  std::vector<const Definition*> definitions;  ///< each after those that it needs
  std::set<std::string_view> headers;
};

/// A language that functions can be written in.
class Language {
 public:
  virtual ~Language() = default;
  virtual std::string_view name() const = 0;
  /// What the language or its library calls the function (a pattern if it contains #1); empty if nothing.
  virtual std::string_view library_name(const Function& f) const = 0;
  virtual std::span<const Definition> definitions() const = 0;
  virtual bool is_reserved(std::string_view name) const = 0;
  virtual std::string constant(const Function& f, Uses& uses) const = 0;
  virtual std::string infinity() const = 0;
  virtual Code power(const Code& base, const Code& exponent, NodeRef n) const = 0;
  /// a/0 where the language's own division will not do it.
  virtual std::optional<Code> division_by_zero(const Code&) const { return std::nullopt; }
  virtual std::string choice(const std::string& condition, const Code& yes, const Code& no) const = 0;
  virtual std::string call_of_any_number(std::string_view function, const std::vector<Code>& args) const = 0;

  struct Assignment {
    std::string name, value;
  };
  struct Body {
    std::vector<std::string> symbols, parameters;  ///< what they stand for, and their names in the code
    std::vector<Assignment> temporaries;
    std::string result;
    Uses uses;
  };
  virtual std::string assemble(const Body& body) const = 0;
};

/// The function f of the symbols of an expression, in natural order. Parts that are used several times are
/// computed once; long ones are broken up, so that a compiler meets no deep nesting. O(nodes).
/// @throws UsageError for a function that the language has no form of.
std::string write_code(NodeRef root, const Language& language);

/// @throws LimitError if the text is longer than `max_printed_bytes`.
void check_length(const std::string& out);

/// Adds brackets.
std::string bracketed(const std::string& text, bool brackets);

}  // namespace slope::printing
