// SPDX-License-Identifier: MIT
// Somebody wrote a loss and, by hand, its gradient. Is the gradient right?
#include <cmath>
#include <iostream>
#include <slope/check/check_gradient.hpp>
#include <slope/slope.hpp>

// The squared error of a neuron, for any type of number.
auto loss = [](auto w, auto b) {
  const double x = 0.5, target = 0.8;
  const auto error = slope::sigmoid(w * x + b) - target;
  return error * error;
};

// Its gradient, by hand: the factor 2 is forgotten.
std::array<double, 2> gradient(double w, double b) {
  const double x = 0.5, target = 0.8;
  const double y = slope::sigmoid(w * x + b);
  const double slope = (y - target) * y * slope::sigmoid(-(w * x + b));
  return {slope * x, slope};
}

// The same, mended.
std::array<double, 2> mended(double w, double b) {
  const auto [by_w, by_b] = gradient(w, b);
  return {2 * by_w, 2 * by_b};
}

int main() {
  std::cout << slope::check_gradient(gradient, loss, 1.0, -0.5).text() << "\n";
  const auto report = slope::check_gradient(mended, loss, {{-5, 5}, {-5, 5}});
  std::cout << (report ? "mended: right" : "mended: still wrong") << "\n";
  return report ? 0 : 1;
}
