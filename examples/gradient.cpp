// SPDX-License-Identifier: MIT
// Gradients of functions of a few numbers, and of a list of many.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "slope/calculus/gradient.hpp"
#include "slope/function/sigmoid.hpp"

int main() {
  const auto f = [](auto x, auto y) { return x * slope::sigmoid(y); };
  fmt::print("gradient of f at (2, 0.5): {}\n", slope::gradient(f, {2.0, 0.5}));

  // Logistic regression: the loss of weights w on four points, minimised by going downhill.
  const double points[4][2] = {{1, 2}, {1, 1}, {1, -1}, {1, -0.5}};
  const double labels[4] = {1, 0, 0, 1};
  const auto loss = [&](const auto& w) {
    std::decay_t<decltype(w[0])> sum = 0;
    for (int i = 0; i < 4; ++i)
      sum += slope::softplus((1 - 2 * labels[i]) * (w[0] * points[i][0] + w[1] * points[i][1]));
    return sum;
  };
  std::vector<double> w = {0, 0};
  for (int step = 0; step < 40; ++step) {
    const auto [value, g] = slope::value_and_gradient(loss, w);
    if (step % 10 == 0) fmt::print("loss {:.6f}\n", value);
    for (std::size_t i = 0; i < w.size(); ++i) w[i] -= 0.5 * g[i];
  }
  fmt::print("weights {:.5f}\n", fmt::join(w, ", "));
}
