// SPDX-License-Identifier: MIT
// Formulas from standard input: answered one by one, in constant memory.
#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "shell.hpp"

namespace slope::tool {

namespace {

TEST(Stream, AnswersEachLineBeforeTheNextIsWritten) {
  Conversation slope("slope diff - --by x");
  const std::pair<const char*, const char*> exchange[] = {{"x^2\n", "2*x"},
                                                          {"x*y\r\n", "y"},
                                                          {"\n", ""},
                                                          {"sigmoid(x)\n", "sigmoid(x)*(1 - sigmoid(x))"},
                                                          {"7\n", "0"}};
  for (const auto& [formula, derivative] : exchange) {
    slope.write(formula);
    EXPECT_EQ(slope.read_line(), derivative);
  }
  EXPECT_EQ(slope.finish(), 0);
}

TEST(Stream, AnswersALastLineWithoutAnEnd) {
  Conversation slope("slope simplify -");
  slope.write("x + x");
  slope.close_input();
  EXPECT_EQ(slope.read_line(), "2*x");
  EXPECT_EQ(slope.finish(), 0);
}

// Peak memory of the program over so many different formulas.
long peak_kilobytes(int lines) {
  Conversation slope("slope diff -");
  std::thread writer([&] {
    for (int i = 1; i <= lines; ++i) slope.write("sin(" + std::to_string(i) + "*x)\n");
    slope.close_input();
  });
  int right = 0;
  for (int i = 1; i <= lines; ++i) {
    const std::string n = i == 1 ? "" : std::to_string(i) + "*";
    const std::string expected = n + "cos(" + n + "x)";
    right += slope.read_line() == expected;
  }
  EXPECT_EQ(right, lines);
  writer.join();
  EXPECT_EQ(slope.finish(), 0);
  return slope.peak_kilobytes;
}

TEST(Stream, HoldsNeitherInputNorAnswers) {
  [[maybe_unused]] const long few = peak_kilobytes(200'000), many = peak_kilobytes(400'000);
#ifndef __SANITIZE_ADDRESS__  // which keeps freed memory
  EXPECT_LT(many, few + few / 4);
#endif
}

}  // namespace

}  // namespace slope::tool
