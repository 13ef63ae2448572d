// SPDX-License-Identifier: MIT
// Points to another program, results from it.
#pragma once

#include <chrono>
#include <functional>
#include <vector>

#include "result_reader.hpp"

namespace slope::tool {

/// The other program failed: it died, hung, or wrote something else than one result for each point. The message says
/// which, and shows what the program wrote to its standard error.
struct ProgramFailure : Error {
  using Error::Error;
};

/// Points of one or more variables, one after the other.
struct Points {
  std::size_t variables = 1;
  std::vector<double> coordinates;

  std::size_t count() const { return coordinates.size() / variables; }
  std::span<const double> operator[](std::size_t i) const {
    return std::span(coordinates).subspan(i * variables, variables);
  }
};

struct Exchange {
  std::string command;  ///< for /bin/sh
  Wire wire;
  std::size_t columns = 1;            ///< numbers in a result
  std::chrono::milliseconds silence;  ///< the longest time without reading, writing or ending
};

/// Starts the program, writes all points to its standard input, reads one result for each from its standard output, and
/// hands it over as it comes, with its index, from 0. The program may read and write in any rhythm: neither side waits
/// for the other. Memory: the points, and buffers of constant size.
/// When it returns or throws, the program and what it has started have ended. Returns notes on a program that did
/// what it should, but not only that.
/// @throws ProgramFailure
std::vector<std::string> run_exchange(
    const Exchange& exchange, const Points& points,
    const std::function<void(std::size_t, std::span<const double>)>& result);

/// `x = 0.5, y = 2`.
std::string describe(std::span<const double> point, const std::vector<std::string>& names, NumberType type);

}  // namespace slope::tool
