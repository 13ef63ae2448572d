// SPDX-License-Identifier: MIT
#include "contenders.hpp"
#include "slope/kernel/instruction_set.hpp"
#include "slope/kernel/scalar.hpp"

namespace slope::bench {

template <class T> void add_slope(Contenders<T>& all) {
  using F = kernel::Functions<T>;
  const std::vector<std::pair<std::string, kernel::Function<T> F::*>> functions{
      {"sigmoid", &F::sigmoid},   {"logsigmoid", &F::logsigmoid},
      {"softplus", &F::softplus}, {"logit", &F::logit},
      {"tanh", &F::tanh},         {"swish", &F::swish},
      {"gelu", &F::gelu}};
  for (const kernel::InstructionSet set : kernel::available_instruction_sets()) {
    kernel::use_instruction_set(set);
    const std::string name = "Slope " + std::string(kernel::name_of(set));
    for (const auto& [function, member] : functions) {
      const kernel::Function<T>& f = kernel::functions<T>().*member;
      all.push_back(
          plain<T>(function, false, name, [&f](const T* x, T* y, T*, std::size_t n) { f.values(x, y, n); }));
      all.push_back(plain<T>(function, true, name, [&f](const T* x, T* y, T* d, std::size_t n) {
        f.values_and_slopes(x, y, d, n);
      }));
    }
  }
  // One number at a time.
  const kernel::Function<T>& f = kernel::functions<T>().sigmoid;
  all.push_back(
      plain<T>("sigmoid", false, "Slope, one number a call", [&f](const T* x, T* y, T*, std::size_t n) {
        for (std::size_t i = 0; i < n; ++i) y[i] = f.value(x[i]);
      }));
  all.push_back(
      plain<T>("sigmoid", true, "Slope, one number a call", [&f](const T* x, T* y, T* d, std::size_t n) {
        for (std::size_t i = 0; i < n; ++i) {
          const kernel::ValueAndSlope<T> both = f.value_and_slope(x[i]);
          y[i] = both.value, d[i] = both.slope;
        }
      }));
}
template void add_slope(Contenders<float>&);
template void add_slope(Contenders<double>&);

}  // namespace slope::bench
