// SPDX-License-Identifier: MIT
// Runs both shared objects: linked with them, or given their paths, by dlopen with RTLD_LOCAL.
#include <dlfcn.h>

#include <cmath>
#include <cstdio>

#include "recording.hpp"
#include "slope/function/exponential.hpp"

namespace {

template <class F> F* load(const char* path, const char* name) {
  void* const library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  void* const function = library == nullptr ? nullptr : dlsym(library, name);
  if (function == nullptr) std::printf("%s\n", dlerror());
  return reinterpret_cast<F*>(function);
}

template <class Record, class Sweep, class Refuses>
int run(const Record& record, const Sweep& sweep, const Refuses& refuses) {
  for (int round = 0; round < 3; ++round) {
    const double x = 0.5 + round, y = -0.75;
    Recording* const r = record(x, y);
    if (!refuses(r)) return std::printf("a mixture of two tapes was not refused\n"), 1;
    r->result += exp(r->x);  // a third Slope, that of this program
    double by_x = 0, by_y = 0;
    sweep(r, &by_x, &by_y);
    const double s = 1 / (1 + std::exp(-x * y)), f = x * s + std::exp(x);
    const double true_by_x = -std::sin(f) * (s + x * y * s * (1 - s) + std::exp(x));
    const double true_by_y = -std::sin(f) * x * x * s * (1 - s);
    if (std::fabs(by_x - true_by_x) > 1e-14 * std::fabs(true_by_x) ||
        std::fabs(by_y - true_by_y) > 1e-14 * std::fabs(true_by_y))
      return std::printf("(%.17g, %.17g), should be (%.17g, %.17g)\n", by_x, by_y, true_by_x, true_by_y), 1;
  }
  return 0;
}

}  // namespace

int main([[maybe_unused]] int count, [[maybe_unused]] char** paths) {
#ifdef LINKED
  return run(record_product, sweep_cosine, refuses_mixtures);
#else
  if (count != 3) return 2;
  const auto record = load<decltype(record_product)>(paths[1], "record_product");
  const auto sweep = load<decltype(sweep_cosine)>(paths[2], "sweep_cosine");
  const auto refuses = load<decltype(refuses_mixtures)>(paths[2], "refuses_mixtures");
  return record == nullptr || sweep == nullptr || refuses == nullptr ? 2 : run(record, sweep, refuses);
#endif
}
