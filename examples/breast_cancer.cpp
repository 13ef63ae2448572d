// SPDX-License-Identifier: MIT
// Benign or malignant, from thirty measurements of cell nuclei. `breast_cancer 10` takes ten seeds (measured: 0.9718).
#include "networks.hpp"

int main(int argc, char** argv) {
  const slope::Dataset data = slope::read_csv(data_file("breast_cancer.csv"));
  const std::uint64_t n = seeds(argc, argv, 10);
  const double right = mean_held_out_accuracy(
      data, {30, 16, 1}, {.activation = "sigmoid"},
      {.epochs = 60, .batch = 32, .optimizer = slope::Adam{.rate = 0.003}, .l2 = 1e-4}, n);
  return reaches("breast cancer, 30-16-1", right, 0.97, n) ? 0 : 1;
}
