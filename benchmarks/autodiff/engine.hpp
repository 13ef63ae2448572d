// SPDX-License-Identifier: MIT
// What an engine is to the benchmark program: a name and, for each workload, a way to compute its value and
// derivatives. A file of an engine defines
//
//   template <class F> class Gradient {
//    public:
//     explicit Gradient(const F& f);                                                       // not timed
//     double operator()(std::span<const double> x, std::span<double> derivatives);         // timed
//   };
//   const bool added = add_engine<Gradient>({"name", "version"}, Gradients{});
//
// in a namespace of its own, which has a name: of what is made from templates of unnamed namespaces, g++ 12 takes that of
// one file for that of all. Nothing else needs to know it. Storage that a user of the engine would keep from one call to
// the next may live in the object.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace slope::bench {

struct Engine {
  std::string name;
  std::string version;
};

/// Where one workload is computed, and what comes out: the derivatives are F::inputs numbers, or F::inputs²
/// (row by row) for a Hessian.
struct Problem {
  std::vector<double> x;
  double value = 0;
  std::vector<double> derivatives;
};

/// Computes value and derivatives that many times.
using Run = std::function<void(std::size_t times, Problem&)>;

/// One engine on one workload. It is made when its workload's turn comes and dies with it: what an engine keeps
/// globally for one workload must not burden the next.
struct Runner {
  Engine engine;
  std::string workload;
  std::function<Run()> make;
  Run run;  // empty but in its turn
};

/// Every runner of every engine that is linked into the program.
std::vector<Runner>& runners();

/// Makes the compiler believe that all memory is read and written here.
inline void forget_memory() { asm volatile("" ::: "memory"); }

template <template <class> class Compute, class F> void add_runner(const Engine& engine) {
  const auto make = []() -> Run {
    const auto function = std::make_shared<const F>();
    const auto compute = std::make_shared<Compute<F>>(*function);
    return [function, compute](std::size_t times, Problem& problem) {
      for (std::size_t i = 0; i < times; ++i) {
        problem.value = (*compute)(problem.x, problem.derivatives);
        forget_memory();
      }
    };
  };
  runners().push_back({engine, std::string(F::name), make, {}});
}

template <class... F> struct Workloads {};

/// Adds Compute<F> for each workload F of the list.
template <template <class> class Compute, class... F> bool add_engine(const Engine& engine, Workloads<F...>) {
  (add_runner<Compute, F>(engine), ...);
  return true;
}

}  // namespace slope::bench
