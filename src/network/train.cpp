// SPDX-License-Identifier: MIT
#include "slope/network/train.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>

#include "checkpoint.hpp"
#include "pace.hpp"
#include "slope/network/metrics.hpp"
#include "slope/parallel/parallel.hpp"

namespace slope {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

void check_options(const TrainOptions& o) {
  const auto demand = [](bool good, const char* option, double value, const char* range) {
    if (!good) throw UsageError(fmt::format("training's {} must be {}, not {}", option, range, value));
  };
  demand(o.epochs > 0, "epochs", 0, "1 or more");
  demand(o.l2 >= 0 && std::isfinite(o.l2), "l2", o.l2, "0 or more");
  demand(o.dropout >= 0 && o.dropout < 1, "dropout", o.dropout, "from 0 to below 1");
  demand(o.clip_norm >= 0, "clip_norm", o.clip_norm, "0 or more");
  demand(o.huber_delta > 0, "huber_delta", o.huber_delta, "more than 0");
  demand(o.validation >= 0 && o.validation < 1, "validation", o.validation, "from 0 to below 1");
  demand(o.checkpoint_seconds >= 0, "checkpoint_seconds", o.checkpoint_seconds, "0 or more");
  if (o.patience > 0 && o.validation == 0)
    throw UsageError("training with patience needs a validation split: give validation too");
  if (o.resume && o.checkpoint.empty())
    throw UsageError("training is to be resumed, and no checkpoint is named");
  if (std::holds_alternative<Lbfgs>(o.optimizer) && o.dropout > 0)
    throw UsageError(
        "L-BFGS does not go with dropout: its line search needs the same loss at every evaluation");
}

// The rows of a batch, copied together.
template <class T>
void gather(const BatchStorage<T>& from, std::span<const std::size_t> rows, BatchStorage<T>& to) {
  const auto copy = [&](const auto& source, auto& out) {
    const std::size_t columns = source.size() / from.rows;
    out.resize(rows.size() * columns);
    for (std::size_t i = 0; i < rows.size(); ++i)
      std::copy_n(source.data() + rows[i] * columns, columns, out.data() + i * columns);
  };
  to.rows = rows.size();
  copy(from.features, to.features);
  copy(from.targets, to.targets);
  copy(from.labels, to.labels);
}

// A training run.
template <class T> class Run {
 public:
  Run(Network<T>& network, const Dataset& data, const TrainOptions& options)
      : network_(network),
        data_(data),
        options_(options),
        loss_(options.loss == Loss::automatic ? loss_for(data.about.task) : options.loss),
        optimizer_(options.optimizer, network.parameters().size()),
        random_(options.seed) {
    check_options(options);
    data.check();
    if (network.output() == Output::automatic && loss_ == Loss::binary_cross_entropy)
      network.set_output("sigmoid");
    if (network.output() == Output::automatic && loss_ == Loss::cross_entropy) network.set_output("softmax");
    if (network.output() == Output::automatic) network.set_output("identity");
    Split parts;
    const bool validates = options.validation > 0;
    if (validates) parts = split(data, options.validation, options.seed);
    const Dataset& learned = validates ? parts.rest : data;
    standardize(learned);
    rows_ = prepare(network, learned, loss_);
    if (validates) validation_ = prepare(network, parts.held_out, loss_);
    taped_.emplace(network);
    if (!options.checkpoint.empty()) identity_ = detail::identity_of(network, data, options);
  }

  TrainResult run() {
    const ThreadLimit limit(options_.threads);
    state_.best_loss = std::numeric_limits<double>::infinity();
    state_.parameters.assign(network_.parameters().begin(), network_.parameters().end());
    if (options_.resume) resume();
    state_.history.reserve(std::min<std::size_t>(options_.epochs, 1 << 14));
    Ended ended = Ended::all_epochs;
    while (state_.epoch < options_.epochs && !out_of_patience()) {
      const EpochReport report = epoch();
      const bool stopped = options_.observer && options_.observer(report) == Continue::no;
      keep(stopped || state_.epoch == options_.epochs || out_of_patience());
      if (stopped && state_.epoch < options_.epochs && !out_of_patience()) {
        ended = Ended::by_observer;
        break;
      }
    }
    if (out_of_patience()) ended = Ended::early;
    const bool to_best = ended != Ended::by_observer && !state_.best.empty();
    set_network(to_best ? state_.best : state_.parameters);
    return {std::move(state_.history), ended, state_.best_epoch};
  }

 private:
  void standardize(const Dataset& learned) {
    if (!options_.standardize) return;
    if (network_.input_scaling().empty())
      network_.set_input_scaling(Standardizer::of(learned.features, learned.inputs()));
    const bool is_plain = network_.layers().back().activation == Activation();
    if (learned.about.task == Task::regression && is_plain && network_.output_scaling().empty())
      network_.set_output_scaling(Standardizer::of(learned.targets, learned.outputs()));
  }

  void resume() {
    std::optional<detail::RunState<T>> state = detail::load_checkpoint<T>(options_.checkpoint, identity_);
    if (!state) return;
    const auto fits = [&](const std::vector<T>& p) {
      return p.size() == network_.parameters().size() &&
             std::all_of(p.begin(), p.end(), [](T x) { return std::isfinite(x); });
    };
    if (!fits(state->parameters) || (!state->best.empty() && !fits(state->best)) ||
        state->history.size() != state->epoch || state->best_epoch > state->epoch)
      throw UsageError(fmt::format("{} is not the state of a run: it was edited; remove it to start anew",
                                   options_.checkpoint));
    state_ = std::move(*state);
    optimizer_.restore(state_.optimizer);
    random_ = Random(state_.random);
    taped_->set_parameters(state_.parameters);
  }

  void set_network(const std::vector<T>& parameters) {
    std::copy(parameters.begin(), parameters.end(), network_.parameters().begin());
  }

  bool out_of_patience() const {
    return options_.patience > 0 && state_.epoch >= state_.best_epoch + options_.patience;
  }

  EpochReport epoch() {
    const double factor = rate_factor(options_.schedule, state_.epoch, options_.epochs);
    const bool full = std::holds_alternative<Lbfgs>(options_.optimizer);
    EpochReport report{state_.epoch + 1, full ? full_batch(factor) : batches(factor), nan, nan,
                       rate_of(options_.optimizer) * factor};
    check_parameters();
    ++state_.epoch;
    taped_->get_parameters(state_.parameters);
    set_network(state_.parameters);
    if (validation_.rows > 0) validate(report);
    state_.history.push_back(report);
    return report;
  }

  // One pass over the rows in random order. @returns the mean loss
  double batches(double factor) {
    const std::size_t size = options_.batch == 0 ? rows_.rows : std::min(options_.batch, rows_.rows);
    order_.resize(rows_.rows);
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    if (size < rows_.rows) random_.shuffle(std::span(order_));
    double sum = 0;
    for (std::size_t first = 0; first < rows_.rows; first += size) {
      const std::size_t n = std::min(size, rows_.rows - first);
      if (n < rows_.rows) gather(rows_, std::span<const std::size_t>(order_).subspan(first, n), batch_);
      sum += static_cast<double>(n) * static_cast<double>(record(n < rows_.rows ? batch_ : rows_));
      step(factor);
    }
    return sum / static_cast<double>(rows_.rows);
  }

  T record(const BatchStorage<T>& rows) {
    const T loss = taped_->record(rows.batch(), loss_,
                                  {.l2 = options_.l2,
                                   .dropout = options_.dropout,
                                   .random = &random_,
                                   .huber_delta = options_.huber_delta});
    if (!std::isfinite(loss)) refuse(taped_->first_bad_layer(), fmt::format("the loss is {}", loss));
    return loss;
  }

  void step(double factor) {
    const auto* const sgd = std::get_if<Sgd>(&options_.optimizer);
    if (sgd != nullptr && sgd->momentum == 0 && options_.clip_norm == 0) {
      optimizer_.start();
      return taped_->descend(static_cast<T>(factor) * static_cast<T>(sgd->rate));
    }
    taped_->reverse();
    double shrink = 1;
    if (options_.clip_norm > 0) {
      double squares = 0;
      for_all_parts([&](std::size_t, std::span<T>, std::span<const T> gradient) {
        for (const T g : gradient) squares += static_cast<double>(g) * static_cast<double>(g);
      });
      const double norm = std::sqrt(squares);
      if (norm > options_.clip_norm) shrink = options_.clip_norm / norm;
    }
    optimizer_.start();
    for_all_parts([&](std::size_t offset, std::span<T> parameters, std::span<const T> gradient) {
      optimizer_.update(offset, parameters, gradient, factor, shrink);
    });
  }

  template <class F> void for_all_parts(const F& f) {
    for (std::size_t i = 0; i < network_.layers().size(); ++i) {
      const std::size_t offset = network_.layers()[i].offset;
      const std::span<T> weights = taped_->weights(i);
      f(offset, weights, taped_->weight_gradient(i));
      f(offset + weights.size(), taped_->bias(i), taped_->bias_gradient(i));
    }
  }

  double full_batch(double factor) {
    const auto evaluate = [&](std::span<const T> parameters, std::span<T> gradient) {
      taped_->set_parameters(parameters);
      const T loss =
          taped_->record(rows_.batch(), loss_, {.l2 = options_.l2, .huber_delta = options_.huber_delta});
      taped_->reverse();
      taped_->get_gradient(gradient);
      return loss;
    };
    std::vector<T> parameters = state_.parameters;
    const T loss = optimizer_.minimize(parameters, evaluate, factor);
    if (!std::isfinite(loss)) refuse(taped_->first_bad_layer(), fmt::format("the loss is {}", loss));
    taped_->set_parameters(parameters);
    return static_cast<double>(loss);
  }

  void validate(EpochReport& report) {
    report.validation_loss = static_cast<double>(
        taped_->record(validation_.batch(), loss_, {.huber_delta = options_.huber_delta}));
    report.validation_metric = validation_metric();
    if (!(report.validation_loss < state_.best_loss)) return;
    state_.best_loss = report.validation_loss;
    state_.best_epoch = state_.epoch;
    if (options_.patience > 0) state_.best = state_.parameters;
  }

  // Of the outputs on the tape: accuracy, or the root mean squared error in the units of the data.
  double validation_metric() const {
    const std::span<const T> z = taped_->outputs();
    const std::size_t columns = network_.outputs();
    double sum = 0;
    if (data_.about.task == Task::regression) {
      for (std::size_t i = 0; i < z.size(); ++i) {
        const auto& scaling = network_.output_scaling();
        const double d = static_cast<double>(z[i]) - static_cast<double>(validation_.targets[i]);
        const double in_units = scaling.empty() ? d : d * scaling.scale[i % columns];
        sum += in_units * in_units;
      }
      return std::sqrt(sum / static_cast<double>(z.size()));
    }
    // On logits the border between two classes is 0, not 1/2.
    const T border = loss_ == Loss::binary_cross_entropy ? T(0) : T(0.5);
    const auto is_one = [&](T x) { return x >= border; };
    for (std::size_t row = 0; row < validation_.rows; ++row) {
      const T* const y = z.data() + row * columns;
      const auto largest = static_cast<std::size_t>(std::max_element(y, y + columns) - y);
      bool right = false;
      if (loss_ == Loss::cross_entropy) right = largest == validation_.labels[row];
      else if (columns == 1) right = is_one(*y) == (validation_.targets[row] == T(1));
      else right = validation_.targets[row * columns + largest] == T(1);
      sum += right ? 1 : 0;
    }
    return sum / static_cast<double>(validation_.rows);
  }

  void check_parameters() {
    const auto finite = [](std::span<const T> x) {
      return std::all_of(x.begin(), x.end(), [](T v) { return std::isfinite(v); });
    };
    for (std::size_t i = 0; i < network_.layers().size(); ++i)
      if (!finite(taped_->weights(i)) || !finite(taped_->bias(i))) refuse(i, "a weight is no longer finite");
  }

  [[noreturn]] void refuse(std::size_t layer, const std::string& what) {
    set_network(state_.parameters);
    const std::size_t layers = network_.layers().size(), number = std::min(layer + 1, layers);
    throw TrainingError(
        fmt::format("epoch {}, layer {} of {}: {}. The network has the weights of epoch {}: try a smaller "
                    "rate, or clip_norm",
                    state_.epoch + 1, number, layers, what, state_.epoch),
        state_.epoch + 1, number);
  }

  void keep(bool is_last) {
    if (options_.checkpoint.empty()) return;
    const auto now = std::chrono::steady_clock::now();
    if (!is_last && !pace_.is_due(now)) return;
    state_.random = random_.state();
    state_.optimizer = optimizer_.state();
    detail::save_checkpoint(options_.checkpoint, identity_, state_);
    pace_.wrote(now, std::chrono::steady_clock::now());
  }

  Network<T>& network_;
  const Dataset& data_;
  const TrainOptions& options_;
  Loss loss_;
  Optimizer<T> optimizer_;
  Random random_;
  BatchStorage<T> rows_, validation_, batch_;
  std::optional<TapedNetwork<T>> taped_;
  std::vector<std::size_t> order_;
  detail::RunIdentity identity_;
  detail::RunState<T> state_;
  detail::Pace pace_{options_.checkpoint_seconds, std::chrono::steady_clock::now()};
};

}  // namespace

template <class T> TrainResult train(Network<T>& network, const Dataset& data, const TrainOptions& options) {
  return Run<T>(network, data, options).run();
}

template TrainResult train(Network<float>&, const Dataset&, const TrainOptions&);
template TrainResult train(Network<double>&, const Dataset&, const TrainOptions&);

}  // namespace slope
