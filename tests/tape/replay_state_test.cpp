// SPDX-License-Identifier: MIT
// What is replayed is what the tape has: other recordings, sweeps and tapes in between make no difference.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "trained.hpp"

namespace slope {
namespace {

using testing::ElementsAreArray;

// What happens to the tape between the steps of `again` makes no difference.
void expect_same_with(const std::function<void(Net&)>& between, bool descends) {
  Net anew(squares), again(squares);
  for (unsigned step = 0; step < 6; ++step) {
    for (Net* t : {&anew, &again}) t->change_data(step);
    anew.record();
    anew.change(descends);
    again.forward(again.tape, [&] { again.record(); });
    if (step == 3) between(again);
    again.backward(again.tape, [&] { again.change(descends); });
    EXPECT_THAT(again.state(), ElementsAreArray(anew.state())) << step;
    if (step == 4) between(again);
  }
}

TEST(Replay, SeesWhatElseIsDoneWithTheTape) {
  for (const bool descends : {false, true}) {
    expect_same_with([](Net&) {}, descends);
    expect_same_with([](Net& n) { n.record(); }, descends);
    expect_same_with([](Net& n) { n.tape.reverse(n.loss); }, descends);
    expect_same_with([](Net& n) { sum(n.p[0] * n.p[0]); }, descends);
    expect_same_with([](Net& n) { n.tape.reverse(sum(n.p[0] * n.p[0])); }, descends);
    expect_same_with([](Net& n) { (*n.y)[3]; }, descends);
    expect_same_with([](Net& n) { n.tape.reverse((*n.y)[3]); }, descends);
    expect_same_with([](Net& n) { n.tape.reverse(n.p[2][1] * n.p[2][1]); }, descends);
    expect_same_with([](Net& n) { n.tape.constants(std::vector<double>(100000), 1000, 100); }, descends);
    expect_same_with(
        [](Net& n) {
          const auto place = n.tape.position();
          matmul(n.tape.constants(std::vector<double>(90000), 300, 300),
                 n.tape.variables(std::vector<double>(90000), 300, 300));
          n.tape.rewind(place);
        },
        descends);
  }
}

// Adjoints are what a sweep alone would leave, and after a replay other sweeps are right.
struct Sweeps : testing::Test {
  Sweeps() {
    for (Net* t : {&net, &anew}) {
      t->change_data(0);
      t->record();
    }
  }
  void backward() {
    net.backward(net.tape, [&] { net.change(false); });
  }
  void expect_alike() { EXPECT_THAT(net.gradient(), ElementsAreArray(anew.gradient())); }
  Net net{squares}, anew{squares};
};
TEST_F(Sweeps, OfSeveralReplaysTakeTurns) {
  const Var<double> other = sum_of_squares(net.p[2]), same = sum_of_squares(anew.p[2]);
  Replay<double> to_other;
  for (int i = 0; i < 3; ++i) {
    backward();
    anew.change(false);
    expect_alike();
    to_other(net.tape, [&] { net.tape.reverse(other); });  // which does not touch the rest
    anew.tape.reverse(same);
    expect_alike();
  }
}
TEST_F(Sweeps, FindNoAdjointsOfReplays) {
  backward();
  for (Net* t : {&net, &anew}) (*t->y)[3];  // has a name from now on
  backward();
  net.tape.reverse(net.loss);
  anew.tape.reverse(anew.loss);
  expect_alike();
}
TEST_F(Sweeps, AreOfWhatWasRecordedLast) {
  const std::vector<double> x1 = some<double>(rows * in, 21), x2 = some<double>(rows * in, 22);
  Replay<double> of_x1, of_x2;
  const auto record = [](Net& n, const std::vector<double>& x) {
    n.tape.rewind(n.start);
    n.loss = squared_error<double>(
        dense<Sigmoid>(dense<Tanh>(n.tape.constants_view(x, rows, in), n.p[0], n.p[1]), n.p[2], n.p[3]),
        n.target);
  };
  for (int i = 0; i < 2; ++i)
    for (const auto& [replay, x] : {std::pair{&of_x1, &x1}, {&of_x2, &x2}}) {
      (*replay)(net.tape, [&] { record(net, *x); });
      net.tape.reverse(net.loss);
      record(anew, *x);
      anew.tape.reverse(anew.loss);
      expect_alike();
    }
}

TEST(Replay, SeesAnotherTape) {
  Net one(squares);
  one.change_data(0);
  const auto record = [&] { one.record(); };
  one.forward(one.tape, record);
  one.tape = Tape<double>();
  one.p.clear();
  for (const auto& [r, c] : {std::pair{in, hidden}, {1ul, hidden}, {hidden, out}, {1ul, out}})
    one.p.push_back(one.tape.variables(numbers(r * c, 1), r, c));
  one.start = one.tape.position();
  one.forward(one.tape, record);
  EXPECT_EQ(one.recordings, 2);
  one.tape.clear();
  EXPECT_THROW(one.forward(one.tape, record), UsageError);  // its parameters are gone
  EXPECT_EQ(one.recordings, 3);
}

// What is not one recording and one sweep runs each time.
TEST(Replay, RunsWhatItCannotDoAgain) {
  const auto expect_five_runs = [](const std::function<void(Net&)>& step) {
    Net anew(squares), again(squares);
    for (Net* t : {&anew, &again}) {
      t->change_data(7);
      t->record();
    }
    Replay<double> replay;
    int runs = 0;
    for (unsigned i = 0; i < 5; ++i) {
      for (Net* t : {&anew, &again}) t->change_data(i);
      step(anew);
      replay(again.tape, [&] {
        ++runs;
        step(again);
      });
      for (std::size_t k = 0; k < 4; ++k)
        EXPECT_THAT(again.p[k].values(), ElementsAreArray(anew.p[k].values())) << i;
      EXPECT_THAT(again.gradient(), ElementsAreArray(anew.gradient())) << i;
    }
    EXPECT_EQ(runs, 5);
  };
  expect_five_runs([](Net& n) {
    n.record();
    n.tape.descend(exp(0.01 * n.loss), 0.125, n.p);
    n.tape.rewind(n.start);
  });
  expect_five_runs([](Net& n) {
    n.tape.rewind(n.start);
    const Var<double> first = sum(n.layers<Tanh>());
    n.tape.descend(first, 0.125, n.p);
    n.record();
    n.change(true);
  });
  expect_five_runs([](Net& n) {
    n.change(true);
    n.record();
  });
  expect_five_runs([](Net& n) {
    n.record();
    n.tape.reverse(n.loss);
    n.tape.reverse(sum_of_squares(n.p[0]));
  });
  expect_five_runs([](Net& n) {
    n.tape.rewind(n.start);
    const auto x = n.tape.constants(n.x, rows, in);  // a copy
    n.tape.reverse(sum_of_squares(dense<Tanh>(x, n.p[0], n.p[1])));
  });
}

TEST(Replay, OfNumbersAloneRuns) {
  Tape tape;
  std::vector<double> x{1, 2}, target{0, 0};
  const auto start = tape.position();
  Replay<double> forward;
  for (const double at : {3.0, 4.0}) {
    x[0] = at;
    Var<double> loss;
    forward(tape, [&] {
      tape.rewind(start);
      loss = squared_error<double>(tape.constants_view(x, 1, 2), target);
    });
    EXPECT_EQ(tape.value(loss), at * at + 4);
  }
}

TEST(Replay, ForgetsWhatItIsDoing) {
  Net net(squares);
  net.change_data(0);
  for (int i = 0; i < 3; ++i)
    net.forward(net.tape, [&] {
      net.record();
      net.forward.forget();
    });
  EXPECT_EQ(net.recordings, 3);
}

TEST(Replay, Forgets) {
  Net net(squares);
  net.change_data(0);
  const auto forward = [&] { net.forward(net.tape, [&] { net.record(); }); };
  forward();
  forward();
  EXPECT_EQ(net.recordings, 1);
  net.forward.forget();
  forward();
  EXPECT_EQ(net.recordings, 2);
}

TEST(Replay, WithinAnotherIsPartOfIt) {
  Net net(squares);
  Replay<double> whole;
  const auto step = [&] {
    whole(net.tape, [&] {
      net.forward(net.tape, [&] { net.record(); });
      net.backward(net.tape, [&] { net.change(true); });
    });
  };
  Net anew(squares);
  for (unsigned i = 0; i < 4; ++i) {
    for (Net* t : {&net, &anew}) t->change_data(i);
    step();
    anew.record();
    anew.change(true);
    EXPECT_THAT(net.state(), ElementsAreArray(anew.state())) << i;
  }
  EXPECT_EQ(net.recordings, 1);
}

TEST(Replay, AfterAnErrorStartsAnew) {
  Net net([](Net& n) { return cross_entropy<double>(n.layers<Sigmoid>(), n.labels); });
  net.change_data(0);
  const auto forward = [&] { net.forward(net.tape, [&] { net.record(); }); };
  forward();
  const double before = net.tape.value(net.loss);
  net.labels[2] = out;
  EXPECT_THROW(forward(), UsageError);
  EXPECT_EQ(net.recordings, 1) << "it was found by a replay";
  net.change_data(0);
  forward();
  EXPECT_EQ(net.tape.value(net.loss), before);
  net.forward.forget();
  net.labels[2] = out;
  EXPECT_THROW(forward(), UsageError);
  net.change_data(0);
  forward();
  EXPECT_EQ(net.tape.value(net.loss), before);
  EXPECT_EQ(net.recordings, 3);
}

}  // namespace
}  // namespace slope
