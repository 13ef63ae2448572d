// SPDX-License-Identifier: MIT
// Reading a formula of 1 kB and of 100 kB: a sum of products of powers, calls and decimal numbers, no two
// terms alike, in the part of the languages that both engines read.
#include "slope/expr/parse.hpp"

#include <fmt/format.h>

#include "engines.hpp"
#include "measure.hpp"

namespace slope::bench {
namespace {

std::string formula(std::size_t bytes) {
  std::string text = "x";
  for (int i = 1; text.size() < bytes; ++i) {
    switch (i % 4) {
      case 0: text += fmt::format(" + {}*x^{}*sin({}*y)", i, i % 7 + 2, i); break;
      case 1: text += fmt::format(" - {}.5*exp(-x*z/{})", i, i); break;
      case 2: text += fmt::format(" + x*y/{}", i); break;
      default: text += fmt::format(" - (x + {})*cos(z - {})^2", i, i);
    }
  }
  return text;
}

const bool added = [] {
  for (const std::size_t kilobytes : {1u, 100u}) {
    const std::string name = fmt::format("parse_{}_kB", kilobytes);
    const auto text = [kilobytes](const std::string&) { return formula(kilobytes * 1000); };
    add_both<Slope>(name, 1, text, [](const std::string& s) { return parse(s); });
    add_peer<Ginac>(name, 1, text, [](const std::string& s) { return GiNaC::parser()(s); });
  }
  return true;
}();

}  // namespace
}  // namespace slope::bench
