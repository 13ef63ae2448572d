// SPDX-License-Identifier: MIT
#include "slope/network/activation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <deque>
#include <mutex>

#include "slope/core/error.hpp"
#include "slope/function/activation.hpp"

namespace slope {

namespace detail {
namespace {

constexpr ActivationTable identity{"identity",
                                   dense<Identity, float>,
                                   dense<Identity, double>,
                                   [](double x) { return x; },
                                   [](double) { return 1.0; },
                                   [](const Expr& x) { return x; }};

// All activations. Those of users are added at the end; entries never move.
struct Registry {
  std::mutex mutex;
  std::deque<ActivationTable> tables{identity,
                                     activation_table<Sigmoid>,
                                     activation_table<Tanh>,
                                     activation_table<Relu>,
                                     activation_table<LeakyRelu>,
                                     activation_table<Elu>,
                                     activation_table<Selu>,
                                     activation_table<Gelu>,
                                     activation_table<Swish>,
                                     activation_table<Mish>,
                                     activation_table<Softplus>};
};

Registry& registry() {
  static Registry all;
  return all;
}

}  // namespace

const ActivationTable& identity_activation() { return registry().tables.front(); }

void add_activation(const ActivationTable& table) {
  Registry& all = registry();
  const std::lock_guard lock(all.mutex);
  for (const ActivationTable& known : all.tables) {
    if (known.name != table.name) continue;
    if (known.dense_double == table.dense_double) return;
    throw UsageError(fmt::format("there is another activation '{}': give the rule another name", table.name));
  }
  all.tables.push_back(table);
}

}  // namespace detail

Activation::Activation(std::string_view name) : table_(nullptr) {
  {
    detail::Registry& all = detail::registry();
    const std::lock_guard lock(all.mutex);
    for (const detail::ActivationTable& known : all.tables)
      if (known.name == name) table_ = &known;
  }
  if (table_ == nullptr)
    throw UsageError(
        fmt::format("no activation is called '{}': there are {}", name, fmt::join(activation_names(), ", ")));
}

std::vector<std::string_view> activation_names() {
  detail::Registry& all = detail::registry();
  const std::lock_guard lock(all.mutex);
  std::vector<std::string_view> names;
  for (const detail::ActivationTable& known : all.tables) names.push_back(known.name);
  return names;
}

}  // namespace slope
