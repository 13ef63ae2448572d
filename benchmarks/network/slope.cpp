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
      layers.push_back(
          {tape.variables(p.w[i], p.sizes[i], p.sizes[i + 1]), tape.variables(p.b[i], 1, p.sizes[i + 1])});
    }
    start = tape.position();
  }
  T step() {
    tape.rewind(start);
    VarMatrix<T> y = tape.constants_view(p.x, p.batch, p.sizes[0]);
    for (std::size_t i = 0; i + 1 < layers.size(); ++i) y = dense<Sigmoid>(y, layers[i].w, layers[i].b);
    y = dense<Identity>(y, layers.back().w, layers.back().b);
    const Var<T> loss = binary_cross_entropy<T>(y, p.target);
    tape.reverse(loss);
    for (const Layer& layer : layers) update(layer.w), update(layer.b);
    return loss.value();
  }
  void update(const VarMatrix<T>& parameters) {
    const std::span<T> values = tape.values(parameters);
    detail::add_scaled(values.size(), T(-p.rate), tape.adjoints(parameters).data(), values.data());
  }

  struct Layer {
    VarMatrix<T> w, b;
  };
  Problem<T> p;
  Tape<T> tape;
  std::vector<Layer> layers;
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
