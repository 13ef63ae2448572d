// SPDX-License-Identifier: MIT
#include "stored_model.hpp"

#include <fmt/format.h>

namespace slope::tool {

namespace {

void fill(std::vector<std::string>& names, const char* letter, std::size_t from, std::size_t count) {
  if (!names.empty()) return;
  for (std::size_t i = 0; i < count; ++i) names.push_back(fmt::format("{}{}", letter, from + i));
}

}  // namespace

Model<double> stored_model(const std::string& path) {
  Model<double> model = load_model<double>(path);
  const std::size_t outputs = model.network.outputs();
  fill(model.about.features, "x", 1, model.network.inputs());
  if (model.about.task == Task::regression) fill(model.about.targets, "y", 1, outputs);
  else {
    fill(model.about.targets, "class", 1, 1);
    fill(model.about.classes, "", 0, outputs == 1 ? 2 : outputs);
  }
  return model;
}

}  // namespace slope::tool
