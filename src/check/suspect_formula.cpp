// SPDX-License-Identifier: MIT
// Causes that show when the formulas of the components are known.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "slope/check/truth.hpp"
#include "slope/expr/evaluate.hpp"
#include "slope/expr/print.hpp"
#include "slope/expr/simplify.hpp"
#include "suspect.hpp"

namespace slope::check {

namespace {

constexpr std::size_t most_nodes = 400;       // of a formula that is simplified or taken apart
constexpr std::size_t most_components = 8;    // that a suspicion is tried on
constexpr std::size_t longest_formula = 160;  // that is printed

bool has_formulas(const Suspects& s) { return s.evidence.formulas.size() == s.count(); }

Expr simple(const Expr& f) { return f.node_count() <= most_nodes ? simplify(f) : f; }

std::string shown(const Expr& f) {
  std::string text = print(f);
  return text.size() <= longest_formula ? text : text.substr(0, longest_formula) + "…";
}

template <class T> class AsWritten {
 public:
  AsWritten(const Expr& f, const std::vector<std::string>& variables)
      : f_(f), order_(f_.node()), variables_(variables) {}
  double at(const std::vector<double>& point) {
    for (std::size_t i = 0; i < point.size(); ++i) point_[variables_[i]] = static_cast<T>(point[i]);
    return static_cast<double>(detail::evaluate_nodes(order_, point_).back());
  }

 private:
  Expr f_;
  Postorder order_;
  const std::vector<std::string>& variables_;
  Point<T> point_;
};

template <class T> bool computes_as_written(const Suspects& s, std::size_t i, const Expr& f) {
  AsWritten<T> formula(f, s.evidence.variables);
  return std::all_of(s.numbers[i].begin(), s.numbers[i].end(), [&](const Seen& seen) {
    if (!seen.is_wrong) return true;
    const double y = formula.at(seen.at->point);
    return std::fabs(seen.computed - y) <=
           4 * static_cast<double>(std::numeric_limits<T>::epsilon()) * std::fabs(y);
  });
}

Diagnosis cancelled(const Suspects& s) {
  double worst = 0;
  const Seen* at = nullptr;
  for (const std::size_t i : s.wrong_components)
    for (const Seen& seen : s.numbers[i]) {
      const double relative = std::fabs(seen.computed - seen.truth) / std::fabs(seen.truth);
      if (seen.is_wrong && relative > worst) worst = relative, at = &seen;
    }
  const std::string size = !at                 ? ""
                           : at->computed == 0 ? ", all of them in the end"
                                               : fmt::format(", relative errors reach {:.2g}", worst);
  return {Cause::cancellation,
          fmt::format("{} is a small difference of larger numbers, and loses its digits{}",
                      s.names(s.wrong_components), size),
          stable_formula(s)};
}

// `f` with one node replaced by another.
Expr replaced(const Expr& f, NodeRef target, NodeRef replacement) {
  const Postorder order(f.node());
  const Graph::Session session;
  std::vector<NodeRef> now(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef node = order[i];
    if (node.op() == Op::pair || node.op() == Op::none) continue;
    now[i] = node == target ? now[order.slot(replacement)]
                            : rebuild(node, [&](NodeRef arg) { return now[order.slot(arg)]; });
  }
  return Expr(now.back());
}

struct Part {
  NodeRef whole, kept, left_out;
  bool is_factor;
};

// The parts of a formula that may be left out: terms of sums, factors of products.
std::vector<Part> parts_of(const Expr& f) {
  std::vector<Part> terms, factors;
  const Postorder order(f.node());
  for (const NodeRef node : order) {
    if (node.op() == Op::add || node.op() == Op::subtract) {
      terms.push_back({node, node.a(), node.b(), false});
      if (node.op() == Op::add) terms.push_back({node, node.b(), node.a(), false});
    }
    if (node.op() == Op::multiply || node.op() == Op::divide) {
      factors.push_back({node, node.a(), node.b(), true});
      if (node.op() == Op::multiply) factors.push_back({node, node.b(), node.a(), true});
    }
  }
  terms.insert(terms.end(), factors.begin(), factors.end());
  return terms;
}

bool explains(const Suspects& s, std::size_t i, const Expr& variant) {
  AsWritten<double> formula(lower(variant), s.evidence.variables);
  const auto& numbers = s.numbers[i];
  const auto wrong =
      std::find_if(numbers.begin(), numbers.end(), [](const Seen& seen) { return seen.is_wrong; });
  if (wrong == numbers.end() || !s.is(*wrong, formula.at(wrong->at->point))) return false;
  return std::all_of(numbers.begin(), numbers.end(), [&](const Seen& seen) {
    const double y = formula.at(seen.at->point);
    return !std::isfinite(y) || s.is(seen, y);
  });
}

// What was left out of component i, if one part explains its numbers.
std::optional<std::string> missing_in(const Suspects& s, std::size_t i) {
  const Expr& written = s.evidence.formulas[i];
  if (written.node_count() > most_nodes) return {};
  for (const Expr& f : {simplify(written), written})
    for (const Part& part : parts_of(f))
      if (explains(s, i, replaced(f, part.whole, part.kept)))
        return fmt::format("the {} {} was left out of {}", part.is_factor ? "factor" : "term",
                           shown(simple(Expr(part.left_out))), shown(f));
  return {};
}

// Whether the derivatives of the function without one part explain all components.
std::optional<std::string> missing_in_function(const Suspects& s) {
  constexpr std::size_t most_parts = 60;
  for (std::size_t r = 0; r < s.evidence.functions.size(); ++r) {
    const Expr& f = s.evidence.functions[r];
    if (f.node_count() > most_nodes) continue;
    std::size_t tried = 0;
    for (const Part& part : parts_of(f)) {
      if (++tried > most_parts) break;
      std::vector<Expr> functions = s.evidence.functions;
      functions[r] = replaced(f, part.whole, part.kept);
      const std::vector<Expr> variants = s.evidence.derive(functions);
      if (std::all_of(s.wrong_components.begin(), s.wrong_components.end(),
                      [&](std::size_t i) { return explains(s, i, variants[i]); }))
        return fmt::format("these are the derivatives of {} without the {} {}", shown(f),
                           part.is_factor ? "factor" : "term", shown(simple(Expr(part.left_out))));
    }
  }
  return {};
}

}  // namespace

std::string stable_formula(const Suspects& s) {
  if (!has_formulas(s)) return "";
  const std::size_t i = s.not_finite > 0             ? s.first_not_finite
                        : s.wrong_components.empty() ? 0
                                                     : s.wrong_components[0];
  const std::string text = shown(lower(simple(s.evidence.formulas[i])));
  return s.count() == 1 ? "use " + text : fmt::format("use {} for {}", text, s.name(i));
}

Finding find_rounded_form(const Suspects& s) {
  if (!has_formulas(s) || s.wrong_components.size() > most_components) return {};
  const bool explained =
      std::all_of(s.wrong_components.begin(), s.wrong_components.end(), [&](std::size_t i) {
        const Expr& written = s.evidence.formulas[i];
        const auto computes = [&](const Expr& f) {
          return s.evidence.single ? computes_as_written<float>(s, i, f)
                                   : computes_as_written<double>(s, i, f);
        };
        return computes(written) || computes(simple(written));
      });
  if (!explained) return {};
  return cancelled(s);
}

Finding find_missing(const Suspects& s) {
  if (!has_formulas(s)) return {};
  std::string text;
  const std::size_t tried = std::min(s.wrong_components.size(), most_components);
  for (std::size_t k = 0; k < tried; ++k) {
    const auto missing = missing_in(s, s.wrong_components[k]);
    if (!missing) {
      const auto in_function = s.evidence.derive ? missing_in_function(s) : std::nullopt;
      if (!in_function) return {};
      return Diagnosis{Cause::term_missing, *in_function, "add it"};
    }
    if (k == 0) text = (s.count() == 1 ? "" : s.name(s.wrong_components[k]) + ": ") + *missing;
  }
  if (tried > 1) text += "; likewise in " + fmt::format("{} more", s.wrong_components.size() - 1);
  return Diagnosis{Cause::term_missing, text, "add it"};
}

Finding find_cancellation(const Suspects& s) {
  std::optional<TrueFunction> as_written, simplified;
  if (has_formulas(s)) {
    std::vector<Expr> simple_forms;
    for (const Expr& f : s.evidence.formulas) simple_forms.push_back(simple(f));
    as_written.emplace(s.evidence.formulas, s.evidence.variables, TrueFunction::Form::as_written);
    simplified.emplace(simple_forms, s.evidence.variables, TrueFunction::Form::as_written);
  }
  const double unit = s.evidence.single ? 0x1p-24 : 0x1p-53;
  std::size_t right = 0;
  for (const std::size_t i : s.wrong_components) {
    // What is subtracted is taken to be about as large as the component is elsewhere, or as the formula says.
    double scale = 1;
    for (const Seen& seen : s.numbers[i])
      scale = std::max(scale, std::fabs(seen.truth)), right += !seen.is_wrong && seen.truth != 0;
    for (const Seen& seen : s.numbers[i]) {
      if (!seen.is_wrong) continue;
      double size = scale;
      if (as_written)
        for (const TrueFunction* form : {&*as_written, &*simplified})
          if (const double spread = form->at(seen.at->point)[i].spread; std::isfinite(spread))
            size = std::max(size, spread);
      if (!(std::fabs(seen.computed - seen.truth) <= 64 * unit * size)) return {};
    }
  }
  if (right == 0) return {};
  return cancelled(s);
}

}  // namespace slope::check
