// SPDX-License-Identifier: MIT
// Where another program is tried.
#pragma once

#include <cstdint>

#include "exchange.hpp"
#include "question.hpp"

namespace slope::tool {

struct Sampling {
  std::string from, to;  ///< a number for all variables, or x=-1,y=0; empty: −1000 and 1000
  std::size_t count = 10'000;
  std::uint64_t seed = 1;
};

/// Points of the range or box, dense where implementations fail (see sample_range); sorted if there is one variable.
/// @throws UsageError for what is no range
Points sampled_points(const Question& question, const Sampling& sampling);

/// The points of a file. @throws UsageError, also for a point that is not finite
Points points_of_file(const Question& question, const std::string& file);

}  // namespace slope::tool
