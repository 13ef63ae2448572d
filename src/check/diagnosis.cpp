// SPDX-License-Identifier: MIT
#include "slope/check/diagnosis.hpp"

#include <fmt/format.h>

#include "suspect.hpp"

namespace slope {

std::string_view name_of(Cause cause) {
  switch (cause) {
    case Cause::constant_factor: return "constant factor";
    case Cause::sign: return "sign";
    case Cause::swapped: return "components swapped";
    case Cause::shifted: return "components shifted";
    case Cause::transposed: return "transposed";
    case Cause::term_missing: return "term missing";
    case Cause::cancellation: return "cancellation";
    case Cause::overflow: return "overflow to NaN";
    case Cause::kink: return "kink";
    case Cause::non_determinism: return "non-determinism";
    case Cause::unknown: break;
  }
  return "unknown";
}

namespace check {

Suspects::Suspects(const Evidence& e) : evidence(e), numbers(count()) {
  for (const Observation& o : evidence.observations)
    for (std::size_t i = 0; i < count() && i < o.truth.size(); ++i) {
      if (std::isnan(o.truth[i])) continue;
      ++judged;
      if (!std::isfinite(o.computed[i])) {
        if (not_finite++ == 0) first_not_finite = i;
        continue;
      }
      Seen seen{&o, i, o.computed[i], o.truth[i], o.allowed[i], false};
      seen.is_wrong = !(std::fabs(seen.computed - seen.truth) <= seen.allowed);
      wrong += seen.is_wrong;
      if (seen.is_wrong && (wrong_components.empty() || wrong_components.back() != i)) {
        bool known = false;
        for (const std::size_t w : wrong_components) known = known || w == i;
        if (!known) wrong_components.push_back(i);
      }
      numbers[i].push_back(seen);
    }
}

std::string Suspects::name(std::size_t component) const {
  if (count() == 1) return "the result";
  if (evidence.rows > 1)
    return fmt::format("entry ({}, {})", component / evidence.columns + 1, component % evidence.columns + 1);
  return fmt::format("component {}", component + 1);
}

std::string Suspects::names(const std::vector<std::size_t>& components) const {
  if (components.size() == 1) return name(components[0]);
  if (components.size() == count()) return evidence.rows > 1 ? "every entry" : "every component";
  if (components.size() > 4)
    return fmt::format("{} of {} {}", components.size(), count(),
                       evidence.rows > 1 ? "entries" : "components");
  std::string text;
  for (std::size_t k = 0; k < components.size(); ++k)
    text += (k == 0 ? "" : k + 1 == components.size() ? " and " : ", ") + name(components[k]);
  return text;
}

}  // namespace check

Diagnosis diagnose(const Evidence& evidence) {
  using namespace check;
  const Suspects s(evidence);
  using Find = Finding (*)(const Suspects&);
  // From what explains the numbers exactly to what explains their size.
  constexpr Find in_order[] = {find_lost,   find_kink,    find_rounded_form, find_sign, find_order,
                               find_factor, find_missing, find_cancellation, find_added};
  Finding found;
  if (s.wrong > 0)
    for (const Find find : in_order) {
      found = find(s);
      if (found) break;
    }
  if (s.not_finite == 0)
    return found ? *found
                 : Diagnosis{Cause::unknown, "none of the usual mistakes explains all wrong numbers", ""};
  const bool only_lost = [&] {
    for (const auto& numbers : s.numbers)
      for (const Seen& seen : numbers)
        if (seen.is_wrong && seen.computed != 0) return false;
    return true;
  }();
  if (found && found->cause != Cause::cancellation && !only_lost) return *found;
  std::string text = fmt::format("NaN or an infinity at {} of {} numbers whose true values are finite",
                                 s.not_finite, s.judged);
  if (!only_lost) text += found ? "; elsewhere digits cancel" : "; other numbers are wrong too";
  return {Cause::overflow, text, stable_formula(s)};
}

}  // namespace slope
