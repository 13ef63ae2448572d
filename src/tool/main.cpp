// SPDX-License-Identifier: MIT
// The program `slope`: finds the subcommand and its options, and turns every failure into a message and exit
// code 2.
#include <fmt/format.h>

#include <CLI/Option.hpp>
#include <algorithm>
#include <csignal>
#include <exception>
#include <iterator>

#include "console.hpp"
#include "options.hpp"
#include "slope/expr/names.hpp"

namespace slope::tool {

namespace {

struct Command {
  std::string_view name;
  Run (*add)(CLI::App&);
};
constexpr Command commands[] = {
    {"diff", add_diff},           {"simplify", add_simplify},  {"eval", add_eval},
    {"prove", add_prove},         {"verify", add_verify},      {"check", add_check},
    {"train", add_train},         {"predict", add_predict},    {"show", add_show},
    {"gradients", add_gradients}, {"functions", add_functions}};

std::vector<std::string>& typed() {
  static std::vector<std::string> arguments;
  return arguments;
}

std::vector<std::string_view> command_names() {
  std::vector<std::string_view> names;
  for (const Command& c : commands) names.push_back(c.name);
  return names;
}

bool is_option(const std::string& argument) { return argument.starts_with("--") && argument != "--"; }

[[noreturn]] void no_option(const CLI::App& app, const std::string& name) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    if (!option->get_lnames().empty()) names.push_back("--" + option->get_lnames().front());
  const std::vector<std::string_view> views(names.begin(), names.end());
  throw UsageError(fmt::format("there is no option {}{}; the options are {}", name, suggestion(name, views),
                               fmt::join(names, ", ")));
}

// The arguments with formulas such as -x^2 marked, so that they are not taken for options.
std::vector<std::string> with_formulas_marked(CLI::App& app, std::vector<std::string> arguments) {
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    std::string& argument = arguments[i];
    if (is_option(argument)) {
      const auto equals = argument.find('=');
      const std::string name = argument.substr(0, equals);
      const CLI::Option* const option = app.get_option_no_throw(name);
      if (!option) no_option(app, name);
      const bool takes_value = option->get_items_expected_min() > 0;
      if (takes_value && equals == std::string::npos && i + 1 < arguments.size()) {
        if (arguments[i + 1].empty()) throw UsageError(fmt::format("{} needs a value; got ''", name));
        // A value such as -x^2 is joined to the option, or CLI11 takes it for one.
        if (std::string& value = arguments[i + 1]; value.starts_with('-') && !is_option(value)) {
          argument += "=" + value;
          arguments.erase(arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        } else ++i;
      }
    } else if (argument.starts_with('-') && argument != "-" && argument != "-h") {
      argument = marked(argument);
    }
  }
  return arguments;
}

void read_options(CLI::App& app, const std::vector<std::string>& arguments) {
  auto list = with_formulas_marked(app, arguments);
  std::reverse(list.begin(), list.end());  // as CLI11 wants it
  try {
    app.parse(list);
  } catch (const CLI::ExtrasError&) {
    const auto& options = app.get_options();
    const bool takes_formula = std::any_of(options.begin(), options.end(), [](const CLI::Option* o) {
      return o->get_positional() && o->get_name(true) != "DATA" && o->get_name(true) != "MODEL";
    });
    if (!takes_formula)
      throw UsageError(fmt::format("there is a word too many; `{} --help` explains", app.get_name()));
    throw UsageError(fmt::format(
        "one formula at a time; put it in quotes, so that the shell keeps it in one piece: {} '...'",
        app.get_name()));
  }
}

std::string overview() {
  return "Derivatives of formulas: exact, simplified, with their derivation, in many notations; and what "
         "they are good for.\n"
         "\n"
         "Usage: slope COMMAND [ARGUMENTS]\n"
         "\n"
         "Commands:\n"
         "  diff        the derivative of a formula, or its value at a point\n"
         "  simplify    a formula in the form that reads best\n"
         "  eval        the value of a formula at a point, to any number of digits\n"
         "  prove       whether two formulas are equal: proved, refuted by a point, or undecided\n"
         "  verify      what independent witnesses say of a derivative\n"
         "  check       what another program computes, compared with the true values\n"
         "  train       a small network on a CSV file\n"
         "  predict     the rows of a CSV file by a model that was trained\n"
         "  show        what is in a model\n"
         "  gradients   how gradients vanish in deep networks, and what helps\n"
         "  functions   the functions that formulas may use\n"
         "\n"
         "Options:\n"
         "  --help      this text; after a command, the help of the command\n"
         "  --version   the version\n"
         "\n"
         "Examples:\n"
         "  slope diff 'sigmoid(x)'                         prints sigmoid(x)*(1 - sigmoid(x))\n"
         "  slope eval 'sin(x)/x' --at x=0.5 --digits 30    prints 0.958851077208406000546575870431\n"
         "\n"
         "Results go to standard output, notes and errors to standard error. Exit codes: 0 done, 1 a "
         "mathematical no, 2 bad input\nor usage, 3 undecided.";
}

[[noreturn]] void no_command(const std::string& name) {
  const auto names = command_names();
  throw UsageError(
      fmt::format("there is no command '{}'{}; the commands are {}. To differentiate a formula: "
                  "slope diff 'sigmoid(x)'",
                  name.substr(0, 60), suggestion(name, names), fmt::join(names, ", ")));
}

int run(const std::vector<std::string>& arguments) {
  if (arguments.empty()) throw UsageError("no command is given; `slope --help` lists them");
  const std::string& name = arguments.front();
  if (name == "--help" || name == "-h" || name == "help" || name == "--version") {
    print_line(name == "--version" ? "slope " SLOPE_VERSION : overview());
    flush_results();
    return done;
  }
  const auto command = std::find_if(std::begin(commands), std::end(commands),
                                    [&](const Command& c) { return c.name == name; });
  if (command == std::end(commands)) no_command(name);
  CLI::App app("", "slope " + name);
  app.get_formatter()->column_width(20);
  app.set_help_flag("-h,--help", "Print this text");
  typed() = arguments;
  const Run go = command->add(app);
  try {
    read_options(app, {arguments.begin() + 1, arguments.end()});
  } catch (const CLI::CallForHelp&) {
    std::string help = app.help();
    while (help.ends_with('\n')) help.pop_back();
    print_line(help);
    flush_results();
    return done;
  } catch (const CLI::ParseError& e) {
    throw UsageError(fmt::format("{}; `slope {} --help` explains", e.what(), name));
  }
  return go();
}

}  // namespace

const std::vector<std::string>& typed_arguments() { return typed(); }

}  // namespace slope::tool

int main(int argc, char** argv) {
  using namespace slope::tool;
  std::signal(SIGXFSZ, SIG_IGN);  // so that a limit of file sizes is an error like a full disk
  try {
    return run({argv + std::min(argc, 1), argv + argc});
  } catch (const OutputError& e) {
    if (!e.quiet) print_error(e.what());
  } catch (const std::bad_alloc&) {
    print_error("out of memory");
  } catch (const std::exception& e) {
    print_error(e.what());
  }
  std::fflush(nullptr);
  return bad_input;
}
