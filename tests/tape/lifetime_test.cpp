// SPDX-License-Identifier: MIT
// Tapes that end, begin anew and share memory; records without arguments.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "slope/core/error.hpp"
#include "slope/function/catalog.hpp"
#include "slope/tape/tape.hpp"

namespace slope {
namespace {

using testing::ElementsAre;

// A new tape gets the memory of one that is gone; the variables of that one are no variables of it.
TEST(Lifetime, VariablesOfATapeThatIsGone) {
  Var<double> gone, open = 0.0;
  {
    Tape brief;
    for (int i = 0; i < 100; ++i) gone = brief.variable(3.0);
    open += gone;
  }
  Tape heir;
  const auto x = heir.variable(2.0);
  Var<double> s = 0.0;
  s += x;
  EXPECT_THROW(Var(x * gone), UsageError);
  EXPECT_THROW(Var(gone * x), UsageError);
  EXPECT_THROW(Var(max(x, gone)), UsageError);
  EXPECT_THROW(Var(clamp(x, 0.0, gone)), UsageError);
  EXPECT_THROW(static_cast<void>(logsumexp(x, x, gone)), UsageError);
  EXPECT_THROW(s += gone, UsageError);
  EXPECT_THROW(open += x, UsageError);
  EXPECT_THROW(heir.adjoint(gone), UsageError);
  EXPECT_THAT(heir.gradient(s * x), ElementsAre(4)) << "the errors left no trace";
}

TEST(Lifetime, VariablesFromBeforeClear) {
  Tape tape;
  const auto old = tape.variable(3.0);
  tape.clear();
  const auto x = tape.variable(2.0);
  EXPECT_THROW(Var(x * old), UsageError);
  EXPECT_THROW(tape.reverse(old), UsageError);
  EXPECT_THAT(tape.gradient(x * x), ElementsAre(4));
}

TEST(Lifetime, PositionsThatAreForgotten) {
  Tape tape, other;
  const auto x = tape.variable(3.0);
  const auto inputs = tape.position();
  const auto square = [&] { return Var<double>(x * x); };
  const auto expect_works = [&] { EXPECT_THAT(tape.gradient(square() * x), ElementsAre(27)); };
  square();
  const auto early = tape.position();
  square();
  const auto late = tape.position();
  EXPECT_THROW(other.rewind(late), UsageError);
  tape.rewind(late);
  tape.rewind(early);
  EXPECT_THROW(tape.rewind(late), UsageError);
  for (int i = 0; i < 10; ++i) square();  // beyond where `late` was
  EXPECT_THROW(tape.rewind(late), UsageError);
  const auto anew = tape.position();
  square();
  tape.rewind(anew);
  tape.rewind(early);
  tape.rewind(early);
  EXPECT_THROW(tape.rewind(anew), UsageError);
  expect_works();
  tape.rewind(inputs);
  EXPECT_THROW(tape.rewind(early), UsageError);
  expect_works();
  tape.clear();
  EXPECT_THROW(tape.rewind(inputs), UsageError);
  tape.variable(1.0);
  EXPECT_THROW(tape.rewind(inputs), UsageError);
}

TEST(Lifetime, VariablesFromBeforeARewind) {
  Tape tape;
  const auto x = tape.variable(2.0);
  const auto here = tape.position();
  const auto late = tape.variable(3.0);
  const Var product = x * late;
  tape.rewind(here);
  EXPECT_THROW(tape.reverse(product), UsageError);
  EXPECT_THROW(tape.adjoint(late), UsageError);
  EXPECT_THAT(tape.gradient(x * x), ElementsAre(4));
}

TEST(Lifetime, AMovedTape) {
  auto first = std::make_unique<Tape<double>>();
  const auto x = first->variable(2.0);
  Tape second = std::move(*first);
  first.reset();
  EXPECT_THAT(second.gradient(x * x), ElementsAre(4));
}

// sign, floor and comparisons have no slopes. Their records must not run out of the room that pairs are counted for,
// nor leave adjoints to those who get their places.
TEST(Lifetime, FlatOperations) {
  Tape tape;
  const auto x = tape.variable(2.5);
  const auto here = tape.position();
  {
    const Var flat = floor(x), larger = less(x, 3.0);
    Var s = 0.0;
    s += sign(x);
    EXPECT_THAT(tape.gradient((flat + larger + s) * x), ElementsAre(4));
  }
  tape.rewind(here);
  const Var square = x * x, cube = square * x, fourth = cube * x;
  EXPECT_THAT(tape.gradient(fourth), ElementsAre(4 * 2.5 * 2.5 * 2.5));
  Var sum = 0.0;
  for (int i = 0; i < 1'000'000; ++i) {
    const Var flat = floor(x), larger = less(x, 3.0);
    Var s = 0.0;
    s += sign(x);
    if (i % 1000 == 0) sum = sum + (flat + larger + s) * x;
  }
  EXPECT_THAT(tape.gradient(sum), ElementsAre(4000));
}

// Few records of many pairs, and after a rewind many of few.
TEST(Lifetime, ARewindLeavesRoomForAdjoints) {
  Tape tape;
  const auto x = tape.variable(0.5);
  const auto place = tape.position();
  Var sum = 0.0;
  for (int i = 0; i < 20000; ++i) sum += x * x;
  tape.rewind(place);
  for (int count = 10000; count < 40000; count += 1000) {
    tape.rewind(place);
    Var<double> y = x;
    for (int i = 0; i < count; ++i) y = 1 - y;
    tape.reverse(y);
    EXPECT_EQ(tape.adjoint(x), 1);
    EXPECT_LE(tape.recorder().records, tape.recorder().adjoints.capacity());
  }
}

}  // namespace
}  // namespace slope
