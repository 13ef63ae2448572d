// SPDX-License-Identifier: MIT
#include "checkpoint.hpp"

#include <fmt/format.h>

#include "file.hpp"
#include "fingerprint.hpp"
#include "slope/network/model_file.hpp"

#ifdef SLOPE_HAVE_JSON
#include "json.hpp"
#endif

namespace slope::detail {

namespace {

// The constants of an optimizer or a schedule, as text.
struct Describe {
  std::string operator()(const Sgd& o) const {
    return fmt::format("{} {} {}", o.rate, o.momentum, o.nesterov);
  }
  std::string operator()(const RmsProp& o) const {
    return fmt::format("{} {} {}", o.rate, o.decay, o.epsilon);
  }
  std::string operator()(const Adam& o) const {
    return fmt::format("{} {} {} {}", o.rate, o.beta1, o.beta2, o.epsilon);
  }
  std::string operator()(const AdamW& o) const {
    return fmt::format("{} {} {} {} {}", o.rate, o.beta1, o.beta2, o.epsilon, o.decay);
  }
  std::string operator()(const Lbfgs& o) const {
    return fmt::format("{} {} {}", o.rate, o.memory, o.evaluations);
  }
  std::string operator()(const ConstantRate&) const { return ""; }
  std::string operator()(const StepDecay& s) const { return fmt::format("{} {}", s.epochs, s.factor); }
  std::string operator()(const ExponentialDecay& s) const { return fmt::format("{}", s.factor); }
  std::string operator()(const CosineDecay& s) const { return fmt::format("{} of {}", s.last, epochs); }
  std::size_t epochs;  // of the run, on which a cosine depends
};

}  // namespace

template <class T>
RunIdentity identity_of(const Network<T>& network, const Dataset& data, const TrainOptions& o) {
  RunIdentity run;
  run.network = fmt::format("{} bytes a number", sizeof(T));
  for (const Layer& layer : network.layers())
    run.network += fmt::format(", {}x{} {}", layer.inputs, layer.outputs, layer.activation.name());
  run.network += fmt::format(", output {}", network.output_name());
  Fingerprint fingerprint;
  fingerprint.add(name_of(data.about.task))
      .add(std::span<const double>(data.features))
      .add(std::span<const double>(data.targets))
      .add(std::span<const std::size_t>(data.labels));
  for (const auto* names : {&data.about.features, &data.about.targets, &data.about.classes})
    for (const std::string& name : *names) fingerprint.add(fmt::format("{} {}", name.size(), name));
  run.data = fingerprint.text();
  const Describe describe{o.epochs};
  run.options = fmt::format(
      "batch {}, loss {} {}, optimizer {} {}, schedule {} {}, l2 {}, dropout {}, clip_norm {}, "
      "standardize {}, validation {}, patience {}, seed {}",
      o.batch, name_of(o.loss), o.huber_delta, name_of(o.optimizer), std::visit(describe, o.optimizer),
      name_of(o.schedule), std::visit(describe, o.schedule), o.l2, o.dropout, o.clip_norm, o.standardize,
      o.validation, o.patience, o.seed);
  return run;
}

#ifdef SLOPE_HAVE_JSON

namespace {

constexpr const char* kind = "slope checkpoint";

json history_json(const std::vector<EpochReport>& history) {
  json list = json::array();
  for (const EpochReport& r : history)
    list.push_back({number(r.loss), number(r.validation_loss), number(r.validation_metric), number(r.rate)});
  return list;
}
std::vector<EpochReport> history_of(const json& list) {
  std::vector<EpochReport> history;
  for (const json& r : list)
    history.push_back(
        {history.size() + 1, number(r.at(0)), number(r.at(1)), number(r.at(2)), number(r.at(3))});
  return history;
}

template <class T> RunState<T> state_of(const json& content) {
  RunState<T> state;
  state.epoch = content.at("epoch").get<std::size_t>();
  state.random = content.at("random").get<Random::State>();
  state.parameters = numbers<T>(content.at("parameters"));
  state.optimizer.steps = content.at("steps").get<std::uint64_t>();
  for (const json& slot : content.at("slots")) state.optimizer.slots.push_back(numbers<T>(slot));
  state.best = numbers<T>(content.at("best"));
  state.best_epoch = content.at("best_epoch").get<std::size_t>();
  state.best_loss = number(content.at("best_loss"));
  state.history = history_of(content.at("history"));
  return state;
}

void check_same(const std::string& path, const char* what, const std::string& here, const json& there) {
  if (there != here)
    throw UsageError(fmt::format("{} is the checkpoint of another run: its {} differ{} ({}, and here {})",
                                 path, what, std::string_view(what) == "network" ? "s" : "",
                                 there.get<std::string>(), here));
}

}  // namespace

template <class T>
void save_checkpoint(const std::string& path, const RunIdentity& run, const RunState<T>& state) {
  json slots = json::array();
  for (const auto& slot : state.optimizer.slots) slots.push_back(numbers(slot));
  write_atomically(path, sealed(kind, {{"network", run.network},
                                       {"data", run.data},
                                       {"options", run.options},
                                       {"epoch", state.epoch},
                                       {"random", state.random},
                                       {"parameters", numbers(state.parameters)},
                                       {"steps", state.optimizer.steps},
                                       {"slots", slots},
                                       {"best", numbers(state.best)},
                                       {"best_epoch", state.best_epoch},
                                       {"best_loss", number(state.best_loss)},
                                       {"history", history_json(state.history)}}));
}

template <class T>
std::optional<RunState<T>> load_checkpoint(const std::string& path, const RunIdentity& run) {
  if (!file_exists(path)) return std::nullopt;
  const json content = unsealed(kind, read_file(path), path);
  try {
    check_same(path, "network", run.network, content.at("network"));
    check_same(path, "data", run.data, content.at("data"));
    check_same(path, "options", run.options, content.at("options"));
    return state_of<T>(content);
  } catch (const json::exception& error) {
    throw UsageError(fmt::format("{} is not a {} that can be read: {}", path, kind, error.what()));
  }
}

#else

namespace {
[[noreturn]] void refuse() {
  throw UsageError("this Slope was built without nlohmann-json, and cannot keep checkpoints");
}
}  // namespace

template <class T> void save_checkpoint(const std::string&, const RunIdentity&, const RunState<T>&) {
  refuse();
}
template <class T> std::optional<RunState<T>> load_checkpoint(const std::string&, const RunIdentity&) {
  refuse();
}

#endif

template RunIdentity identity_of(const Network<float>&, const Dataset&, const TrainOptions&);
template RunIdentity identity_of(const Network<double>&, const Dataset&, const TrainOptions&);
template void save_checkpoint(const std::string&, const RunIdentity&, const RunState<float>&);
template void save_checkpoint(const std::string&, const RunIdentity&, const RunState<double>&);
template std::optional<RunState<float>> load_checkpoint(const std::string&, const RunIdentity&);
template std::optional<RunState<double>> load_checkpoint(const std::string&, const RunIdentity&);

}  // namespace slope::detail
