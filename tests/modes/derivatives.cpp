// SPDX-License-Identifier: MIT
#include "derivatives.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "big_number.hpp"
#include "slope/core/error.hpp"

namespace slope::reference {

namespace {

std::vector<DerivativeRow> read() {
  std::ifstream file(DERIVATIVE_VALUES);
  std::vector<DerivativeRow> list;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream fields(line);
    std::string name, args, by, values;
    std::getline(fields, name, '\t');
    std::getline(fields, args, '\t');
    std::getline(fields, by, '\t');
    std::getline(fields, values);
    DerivativeRow row{name, {}, std::stoul(by), {}};
    std::istringstream words(args), orders(values);
    for (std::string word; words >> word;) row.args.push_back(std::strtod(word.c_str(), nullptr));
    for (Big& d : row.derivatives) {
      std::string word;
      orders >> word;
      d = number(word);
    }
    list.push_back(std::move(row));
  }
  if (list.empty()) throw Error("cannot read " DERIVATIVE_VALUES);
  return list;
}

}  // namespace

std::string DerivativeRow::text() const {
  return fmt::format("{}({}) by argument {}", name, fmt::join(args, ", "), by);
}

const std::vector<DerivativeRow>& derivative_rows() {
  static const std::vector<DerivativeRow> list = read();
  return list;
}

namespace detail {

namespace {

// Those whose slope is a sum with zeros of its own, and logaddexp, a function of a difference.
const std::set<std::string_view> conditioned = {"gelu",   "swish",   "mish",      "gamma",
                                                "lgamma", "digamma", "polygamma", "logaddexp"};

// Rules of differences of their arguments, on which the rounding of the larger one counts.
const std::set<std::string_view> of_differences = {"logaddexp", "logsumexp"};

// Where the range of R ends, what higher derivatives are made of may have left it before; and Boost's exp has only as many digits
// as its argument leaves.
template <class R> bool is_within(const Big& size, bool middle) {
  const Big most = std::min(Big((std::numeric_limits<R>::max)()), Big("1e1000")),
            large = middle ? sqrt(most) : most;
  return size == 0 || (size < large / 1000 && size > 1000 / large);
}

template <class R> double error(const R& found, const Big& truth, const Big& scale) {
  // The table says 0 below, and inf beyond, all built-in types.
  if (truth == 0 && abs(Big(found)) < Big("1e-4999")) return 0;
  if (isinf(truth) && abs(Big(found)) > Big("1e4999")) return 0;
  return ulps(found, truth, scale);
}

}  // namespace

template <class R>
void compare(const std::map<std::string_view, Derivatives<R>>& table, const Bounds& bounds) {
  std::map<std::string, std::pair<double, std::string>> worst;
  std::size_t compared = 0;
  for (const DerivativeRow& row : derivative_rows()) {
    if (!std::ranges::all_of(row.args, [](double x) { return static_cast<double>(static_cast<R>(x)) == x; }))
      continue;
    const std::vector<R> found = table.at(row.name)(row.args, row.by);
    for (std::size_t k = 0; k < found.size(); ++k) {
      const Big& truth = row.derivatives[k];
      const bool only_slope = bounds.higher == 0;
      if (!is_within<R>(abs(truth), !only_slope) && (!only_slope || std::is_same_v<R, Fifty>)) continue;
      Big size = abs(Big(row.args[row.by]));
      if (of_differences.contains(row.name))
        for (const double x : row.args) size = std::max<Big>(size, abs(Big(x)));
      Big scale = 0;
      if (k > 0 || conditioned.contains(row.name)) scale = abs(row.derivatives[k + 1]) * size;
      // The expression 1/h − x²/h³ cancels where y is small beside x.
      if (bounds.of_largest && row.name == "hypot" && k > 0) continue;
      if (bounds.of_largest)
        for (std::size_t j = 0; j < k; ++j) scale = std::max<Big>(scale, abs(row.derivatives[j]));
      if (!is_within<R>(scale, true)) continue;
      const double ulp = error(found[k], truth, scale);
      auto& [most, at] = worst[fmt::format("{}, order {}", row.name, k + 1)];
      ++compared;
      if (!(ulp > most)) continue;
      most = ulp;
      at = fmt::format("{}: {}, should be {}", row.text(), Big(found[k]).str(20), truth.str(20));
    }
  }
  EXPECT_GT(compared, 500U);
  const double factor = std::is_same_v<R, Fifty> ? 100 : 1;
  for (const auto& [what, most] : worst)
    EXPECT_LE(most.first, factor * (what.ends_with("order 1") ? bounds.first : bounds.higher))
        << what << " at " << most.second;
}

template void compare(const std::map<std::string_view, Derivatives<float>>&, const Bounds&);
template void compare(const std::map<std::string_view, Derivatives<double>>&, const Bounds&);
template void compare(const std::map<std::string_view, Derivatives<long double>>&, const Bounds&);
template void compare(const std::map<std::string_view, Derivatives<Fifty>>&, const Bounds&);

}  // namespace detail

}  // namespace slope::reference
