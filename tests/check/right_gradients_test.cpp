// SPDX-License-Identifier: MIT
// Right gradients of random expressions over the whole catalog, at random points, computed in double by duals and by a
// tape: none is called wrong.
//
//   check_test --gtest_filter='RightGradients.*'                               4000 expressions
//   SLOPE_EXPRESSIONS=150000 check_test --gtest_filter='RightGradients.*'      the full form: about four minutes
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "../differential/random_problem.hpp"
#include "slope/check/compare.hpp"
#include "slope/expr/print.hpp"

namespace slope::differential {
namespace {

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

struct Tally {
  std::size_t gradients = 0, numbers = 0, left_out = 0, wrong = 0, refused = 0;

  void add(std::uint64_t i) {
    const RandomProblem problem(20261125, i);
    const Program program(problem.f());
    const auto reference = check::formula_reference({problem.f()}, variable_names, check::Order::first);
    for (const auto& [mode, derive] : {std::pair{"dual", &by_dual}, std::pair{"tape", &by_tape}}) {
      check::Subject subject;
      subject.claim = mode;
      subject.columns = variables;
      subject.variables = subject.components = variable_names;
      subject.compute = [&, derive = derive](check::Place x) {
        const Derivatives d = derive(program, {x[0], x[1], x[2]});
        return check::Numbers(d.begin(), d.begin() + variables);
      };
      const Point& at = problem.at();
      const CheckReport report = check::compare(subject, *reference, {check::Numbers(at.begin(), at.end())});
      ++gradients, numbers += report.numbers, left_out += report.left_out, refused += !report.refusal.empty();
      if (report.wrong == 0) continue;
      if (++wrong <= 30)
        ADD_FAILURE() << "expression " << i << ": " << print(problem.f()) << "\n" << report.text();
    }
  }
};

TEST(RightGradients, AreNeverCalledWrong) {
  const std::uint64_t count = setting("SLOPE_EXPRESSIONS", 4000), first = setting("SLOPE_FIRST", 0);
  Tally all;
  for (std::uint64_t i = first; i < first + count; ++i) all.add(i);
  EXPECT_EQ(all.wrong, 0u);
  EXPECT_GT(all.gradients - all.refused, all.gradients / 4);
  std::cout << all.gradients - all.refused << " gradients, besides " << all.refused
            << " that are all zero or undefined; " << all.numbers << " numbers compared, " << all.left_out
            << " left out\n";
}

// Terms that cancel in forward mode only; branches that depend on underflow.
TEST(RightGradients, ThatWereCalledWrongOnceAreNot) {
  Tally all;
  for (const std::uint64_t i : {74566u, 75441u, 84557u}) all.add(i);
  EXPECT_EQ(all.wrong, 0u);
  EXPECT_GT(all.numbers, 10u);
}

}  // namespace
}  // namespace slope::differential
