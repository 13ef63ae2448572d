// SPDX-License-Identifier: MIT
// As `train` does it, by replay; and recorded anew each step.
#include <memory>

#include "contenders.hpp"
#include "slope/kernel/instruction_set.hpp"
#include "slope/parallel/parallel.hpp"
#include "slope/tape/dense.hpp"
#include "slope/tape/loss.hpp"
#include "slope/tape/replay.hpp"

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
  T record_and_descend() {
    record();
    descend();
    return loss.value();
  }
  T step() {
    forward(tape, [this] { record(); });
    backward(tape, [this] { descend(); });
    return tape.value(loss);
  }

 private:
  void record() {
    tape.rewind(start);
    VarMatrix<T> y = tape.constants_view(p.x, p.batch, p.sizes[0]);
    const std::size_t last = parameters.size() - 2;
    for (std::size_t i = 0; i < last; i += 2) y = dense<Sigmoid>(y, parameters[i], parameters[i + 1]);
    y = dense<Identity>(y, parameters[last], parameters[last + 1]);
    loss = binary_cross_entropy<T>(y, p.target);
  }
  void descend() { tape.descend(loss, p.rate, parameters); }

  Problem<T> p;
  Tape<T> tape;
  std::vector<VarMatrix<T>> parameters;  // weights and bias of each layer
  typename Tape<T>::Position start;
  Var<T> loss;
  Replay<T> forward, backward;
};

kernel::InstructionSet in_use = kernel::instruction_set_in_use();

template <class T> Contender<T> recorded_anew(const Problem<T>& problem) {
  auto network = std::make_shared<Network<T>>(problem);
  return {"the same, recorded anew", [network] { return network->record_and_descend(); }};
}

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
  all.push_back(recorded_anew(problem));
  all.push_back(in_threads(problem));
}
template void add_slope(Contenders<float>&, const Problem<float>&);
template void add_slope(Contenders<double>&, const Problem<double>&);

}  // namespace slope::bench
