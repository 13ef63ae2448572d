// SPDX-License-Identifier: MIT
// Recorded anew each step, as a user would write it.
#include <memory>

#include "contenders.hpp"
#include "slope/kernel/instruction_set.hpp"
#include "slope/parallel/parallel.hpp"
#include "slope/tape/dense.hpp"
#include "slope/tape/loss.hpp"

namespace slope::bench {
namespace {

template <class T> struct Network {
  explicit Network(const Problem<T>& problem) : p(problem) {
    for (std::size_t i = 0; i < p.w.size(); ++i) {
      parameters.push_back(tape.variables(p.w[i], p.sizes[i], p.sizes[i + 1]));
      parameters.push_back(tape.variables(p.b[i], 1, p.sizes[i + 1]));
    }
    start = tape.position();
  }
  T step() {
    tape.rewind(start);
    VarMatrix<T> y = tape.constants_view(p.x, p.batch, p.sizes[0]);
    const std::size_t last = parameters.size() - 2;
    for (std::size_t i = 0; i < last; i += 2) y = dense<Sigmoid>(y, parameters[i], parameters[i + 1]);
    y = dense<Identity>(y, parameters[last], parameters[last + 1]);
    const Var<T> loss = binary_cross_entropy<T>(y, p.target);
    tape.descend(loss, p.rate, parameters);
    return loss.value();
  }

  Problem<T> p;
  Tape<T> tape;
  std::vector<VarMatrix<T>> parameters;  // weights and bias of each layer
  typename Tape<T>::Position start;
};

kernel::InstructionSet in_use = kernel::instruction_set_in_use();

// On all processors, for what is worth it.
template <class T> Contender<T> in_threads(const Problem<T>& problem) {
  auto network = std::make_shared<Network<T>>(problem);
  return {"the same, threads as they help", [network] {
            const ThreadLimit limit;
            return network->step();
          }};
}

}  // namespace

template <class T> void add_slope(Contenders<T>& all, const Problem<T>& problem) {
  for (const kernel::InstructionSet set : kernel::available_instruction_sets()) {
    auto network = std::make_shared<Network<T>>(problem);
    all.push_back({"Slope, " + std::string(name_of(set)), [network, set] {
                     if (in_use != set) kernel::use_instruction_set(in_use = set);
                     return network->step();
                   }});
  }
  all.push_back(in_threads(problem));
}
template void add_slope(Contenders<float>&, const Problem<float>&);
template void add_slope(Contenders<double>&, const Problem<double>&);

}  // namespace slope::bench
