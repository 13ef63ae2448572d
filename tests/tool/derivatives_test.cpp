// SPDX-License-Identifier: MIT
// Derivatives as the program prints them, from a table of expression, variable, order and text.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "shell.hpp"

namespace slope::tool {

namespace {

struct Derivative {
  std::string expression, variable, order, text;
};

std::vector<Derivative> read_table() {
  std::ifstream in(TRANSCRIPTS "/derivatives.tsv");
  std::vector<Derivative> table;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream cells(line);
    Derivative& d = table.emplace_back();
    for (std::string* cell : {&d.expression, &d.variable, &d.order, &d.text})
      std::getline(cells, *cell, '\t');
  }
  return table;
}

TEST(Derivatives, PrintExactlyThis) {
  const auto table = read_table();
  ASSERT_GE(table.size(), 18u);
  for (const Derivative& d : table) {
    const Outcome got = run("slope diff '" + d.expression + "' --by " + d.variable + " --order " + d.order);
    EXPECT_EQ(got, (Outcome{d.text + "\n", "", 0})) << d.expression << "\n" << got.out << got.err;
  }
}

}  // namespace

}  // namespace slope::tool
