// SPDX-License-Identifier: MIT
#include "slope/network/model_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "file.hpp"
#include "slope/core/error.hpp"

#ifdef SLOPE_HAVE_JSON
#include "json.hpp"
#endif

namespace slope {

#ifdef SLOPE_HAVE_JSON

namespace {

using detail::json;
constexpr const char* kind = "slope network";

json scaling_json(const Standardizer& scaling) {
  return {{"mean", detail::numbers(scaling.mean)}, {"scale", detail::numbers(scaling.scale)}};
}
Standardizer scaling_of(const json& j) {
  return {detail::numbers<double>(j.at("mean")), detail::numbers<double>(j.at("scale"))};
}

Task task_named(const std::string& name) {
  for (const Task task : {Task::regression, Task::binary, Task::classes})
    if (name == name_of(task)) return task;
  throw UsageError(fmt::format("no task is called '{}'", name));
}

template <class T> json content_of(const Model<T>& model) {
  const Network<T>& net = model.network;
  for (const T x : net.parameters())
    if (!std::isfinite(x)) throw UsageError("a parameter of the network is not finite: it is not saved");
  json layers = json::array();
  for (std::size_t i = 0; i < net.layers().size(); ++i) {
    const Layer& layer = net.layers()[i];
    const auto w = net.weights(i), b = net.bias(i);
    layers.push_back({{"inputs", layer.inputs},
                      {"outputs", layer.outputs},
                      {"activation", std::string(layer.activation.name())},
                      {"weights", detail::numbers(std::vector<T>(w.begin(), w.end()))},
                      {"bias", detail::numbers(std::vector<T>(b.begin(), b.end()))}});
  }
  return {{"number", detail::number_name<T>()},
          {"layers", layers},
          {"output", std::string(net.output_name())},
          {"input_scaling", scaling_json(net.input_scaling())},
          {"output_scaling", scaling_json(net.output_scaling())},
          {"task", std::string(name_of(model.about.task))},
          {"features", model.about.features},
          {"targets", model.about.targets},
          {"classes", model.about.classes}};
}

// What is wrong in a document that was edited, with its check sum, is found before anything is made of it.
void check_layers(const json& layers) {
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const auto in = layers[i].at("inputs").get<std::size_t>(),
               out = layers[i].at("outputs").get<std::size_t>();
    const std::size_t weights = layers[i].at("weights").size();
    if (in == 0 || out != layers[i].at("bias").size() || weights % in != 0 || weights / in != out)
      throw UsageError("a layer has another number of weights than its size says");
    if (i > 0 && in != layers[i - 1].at("outputs").get<std::size_t>())
      throw UsageError("a layer has another number of inputs than there are outputs before it");
  }
}

template <class T> void check_fit(const Model<T>& model) {
  const Network<T>& net = model.network;
  const auto finite = [](const auto& x) {
    return std::all_of(x.begin(), x.end(), [](auto v) { return std::isfinite(v); });
  };
  if (!finite(net.parameters())) throw UsageError("a weight is not finite");
  for (const Standardizer* scaling : {&net.input_scaling(), &net.output_scaling()})
    if (!finite(scaling->mean) || !finite(scaling->scale) ||
        !std::all_of(scaling->scale.begin(), scaling->scale.end(),
                     [](double s) { return s >= std::numeric_limits<double>::min(); }))
      throw UsageError("a mean or a scale is not possible");
  const DataDescription& about = model.about;
  if (!about.features.empty() && about.features.size() != net.inputs())
    throw UsageError("it has not as many features as inputs");
  const std::size_t classes = about.classes.size(), outputs = net.outputs();
  const bool fits = about.task == Task::regression
                        ? about.targets.empty() || about.targets.size() == outputs
                        : (classes == outputs && outputs > 1) || (classes == 2 && outputs == 1);
  if (!fits && !(about.features.empty() && classes == 0))
    throw UsageError("it has not as many targets or classes as outputs");
}

template <class T> Model<T> model_of(const json& content) {
  if (content.at("number") != detail::number_name<T>())
    throw UsageError(fmt::format("its numbers are of type {}, not {}",
                                 content.at("number").get<std::string>(), detail::number_name<T>()));
  const json& layers = content.at("layers");
  check_layers(layers);
  std::vector<std::size_t> sizes{layers.at(0).at("inputs").get<std::size_t>()};
  for (const json& layer : layers) sizes.push_back(layer.at("outputs").get<std::size_t>());
  NetworkOptions options;
  for (std::size_t i = 0; i + 1 < layers.size(); ++i)
    options.activations.emplace_back(layers[i].at("activation").get<std::string>());
  options.output = content.at("output").get<std::string>();
  Model<T> model{Network<T>(sizes, options), {}};
  const auto fill = [](std::span<T> to, const json& from) {
    const std::vector<T> values = detail::numbers<T>(from);
    if (values.size() != to.size())
      throw UsageError("a layer has another number of weights than its size says");
    std::copy(values.begin(), values.end(), to.begin());
  };
  for (std::size_t i = 0; i < layers.size(); ++i) {
    fill(model.network.weights(i), layers[i].at("weights"));
    fill(model.network.bias(i), layers[i].at("bias"));
  }
  model.network.set_input_scaling(scaling_of(content.at("input_scaling")));
  model.network.set_output_scaling(scaling_of(content.at("output_scaling")));
  model.about = {task_named(content.at("task").get<std::string>()),
                 content.at("features").get<std::vector<std::string>>(),
                 content.at("targets").get<std::vector<std::string>>(),
                 content.at("classes").get<std::vector<std::string>>()};
  check_fit(model);
  return model;
}

template <class T> Model<T> read_model(const std::string& text, const std::string& name) {
  const json content = detail::unsealed(kind, text, name);
  try {
    return model_of<T>(content);
  } catch (const std::exception& error) {
    throw UsageError(fmt::format("{} is not a {} that can be read: {}", name, kind, error.what()));
  }
}

}  // namespace

template <class T> std::string to_json(const Model<T>& model) {
  return detail::sealed(kind, content_of(model));
}
template <class T> Model<T> model_from_json(const std::string& text) {
  return read_model<T>(text, "the text");
}
template <class T> Model<T> load_model(const std::string& path) {
  return read_model<T>(detail::read_file(path), path);
}

#else

namespace {
[[noreturn]] void refuse() {
  throw UsageError("this Slope was built without nlohmann-json, and cannot save or load models");
}
}  // namespace

template <class T> std::string to_json(const Model<T>&) { refuse(); }
template <class T> Model<T> model_from_json(const std::string&) { refuse(); }
template <class T> Model<T> load_model(const std::string&) { refuse(); }

#endif

template <class T> void save_model(const std::string& path, const Model<T>& model) {
  write_atomically(path, to_json(model));
}

template std::string to_json(const Model<float>&);
template std::string to_json(const Model<double>&);
template Model<float> model_from_json(const std::string&);
template Model<double> model_from_json(const std::string&);
template void save_model(const std::string&, const Model<float>&);
template void save_model(const std::string&, const Model<double>&);
template Model<float> load_model(const std::string&);
template Model<double> load_model(const std::string&);

}  // namespace slope
