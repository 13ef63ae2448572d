// SPDX-License-Identifier: MIT
// Steps of gradient descent that are taken in a sweep.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "normal_numbers.hpp"
#include "slope/function/catalog.hpp"
#include "slope/tape/dense.hpp"
#include "slope/tape/loss.hpp"

namespace slope {
namespace {

using testing::ElementsAre;

// Two networks of the same parameters: one finds derivatives and is changed by them here, the other descends.
struct Twins {
  explicit Twins(std::size_t rows, std::size_t in, std::size_t out) {
    for (Tape<>* tape : {&by_hand, &by_steps}) {
      std::vector<VarMatrix<double>>& p = tape == &by_hand ? of_hand : of_steps;
      p.push_back(tape->variables(numbers(in * in, 1), in, in));
      p.push_back(tape->variables(numbers(in, 2), 1, in));
      p.push_back(tape->variables(numbers(in * out, 3), in, out));
      p.push_back(tape->variables(numbers(out, 4), 1, out));
      p.push_back(tape->variables(numbers(rows * in, 5), rows, in));  // not a parameter
    }
    data.push_back(of_steps.back());
    of_steps.pop_back();
  }
  // `loss` of the input and the parameters.
  template <class F> void expect_alike(const F& loss) {
    constexpr double rate = 0.25;
    by_hand.reverse(loss(of_hand.back(), std::span(of_hand).first(4)));
    by_steps.descend(loss(data.front(), std::span(of_steps)), rate, of_steps);
    EXPECT_THAT(by_steps.adjoints(data.front()), testing::ElementsAreArray(by_hand.adjoints(of_hand.back())));
    for (std::size_t i = 0; i < 4; ++i)
      for (std::size_t k = 0; k < of_steps[i].size(); ++k) {
        const double w = of_hand[i].values()[k], change = rate * by_hand.adjoints(of_hand[i])[k];
        EXPECT_NEAR(of_steps[i].values()[k], w - change, 4e-16 * (std::fabs(w) + std::fabs(change))) << i;
      }
  }
  Tape<> by_hand, by_steps;
  std::vector<VarMatrix<double>> of_hand, of_steps, data;
};

TEST(Descent, ChangesByDerivatives) {
  using Matrix = VarMatrix<double>;
  using Parameters = std::span<const Matrix>;
  const auto layers = [](const Matrix& x, Parameters p) {
    return dense<Tanh>(dense<Sigmoid>(x, p[0], p[1]), p[2], p[3]);
  };
  const auto square = [](const Matrix& y) { return sum(y * y); };
  for (const std::size_t rows : {1U, 2U, 7U})
    for (const std::size_t in : {1U, 3U, 8U, 17U})
      for (const std::size_t out : {1U, 2U, 8U, 21U}) {
        const auto expect_alike = [&](const auto& loss) { Twins(rows, in, out).expect_alike(loss); };
        expect_alike([&](const Matrix& x, Parameters p) { return square(layers(x, p)); });
        // With a matrix that also is in another term, as a whole or by an element, or that is used twice, or not at all.
        expect_alike([&](const Matrix& x, Parameters p) {
          return square(layers(x, p)) + sum_of_squares(p[2]) + square(p[1] * p[1]) + p[3][0] * 2;
        });
        expect_alike([&](const Matrix& x, Parameters p) {
          return square(layers(dense<Identity>(x, p[0], p[1]), p)) + p[0][0] * p[0][0];
        });
        expect_alike([&](const Matrix& x, Parameters p) {
          layers(x, p);
          return square(dense<Sigmoid>(x, p[0], p[1]));
        });
      }
}

TEST(Descent, IsForInputs) {
  Tape tape;
  const auto w = tape.variables(std::vector<double>{2}, 1, 1);
  const auto y = sum(w * w);
  const std::vector intermediate{w * w};
  EXPECT_THROW(tape.descend(y, 0.5, intermediate), UsageError);
  EXPECT_EQ(w.values()[0], 2);
  tape.descend(y, 0.5, std::vector{w});
  EXPECT_EQ(w.values()[0], 0);
  tape.reverse(sum(dense<Identity>(w, w, w)));  // the next sweep takes no steps
  EXPECT_THAT(tape.adjoints(w), ElementsAre(1));

  // One matrix in three places: ∂(v² + v)/∂v.
  const auto v = tape.variables(std::vector<double>{2}, 1, 1);
  tape.reverse(sum(dense<Identity>(v, v, v)));
  EXPECT_THAT(tape.adjoints(v), ElementsAre(5));

  // Parts of one matrix as input and as weights, one upon the other or not: by hand.
  const auto a = tape.variables(std::vector<double>{1, 2, 3, 4, 5, 6}, 2, 3),
             zero = tape.constants(std::vector<double>{0}, 1, 1);
  tape.reverse(dense<Identity>(part(a, 0, 1, 3), part(a, 1, 3, 1), zero)[0]);
  EXPECT_THAT(tape.adjoints(a), ElementsAre(2, 3 + 1, 4 + 2, 3, 0, 0));
  tape.reverse(sum(dense<Identity>(a, part(a, 2, 3, 1), zero)));
  EXPECT_THAT(tape.adjoints(a), ElementsAre(3, 4, 5 + 5, 3 + 7, 4 + 9, 5));

  // Named twice, it changes once; and the rate may be among what changes.
  const auto p = tape.variables(std::vector<double>{2}, 1, 1),
             r = tape.variables(std::vector<double>{0.5}, 1, 1);
  tape.descend(sum(p * p) + sum(r * r), r.values()[0], std::vector{r, p, p});
  EXPECT_EQ(p.values()[0], 0);
  EXPECT_EQ(r.values()[0], 0);

  // The input of a layer may be what changes: ∂(3x)²/∂x = 18x.
  const auto x = tape.variables(std::vector<double>{1}, 1, 1),
             three = tape.constants(std::vector<double>{3}, 1, 1);
  const auto z = dense<Identity>(x, three, tape.constants(std::vector<double>{0}, 1, 1));
  tape.descend(sum(z * z), 0.5, std::vector{x});
  EXPECT_EQ(x.values()[0], 1 - 9);
}

}  // namespace
}  // namespace slope
