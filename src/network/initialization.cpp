// SPDX-License-Identifier: MIT
#include "slope/network/initialization.hpp"

#include <cmath>

#include "names.hpp"

namespace slope {

namespace {

constexpr std::array<detail::Named<Initial>, 8> kinds{{{"uniform", Initial::uniform},
                                                       {"xavier_uniform", Initial::xavier_uniform},
                                                       {"xavier_normal", Initial::xavier_normal},
                                                       {"he_uniform", Initial::he_uniform},
                                                       {"he_normal", Initial::he_normal},
                                                       {"lecun_uniform", Initial::lecun_uniform},
                                                       {"lecun_normal", Initial::lecun_normal},
                                                       {"normal", Initial::normal}}};

struct Distribution {
  bool is_normal;
  double size;  // the half width, or the standard deviation
};

Distribution distribution(Initial kind, double in, double out) {
  switch (kind) {
    case Initial::uniform: return {false, std::sqrt(1 / in)};
    case Initial::xavier_uniform: return {false, std::sqrt(6 / (in + out))};
    case Initial::xavier_normal: return {true, std::sqrt(2 / (in + out))};
    case Initial::he_uniform: return {false, std::sqrt(6 / in)};
    case Initial::he_normal: return {true, std::sqrt(2 / in)};
    case Initial::lecun_uniform: return {false, std::sqrt(3 / in)};
    case Initial::lecun_normal: return {true, std::sqrt(1 / in)};
    case Initial::normal: return {true, 1};
  }
  return {true, 1};
}

template <class T> void fill(const Initialization& how, std::size_t in, std::size_t out, std::span<T> weights,
                             std::span<T> bias, Random& random) {
  const auto [is_normal, size] = distribution(how.kind, static_cast<double>(in), static_cast<double>(out));
  for (T& w : weights) {
    const double unit = is_normal ? random.normal() : random.uniform(-1, 1);
    w = static_cast<T>(how.gain * (size * unit));
  }
  for (T& b : bias) b = how.kind == Initial::uniform ? static_cast<T>(size * random.uniform(-1, 1)) : T(0);
}

}  // namespace

std::string_view name_of(Initial kind) { return detail::name_in(kinds, kind); }
Initial initial(std::string_view name) { return detail::value_named(kinds, "initialization", name); }
std::vector<std::string_view> initial_names() { return detail::names_in(kinds); }

void initialize(const Initialization& how, std::size_t in, std::size_t out, std::span<float> weights,
                std::span<float> bias, Random& random) {
  fill(how, in, out, weights, bias, random);
}
void initialize(const Initialization& how, std::size_t in, std::size_t out, std::span<double> weights,
                std::span<double> bias, Random& random) {
  fill(how, in, out, weights, bias, random);
}

}  // namespace slope
