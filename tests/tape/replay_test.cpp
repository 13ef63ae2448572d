// SPDX-License-Identifier: MIT
// Steps that are replayed are those that are recorded: bit for bit, and when they cannot be replayed too.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "trained.hpp"

namespace slope {
namespace {

using testing::ElementsAreArray;

// @returns how often it was recorded in five steps.
template <class T> int recordings_of(const typename Trained<T>::Loss& loss, bool descends) {
  Trained<T> anew(loss), again(loss);
  for (unsigned step = 0; step < 5; ++step) {
    for (Trained<T>* t : {&anew, &again}) t->change_data(step);
    anew.record();
    again.forward(again.tape, [&] { again.record(); });
    EXPECT_EQ(anew.tape.value(anew.loss), again.tape.value(again.loss));
    anew.change(descends);
    again.backward(again.tape, [&] { again.change(descends); });
    EXPECT_THAT(again.state(), ElementsAreArray(anew.state())) << step;
    if (descends) continue;
    EXPECT_THAT(again.gradient(), ElementsAreArray(anew.gradient())) << step;
  }
  return again.recordings;
}
template <class T> void expect_recordings(int count, const typename Trained<T>::Loss& loss) {
  EXPECT_EQ(recordings_of<T>(loss, false), count);
  EXPECT_EQ(recordings_of<T>(loss, true), count);
}

template <class T> class ReplayOf : public testing::Test {};
using Numbers = testing::Types<float, double>;
TYPED_TEST_SUITE(ReplayOf, Numbers);

TYPED_TEST(ReplayOf, DoesLayersAndLossesAgain) {
  using T = TypeParam;
  using Net = Trained<T>;
  expect_recordings<T>(1, [](Net& n) { return squared_error<T>(n.template layers<Sigmoid>(), n.target); });
  expect_recordings<T>(1,
                       [](Net& n) { return binary_cross_entropy<T>(n.template layers<Tanh>(), n.target); });
  // Of rules that have no kernel.
  expect_recordings<T>(1, [](Net& n) { return huber<T>(n.template layers<Mish>(), n.target, T(0.3)); });
  expect_recordings<T>(1, [](Net& n) { return cross_entropy<T>(n.template layers<Selu>(), n.labels); });
  expect_recordings<T>(1, [](Net& n) { return sum_of_squares(n.template layers<Relu>()); });
  // With weights that are used twice.
  expect_recordings<T>(1, [](Net& n) {
    n.penalty = sum_of_squares(n.p[0]);
    return squared_error<T>(n.template layers<Tanh>(), n.target);
  });
}

TYPED_TEST(ReplayOf, RecordsWhatItCannotDoAgain) {
  using T = TypeParam;
  using Net = Trained<T>;
  const auto loss = [](Net& n) { return squared_error<T>(n.template layers<Sigmoid>(), n.target); };
  expect_recordings<T>(5, [&](Net& n) { return loss(n) * T(2); });
  expect_recordings<T>(5, [&](Net& n) { return exp(loss(n) / T(100)); });
  expect_recordings<T>(5, [&](Net& n) { return sum(n.template layers<Sigmoid>()); });
  expect_recordings<T>(5, [&](Net& n) {
    const auto y = n.template layers<Sigmoid>();
    return squared_error<T>(y * n.tape.constants_view(n.target, rows, out), n.target);
  });
  expect_recordings<T>(5, [&](Net& n) { return loss(n) + n.p[3][0] * n.p[3][0]; });
  expect_recordings<T>(5, [&](Net& n) {
    const Var<T> found = loss(n);
    (*n.y)[0];  // an element has a name
    return found;
  });
  expect_recordings<T>(5, [&](Net& n) {
    n.p[1][0];
    return loss(n);
  });
}

TEST(Replay, RecordsWhatIsNeitherFloatNorDouble) {
  Tape<long double> tape;
  const auto w = tape.variables(std::vector<long double>{2}, 1, 1);
  const auto b = tape.variables(std::vector<long double>{1}, 1, 1);
  const auto start = tape.position();
  std::vector<long double> x{3};
  Replay<long double> forward;
  int recordings = 0;
  for (const long double at : {3.0L, 4.0L}) {
    x[0] = at;
    Var<long double> y;
    forward(tape, [&] {
      ++recordings;
      tape.rewind(start);
      y = sum_of_squares(dense<Identity>(tape.constants_view(x, 1, 1), w, b));
    });
    EXPECT_EQ(tape.value(y), (2 * at + 1) * (2 * at + 1));
  }
  EXPECT_EQ(recordings, 2);
}

TEST(TapeValue, IsTheOneOfNow) {
  Tape tape;
  const auto x = tape.variable(3.0);
  EXPECT_EQ(tape.value(x), 3);
  EXPECT_EQ(tape.value(x * x), 9);
  EXPECT_EQ(tape.value(Var<double>(7.0)), 7);
  const auto place = tape.position();
  const Var y = x * x;
  tape.rewind(place);
  EXPECT_THROW(tape.value(y), UsageError);
  Tape other;
  EXPECT_THROW(other.value(x), UsageError);
}

TEST(Descent, GoesAlongASum) {
  Tape tape;
  const std::vector p{tape.variables(std::vector<double>{2, 3}, 1, 2)};
  const std::pair<Var<double>, double> seeds[] = {{sum_of_squares(p[0]), 0.5}, {sum(p[0]), 10}};
  tape.descend(seeds, 0.25, p);
  EXPECT_THAT(p[0].values(), testing::ElementsAre(2 - 0.25 * (2 + 10), 3 - 0.25 * (3 + 10)));
  const std::pair<Var<double>, double> bad[] = {{sum_of_squares(p[0]), std::nan("")}};
  EXPECT_THROW(tape.descend(bad, 0.25, p), UsageError);
}

}  // namespace
}  // namespace slope
