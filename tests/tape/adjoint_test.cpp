// SPDX-License-Identifier: MIT
// Adjoints of what blocks compute are not set to zero between sweeps: nobody may find there what an earlier sweep left.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "slope/dual/dual.hpp"
#include "slope/function/catalog.hpp"
#include "slope/tape/block.hpp"
#include "slope/tape/loss.hpp"

namespace slope {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;

const std::vector<double> three{1, 2, -3};

template <class T> std::vector<T> found(const Tape<T>& tape, const VarMatrix<T>& x) {
  const auto a = tape.adjoints(x);
  return {a.begin(), a.end()};
}

TEST(BlockAdjoints, AreOfTheLastSweep) {
  Tape tape;
  const auto x = tape.variables(three, 1, 3);
  const auto y = x * x, z = y + y;
  const Var a = sum(y), b = sum(z * z);
  for (int i = 0; i < 2; ++i) {
    tape.reverse(b);  // 4 Σ x⁴
    EXPECT_THAT(found(tape, x), ElementsAre(16, 128, -432));
    tape.reverse(a);  // z is not reached
    EXPECT_THAT(found(tape, x), ElementsAre(2, 4, -6));
    tape.reverse({{{a, 10}, {b, 1}}});
    EXPECT_THAT(found(tape, x), ElementsAre(36, 168, -492));
    tape.reverse(Var(1.0));
    EXPECT_THAT(found(tape, x), ElementsAre(0, 0, 0));
  }
}

// Elements and parts that are named before a sweep, and behind it.
TEST(BlockAdjoints, OfElements) {
  Tape tape;
  const auto x = tape.variables(three, 1, 3);
  const auto y = x * x;
  const Var whole = sum_of_squares(y);  // Σ x⁴
  tape.reverse(whole);
  const Var more = whole + 3 * y[1];
  for (int i = 0; i < 2; ++i) {
    tape.reverse(more);
    EXPECT_THAT(found(tape, x), ElementsAre(4, 32 + 12, -108));
    tape.reverse(y[2]);
    EXPECT_THAT(found(tape, x), ElementsAre(0, 0, -6));
    tape.reverse(whole);
    EXPECT_THAT(found(tape, x), ElementsAre(4, 32, -108));
  }
  const auto z = x * x;
  tape.reverse(sum(z));
  const Var mixed = sum(part(z, 1, 1, 2)) + dot(z, z) + sum(z);
  for (int i = 0; i < 2; ++i) {
    tape.reverse(mixed);
    EXPECT_THAT(found(tape, x), ElementsAre(2 + 4, 2 * 4 + 32, -2 * 6 - 108));
  }
}

// What is recorded where blocks were begins at zero, whatever it is.
TEST(BlockAdjoints, AreLeftToNobody) {
  Tape tape;
  const auto x = tape.variables(three, 1, 3);
  const auto start = tape.position();
  const auto leave_some = [&] {
    tape.rewind(start);
    tape.reverse(sum_of_squares(exp(x * x * x)));
    EXPECT_NE(found(tape, x)[0], 0);
    tape.rewind(start);
  };
  leave_some();
  {  // operations on single variables
    Var s = 0.0;
    for (std::size_t i = 0; i < 3; ++i) s += sin(x[i]) * 0.0 + x[i] * x[i];
    tape.reverse(s);
    EXPECT_THAT(found(tape, x), ElementsAre(2, 4, -6));
  }
  leave_some();
  {  // behind a block
    const auto y = x + x;
    Var s = y[0];
    for (int i = 0; i < 20; ++i) s = s * 1.0 + y[2];
    tape.reverse(s);
    EXPECT_THAT(found(tape, x), ElementsAre(2, 0, 40));
  }
  leave_some();
  {  // inputs
    const auto late = tape.variables(three, 1, 3);
    const Var single = tape.variable(5.0);
    tape.reverse(sum(x));
    EXPECT_THAT(found(tape, late), ElementsAre(0, 0, 0));
    EXPECT_EQ(tape.adjoint(single), 0);
    tape.reverse(sum(x * late) * single);
    EXPECT_THAT(found(tape, late), ElementsAre(5, 10, -15));
    EXPECT_EQ(tape.adjoint(single), 14);
  }
  leave_some();
  {  // copies
    const std::vector<Var<double>> some{x[2], x[0]};
    tape.reverse(sum_of_squares(gather<double>(some, 1, 2)));
    EXPECT_THAT(found(tape, x), ElementsAre(2, 0, -6));
  }
  leave_some();
  {  // seeds in the middle
    const auto y = x * x, z = y * y;
    tape.reverse({{{z[0], 1}, {y[1], 1}}});
    EXPECT_THAT(found(tape, x), ElementsAre(4, 4, 0));
    tape.reverse(sum(z));
    EXPECT_THAT(found(tape, x), ElementsAre(4, 32, -108));
  }
  leave_some();
  tape.clear();
  const Var v = tape.variable(2.0);
  EXPECT_THAT(tape.gradient(v * v * v), ElementsAre(12));

  Tape before;
  {
    const auto y = before.variables(three, 3, 1);
    before.reverse(sum_of_squares(exp(y)));
  }
  before = Tape();  // its memory goes to the next one
  Tape heir, other;
  for (Tape<double>* next : {&heir, &other}) {
    const auto w = next->variables(three);
    EXPECT_THAT(next->gradient(w[0] * w[1] * w[2]), ElementsAre(-6, -3, 2));
  }
}

TEST(BlockAdjoints, StayWithinALimit) {
  Tape tape;
  const auto x = tape.variables(three, 1, 3);
  const auto start = tape.position();
  tape.limit_bytes(tape.statistics().bytes + 4000);
  for (int i = 0; i < 3; ++i) {
    tape.rewind(start);
    auto y = x;
    EXPECT_THROW(for (;;) y = y * x, LimitError);
    tape.reverse(y[0]);
    tape.rewind(start);
    Var s = x[0];
    EXPECT_THROW(for (;;) s = s * x[1], LimitError);
    tape.rewind(start);
    tape.reverse(x[0] * x[1] * x[2]);
    EXPECT_THAT(found(tape, x), ElementsAre(-6, -3, 2));
  }
}

// Behind a statement of many pairs, so that there is room for as many statements of one pair, to where blocks were.
TEST(BlockAdjoints, AreCleanedAfterSecondRewinds) {
  Tape tape;
  const auto x = tape.variables(three, 1, 3);
  const Var v = tape.variable(1.0);
  const auto early = tape.position();
  Var<double> s = v * v;
  for (int i = 0; i < 10; ++i) s += v * v;
  const auto late = tape.position();
  tape.reverse(sum_of_squares(exp(x)));
  tape.rewind(late);
  tape.rewind(early);
  Var<double> a = v;
  for (int i = 0; i < 6; ++i) a = 1.0 * a;
  tape.reverse(a);
  EXPECT_EQ(tape.adjoint(v), 1);
}

TEST(BlockAdjoints, OfNothing) {
  Tape tape;
  const auto x = tape.variables(three, 1, 3), none = tape.variables(std::span<const double>(), 1, 0),
             no_rows = tape.variables(std::span<const double>(), 0, 3);
  const auto nothing = none + none, also = x + no_rows;
  const Var v = tape.variable(3.0);
  tape.reverse(sum_of_squares(x));
  tape.reverse(v + sum(nothing) + sum(also));
  EXPECT_EQ(tape.adjoint(v), 1);
  EXPECT_THAT(found(tape, x), ElementsAre(0, 0, 0));
}

// For scalars without kernels too.
TEST(BlockAdjoints, OfDuals) {
  using D = Dual<double, 1>;
  Tape<D> tape;
  const std::vector<D> values{D(1, {1}), D(2, {0}), D(-3, {0})};
  const auto x = tape.variables(values, 1, 3);
  const auto start = tape.position();
  for (int i = 0; i < 2; ++i) {
    tape.rewind(start);
    const auto y = x * x;
    const Var whole = sum_of_squares(y) + y[0];
    for (int k = 0; k < 2; ++k) {
      tape.reverse(whole);
      EXPECT_EQ(tape.adjoints(x)[0].value, 6);
      EXPECT_EQ(tape.adjoints(x)[0].slope[0], 14);  // 12 x² + 2
      EXPECT_EQ(tape.adjoints(x)[1].value, 32);
    }
    tape.rewind(start);
    tape.reverse(x[0] * x[1]);
    EXPECT_EQ(tape.adjoints(x)[0].value, 2);
    EXPECT_EQ(tape.adjoints(x)[2].value, 0);
  }
}

}  // namespace
}  // namespace slope
