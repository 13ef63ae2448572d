// SPDX-License-Identifier: MIT
// Residuals and Jacobians at the published starts against mpmath, and the published minima.
#include "more_garbow_hillstrom.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

namespace slope::problems {
namespace {

struct Row {
  Big residual;
  std::vector<Big> slopes;
};

// reference_residuals.tsv by name of the problem.
const std::map<std::string, std::vector<Row>>& reference() {
  static const auto table = [] {
    std::map<std::string, std::vector<Row>> out;
    std::ifstream file(PROBLEMS_FOLDER "/reference_residuals.tsv");
    for (std::string line; std::getline(file, line);) {
      if (line[0] == '#') continue;
      std::istringstream fields(line);
      std::string name, number;
      std::getline(fields, name, '\t');
      Row row;
      fields >> number;
      row.residual = Big(number);
      while (fields >> number) row.slopes.emplace_back(number);
      out[name].push_back(row);
    }
    return out;
  }();
  return table;
}

// Compares with the reference, relative to what rounded arguments would do to each residual.
template <class T> void expect_close(const Problem& p, const std::vector<T>& residuals,
                                     const std::vector<T>& jacobian, double tolerance) {
  const auto& rows = reference().at(p.name);
  const std::size_t n = p.start.size();
  ASSERT_EQ(residuals.size(), rows.size());
  ASSERT_EQ(jacobian.size(), rows.size() * n);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    ASSERT_EQ(rows[i].slopes.size(), n);
    Big steepest = 0, moved = 1 + abs(rows[i].residual);
    for (std::size_t j = 0; j < n; ++j) {
      steepest = std::max<Big>(steepest, abs(rows[i].slopes[j]));
      moved += abs(rows[i].slopes[j]) * std::abs(p.start[j]);
    }
    EXPECT_LE(abs(Big(residuals[i]) - rows[i].residual), tolerance * moved) << p.name << ", residual " << i;
    for (std::size_t j = 0; j < n; ++j)
      EXPECT_LE(abs(Big(jacobian[i * n + j]) - rows[i].slopes[j]), tolerance * steepest)
          << p.name << ", residual " << i << " by variable " << j;
  }
}

TEST(MoreGarbowHillstrom, AllProblemsAreThere) {
  EXPECT_EQ(all_problems().size(), 35u);
  EXPECT_EQ(reference().size(), 35u);
}

TEST(MoreGarbowHillstrom, ResidualsAndJacobiansAtTheStart) {
  for (const Problem& p : all_problems()) {
    for (const LeastSquares& mode : {p.forward, p.reverse, p.symbolic}) {
      const Linearization found = mode(p.start);
      expect_close(p, found.residuals, found.jacobian, 1e-14);
    }
    for (const auto& mode : {p.forward_big, p.reverse_big}) {
      const Linear<Big> found = mode({p.start.begin(), p.start.end()});
      expect_close(p, found.residuals, found.jacobian, 1e-24);
    }
  }
}

// Levenberg–Marquardt with our Jacobians goes from each start to a published minimum.
void expect_published_minimum(const Problem& p, const LeastSquares& f) {
  const Fit fit = levenberg_marquardt(f, p.start, 20'000);
  bool reached = false;
  for (const double minimum : p.minima)
    reached = reached || (minimum == 0 ? fit.sum_of_squares < 1e-10
                                       : std::abs(fit.sum_of_squares - minimum) < 5e-6 * minimum);
  EXPECT_TRUE(reached) << p.name << ": " << fit.sum_of_squares << " after " << fit.steps << " steps";
}

TEST(MoreGarbowHillstrom, MinimaByTheForwardMode) {
  for (const Problem& p : all_problems()) expect_published_minimum(p, p.forward);
}

TEST(MoreGarbowHillstrom, MinimaByTheReverseMode) {
  for (const Problem& p : all_problems()) expect_published_minimum(p, p.reverse);
}

}  // namespace
}  // namespace slope::problems
