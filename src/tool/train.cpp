// SPDX-License-Identifier: MIT
// slope train
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/Option.hpp>
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>

#include "console.hpp"
#include "options.hpp"
#include "output_file.hpp"
#include "progress.hpp"
#include "slope/network/csv.hpp"
#include "slope/network/model_file.hpp"
#include "training/choices.hpp"
#include "training/pictures.hpp"
#include "training/progress.hpp"

namespace slope::tool {

namespace {

struct Options {
  std::string data;
  TrainChoices choices;
  std::string save, resume, plot, report, pictures;
};

// Where the state of the run is kept: beside the model, or else beside where one is.
std::string checkpoint_of(const Options& options) {
  if (!options.resume.empty()) return options.resume;
  if (!options.save.empty()) return options.save + ".checkpoint";
  return (options.data == "-" ? "stdin" : std::filesystem::path(options.data).stem().string()) +
         ".checkpoint";
}

void require_new(const std::string& checkpoint) {
  std::error_code none;
  if (std::filesystem::exists(checkpoint, none))
    throw UsageError(fmt::format(
        "'{0}' is there from a run that was broken off; add --resume {0} to go on with it, or remove it",
        checkpoint));
}

// Of two outputs in one file the first would be lost, and so would the data under an output.
void require_apart(const Options& options, const std::string& checkpoint) {
  namespace fs = std::filesystem;
  std::error_code none;
  std::vector<std::pair<std::string, std::string>> places = {
      {"DATA", options.data == "-" ? "" : options.data},
      {"--save", options.save},
      {"--plot", options.plot},
      {"--report", options.report},
      {"--pictures", options.pictures},
      {"the checkpoint", checkpoint}};
  std::erase_if(places, [&](const auto& p) { return p.second.empty() || fs::is_other(p.second, none); });
  const auto full = [&](const std::string& path) { return fs::weakly_canonical(fs::absolute(path), none); };
  for (auto a = places.begin(); a != places.end(); ++a)
    for (auto b = a + 1; b != places.end(); ++b)
      if (full(a->second) == full(b->second) || fs::equivalent(a->second, b->second, none))
        throw UsageError(fmt::format("{} and {} are one file, '{}': they need different ones", a->first,
                                     b->first, b->second));
}

// Everything that can be known to go wrong before hours of training.
void require_places(const Options& options, const std::string& checkpoint) {
  if (!options.save.empty()) require_writable("--save", options.save);
  if (!options.plot.empty()) require_writable("--plot", options.plot);
  if (!options.report.empty()) require_writable("--report", options.report);
  if (std::error_code none; std::filesystem::is_directory(options.pictures, none)) {
    require_writable("--pictures", options.pictures + "/loss.svg");
  } else if (!options.pictures.empty()) {
    if (std::filesystem::exists(options.pictures, none))
      throw UsageError(fmt::format("--pictures '{}' is no folder", options.pictures));
    require_writable("--pictures", options.pictures.substr(0, options.pictures.find_last_not_of('/') + 1));
  }
  require_writable("the checkpoint", checkpoint);
  require_apart(options, checkpoint);
  if (options.resume.empty()) require_new(checkpoint);
  else if (!std::filesystem::exists(checkpoint))
    print_note(
        fmt::format("there is no checkpoint '{}' yet; training starts from the beginning", checkpoint));
}

Dataset read_data(const Options& options) {
  return options.data == "-" ? read_csv(std::cin, "standard input", csv_options(options.choices))
                             : read_csv(options.data, csv_options(options.choices));
}

std::vector<Part> parts_of(const Dataset& data, const TrainOptions& how, const Network<double>& network,
                           Loss loss) {
  std::vector<Part> parts;
  const auto add = [&](const char* name, Dataset rows) {
    Evaluation evaluation = evaluate(network, rows, loss);
    parts.push_back({name, std::move(rows), std::move(evaluation)});
  };
  if (how.validation > 0) {
    Split both = split(data, how.validation, how.seed);
    add("training", std::move(both.rest));
    add("validation", std::move(both.held_out));
  } else add("training", data);
  return parts;
}

// A word as a shell reads it.
std::string quoted(const std::string& word) {
  const auto needs_quotes = [](char c) {
    return !std::isalnum(static_cast<unsigned char>(c)) &&
           std::string_view("_-./,:=+@%").find(c) == std::string_view::npos;
  };
  if (!word.empty() && std::none_of(word.begin(), word.end(), needs_quotes)) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

// A command line that goes on with the run.
std::string resuming_command(const Options& options, const std::string& checkpoint) {
  std::string command = "slope";
  for (const std::string& word : typed_arguments()) command += " " + quoted(word);
  return options.resume.empty() ? fmt::format("{} --resume {}", command, quoted(checkpoint)) : command;
}

void save(const Options& options, const Network<double>& network, const Dataset& data) {
  if (!options.save.empty()) write_atomically(options.save, to_json(Model<double>{network, data.about}));
}

class Training {
 public:
  explicit Training(const Options& options)
      : options_(options), checkpoint_(checkpoint_of(options)), how_(train_options(options.choices)) {
    require_places(options, checkpoint_);
    data_ = read_data(options);
    network_.emplace(network_for(data_, options.choices));
    loss_ = how_.loss == Loss::automatic ? loss_for(data_.about.task) : how_.loss;
  }

  int run() {
    print_note(task_of(data_.about));
    Network<double> start = *network_;
    how_.checkpoint = checkpoint_;
    how_.resume = !options_.resume.empty();
    const TrainResult result = [&] {
      const Interruption interruption;
      TrainingProgress progress(how_.epochs, data_.about.task);
      how_.observer = [&](const EpochReport& report) {
        progress.show(report);
        return Interruption::asked() ? Continue::no : Continue::yes;
      };
      return guarded_train();
    }();
    if (result.ended == Ended::by_observer) return interrupted(result);
    start.set_input_scaling(network_->input_scaling());
    start.set_output_scaling(network_->output_scaling());
    start.set_output(network_->output_name());
    const Outcome outcome{
        options_.data == "-" ? "standard input" : std::filesystem::path(options_.data).filename().string(),
        std::move(start),
        *network_,
        loss_,
        method_of(how_),
        result,
        parts_of(data_, how_, *network_, loss_)};
    try {
      write(outcome);
    } catch (const std::exception& e) {
      throw Error(
          fmt::format("{}; what was learned is kept: {}", e.what(), resuming_command(options_, checkpoint_)));
    }
    print_line(outcome_text(outcome));
    flush_results();
    return done;
  }

 private:
  TrainResult guarded_train() {
    try {
      return train(*network_, data_, how_);
    } catch (const TrainingError& e) {
      const bool good = e.epoch > 1;
      if (good) save(options_, *network_, data_);
      throw Error(
          fmt::format("{}; a smaller --rate, or --clip 1, may help{}", e.what(),
                      good && !options_.save.empty()
                          ? fmt::format(". '{}' has the weights of epoch {}", options_.save, e.epoch - 1)
                          : ""));
    }
  }

  int interrupted(const TrainResult& result) const {
    print_note(fmt::format("interrupted after epoch {}; '{}' has the state of the run. To go on:\n  {}",
                           result.history.back().epoch, checkpoint_,
                           resuming_command(options_, checkpoint_)));
    return 128 + Interruption::signal();
  }

  // The model first: without it nothing else is worth having.
  void write(const Outcome& outcome) const {
    save(options_, *network_, data_);
    const std::string plotted = options_.plot.empty() ? "" : stacked(curves(outcome, {600, 330}));
    const std::string page = options_.report.empty() ? "" : outcome_page(outcome);
    const auto pictures = options_.pictures.empty() ? std::vector<std::pair<std::string, plot::Picture>>{}
                                                    : all_pictures(outcome, {600, 380});
    if (!pictures.empty()) std::filesystem::create_directory(options_.pictures);
    for (const auto& [name, picture] : pictures)
      write_atomically(options_.pictures + "/" + name + ".svg", picture.file());
    if (!options_.plot.empty()) write_atomically(options_.plot, plotted);
    if (!options_.report.empty()) write_atomically(options_.report, page);
    std::remove(checkpoint_.c_str());  // the run is over
  }

  static std::string stacked(const std::vector<Figure>& figures) {
    std::vector<plot::Picture> pictures;
    for (const Figure& f : figures) pictures.push_back(f.picture);
    return plot::stacked(pictures).file();
  }

  const Options& options_;
  std::string checkpoint_;
  TrainOptions how_;
  Dataset data_;
  std::optional<Network<double>> network_;
  Loss loss_ = Loss::automatic;
};

}  // namespace

Run add_train(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.description(
      "Train a small network on a CSV file: classes or numbers, whichever the target column holds.");
  app.add_option("DATA", options->data, "A CSV file, with a line of names or without; `-` is standard input")
      ->required();
  options->choices.add_to(app);
  app.add_option("--save", options->save, "Save the model here")->type_name("FILE.json");
  app.add_option("--resume", options->resume,
                 "Go on with a run that was broken off, with the other options as they were")
      ->type_name("CHECKPOINT");
  app.add_option("--plot", options->plot, "Draw the loss and the validation over the epochs")
      ->type_name("FILE.svg");
  app.add_option("--report", options->report,
                 "Write a page with the curves, what was learned, weights and gradients")
      ->type_name("FILE.html");
  app.add_option("--pictures", options->pictures,
                 "Write the pictures of the report as files: loss.svg, validation.svg, decision.svg (of one "
                 "or two inputs), "
                 "confusion.svg, weights-1.svg, ..., gradients.svg and activation.svg")
      ->type_name("FOLDER");
  app.footer(
      "Ctrl-C, or SIGTERM, ends the training after the epoch and says how to resume it; the state of a run "
      "is "
      "kept every second\n"
      "in MODEL.json.checkpoint (without --save in DATA.checkpoint here), until it is over. At most a "
      "twentieth of the time goes\n"
      "into keeping it.\n"
      "\n"
      "Examples:\n"
      "  slope train iris.csv --target species --save iris.json\n"
      "  slope train prices.csv --target price --layers 32,16 --activation relu --epochs 500 --report "
      "prices.html\n"
      "  slope predict iris.json new.csv");
  return [options] { return Training(*options).run(); };
}

}  // namespace slope::tool
