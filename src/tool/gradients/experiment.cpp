// SPDX-License-Identifier: MIT
#include "experiment.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "slope/core/error.hpp"
#include "slope/expr/names.hpp"
#include "slope/network/loss.hpp"
#include "slope/network/random.hpp"

namespace slope::tool {

namespace {

std::vector<double> gradients(const Experiment& e, std::size_t depth, std::uint64_t seed) {
  std::vector<std::size_t> sizes(depth + 2, e.width);
  sizes.front() = e.inputs;
  sizes.back() = 1;
  const Network<double> network(sizes, {.activation = Activation(e.activation),
                                        .output = "identity",
                                        .initialization = initialization_named(e.init),
                                        .seed = seed});
  Random random(~seed);
  Dataset data;
  data.rows = e.batch;
  for (std::size_t i = 0; i < e.inputs; ++i) data.about.features.push_back(fmt::format("x{}", i + 1));
  data.about.targets = {"y"};
  for (std::size_t i = 0; i < e.batch * e.inputs; ++i) data.features.push_back(random.normal());
  for (std::size_t i = 0; i < e.batch; ++i) data.targets.push_back(random.normal());
  return gradient_norms(network, loss_and_gradient(network, data, Loss::squared_error).gradient);
}

}  // namespace

Initialization initialization_named(std::string_view name) {
  const std::string_view kind = name.substr(0, name.find('*'));
  double factor = 1;
  if (kind != name) {
    const std::string text(name.substr(kind.size() + 1));
    char* end = nullptr;
    factor = std::strtod(text.c_str(), &end);
    if (text.empty() || *end != 0 || !(factor > 0) || !std::isfinite(factor))
      throw UsageError(fmt::format("'{}' needs a positive number after the *, as in xavier*4", name));
  }
  constexpr std::pair<std::string_view, Initial> usual[] = {{"default", Initial::uniform},
                                                            {"xavier", Initial::xavier_uniform},
                                                            {"he", Initial::he_normal},
                                                            {"lecun", Initial::lecun_normal}};
  std::vector<std::string_view> names;
  for (const auto& [word, which] : usual) {
    if (word == kind) return {which, factor};
    names.push_back(word);
  }
  for (const std::string_view word : initial_names()) names.push_back(word);
  if (std::find(names.begin(), names.end(), kind) == names.end())
    throw UsageError(fmt::format(
        "there is no initialisation '{}'{}; there are {}, each also times a factor, as in xavier*4", kind,
        suggestion(kind, names), fmt::join(names, ", ")));
  return {initial(kind), factor};
}

std::vector<double> median_gradients(const Experiment& experiment, std::size_t depth) {
  std::vector<std::vector<double>> by_layer(depth + 1);
  for (std::uint64_t seed = 1; seed <= experiment.seeds; ++seed) {
    const std::vector<double> norms = gradients(experiment, depth, seed);
    for (std::size_t i = 0; i < norms.size(); ++i) {
      if (!std::isfinite(norms[i]))
        throw UsageError(
            fmt::format("{} layers of {} with the initialisation {}: a gradient is too large for a number",
                        depth, experiment.activation, experiment.init));
      by_layer[i].push_back(norms[i]);
    }
  }
  std::vector<double> medians;
  for (std::vector<double>& norms : by_layer) {
    std::sort(norms.begin(), norms.end());
    const std::size_t half = norms.size() / 2;
    medians.push_back(norms.size() % 2 == 1 ? norms[half] : norms[half - 1] / 2 + norms[half] / 2);
  }
  return medians;
}

}  // namespace slope::tool
