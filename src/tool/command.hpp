// SPDX-License-Identifier: MIT
// The subcommands of the program. Each states its options on an `App` of its own and says what to do with
// them.
#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <functional>
#include <string>
#include <vector>

namespace slope::tool {

/// Exit codes: done or proved; a mathematical "no"; bad input or usage; neither proved nor refuted.
inline constexpr int done = 0, refused = 1, bad_input = 2, undecided = 3;

/// Runs a subcommand once its options have been read; returns the exit code.
using Run = std::function<int()>;

/// What was typed after `slope`.
const std::vector<std::string>& typed_arguments();

/// @{ Adds the subcommand's options, examples and help to `app`.
Run add_diff(CLI::App& app);
Run add_simplify(CLI::App& app);
Run add_eval(CLI::App& app);
Run add_prove(CLI::App& app);
Run add_functions(CLI::App& app);
Run add_verify(CLI::App& app);
Run add_check(CLI::App& app);
Run add_gradients(CLI::App& app);
Run add_train(CLI::App& app);
Run add_predict(CLI::App& app);
Run add_show(CLI::App& app);
/// @}

}  // namespace slope::tool
