// SPDX-License-Identifier: MIT
#include "differentials.hpp"

#include "slope/core/error.hpp"
#include "slope/expr/diff.hpp"
#include "slope/expr/names.hpp"
#include "slope/expr/parse.hpp"
#include "slope/expr/print.hpp"

namespace slope::certificate {

namespace {

bool continues_name(char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)) || (c & 0x80); }

struct Call {
  std::size_t begin, end;  // of the whole
  std::vector<std::string> arguments;
};

// The next diff(…) of a text that is known to be a formula.
std::optional<Call> next_call(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find(derivative_name, from); at != std::string_view::npos;
       at = text.find(derivative_name, at + 1)) {
    std::size_t i = at + derivative_name.size();
    if ((at > 0 && continues_name(text[at - 1])) || (i < text.size() && continues_name(text[i]))) continue;
    i = text.find('(', i);
    if (i == std::string_view::npos) return std::nullopt;
    Call call{at, 0, {""}};
    for (int depth = 1; depth > 0 && ++i < text.size();) {
      const char c = text[i];
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 1 && c == ',') call.arguments.emplace_back();
      else if (depth > 0) call.arguments.back() += c;
    }
    call.end = i + 1;
    return call;
  }
  return std::nullopt;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace

std::vector<Differential> differentials(const Expr& f, const Expr& x, std::int64_t order) {
  if (order < 1) throw UsageError("a certificate of a derivative needs an order of 1 or more");
  if (order > 100) throw LimitError("a certificate goes to derivatives of order 100");
  std::vector<Differential> list;
  for (std::int64_t n = 1; n <= order; ++n)
    list.push_back({list.empty() ? f : list.back().result, x, diff(f, x, n)});
  return list;
}

Formula read_formula(std::string_view text) {
  Formula formula{parse(text), {}, false};  // first as it is, for its errors
  std::string carried_out;
  std::size_t at = 0;
  while (const auto call = next_call(text, at)) {
    const Formula inner = read_formula(call->arguments.at(0));
    formula.contained.insert(formula.contained.end(), inner.contained.begin(), inner.contained.end());
    const Expr x = parse(call->arguments.at(1));
    const std::int64_t order =
        call->arguments.size() > 2 ? parse(call->arguments[2]).node().value().as_int64().value_or(0) : 1;
    const auto links = differentials(inner.value, x, order);
    formula.contained.insert(formula.contained.end(), links.begin(), links.end());
    formula.is_derivative = is_blank(text.substr(0, call->begin)) && is_blank(text.substr(call->end));
    ((carried_out += text.substr(at, call->begin - at)) += "(" + print(links.back().result)) += ")";
    at = call->end;
  }
  if (at > 0) formula.value = parse(carried_out += text.substr(at));
  return formula;
}

}  // namespace slope::certificate
