// SPDX-License-Identifier: MIT
#include "../../src/tool/check/result_reader.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <random>

namespace slope::tool {

namespace {

using Random = std::mt19937_64;
constexpr auto f64 = NumberType::float64, f32 = NumberType::float32;

TEST(Wire, NumbersAreReadToTheNearest) {
  EXPECT_EQ(read_number("0.1", f64), 0.1);
  EXPECT_EQ(read_number("-1.5e-3", f64), -1.5e-3);
  EXPECT_EQ(read_number("+7", f64), 7.0);
  EXPECT_EQ(read_number(".5", f64), 0.5);
  EXPECT_EQ(read_number("5.", f64), 5.0);
  EXPECT_EQ(read_number("0x1.8p3", f64), 12.0);
  EXPECT_EQ(read_number("-0X1p-1074", f64), -4.9406564584124654e-324);
  EXPECT_EQ(read_number("1e400", f64), HUGE_VAL);
  EXPECT_EQ(read_number("-1e400", f64), -HUGE_VAL);
  EXPECT_EQ(read_number("1e-400", f64), 0.0);
  EXPECT_EQ(read_number("4.9e-324", f64), 4.9406564584124654e-324);
  EXPECT_EQ(read_number("0.1", f32), static_cast<double>(0.1f));
  EXPECT_EQ(read_number("1e39", f32), HUGE_VAL);
  EXPECT_EQ(read_number("1e-45", f32), std::ldexp(1.0, -149));
  // Through double this would be rounded twice, to the other neighbour.
  EXPECT_EQ(read_number("1.00000017881393432617187499", f32),
            static_cast<double>(1.00000011920928955078125f));
  EXPECT_TRUE(std::signbit(*read_number("-0", f64)));
  EXPECT_TRUE(std::isnan(*read_number("-NaN", f64)));
  for (const char* text :
       {"",   "-",  "+",   "--1",    "+-1",   "-+1",     "0x",   "0x-1", "0xinf",     "1,5", "1 ", " 1",
        "1e", "e5", "abc", "nan(1)", "1.2.3", "infinit", "\xff", "1\n",  "tensor(1)", "1f",  "0b1"})
    EXPECT_FALSE(read_number(text, f64)) << text;
}

TEST(Wire, NumbersComeBackAsTheyWereWritten) {
  Random random(1);
  for (int i = 0; i < 20'000; ++i) {
    const auto bits = random();
    double x;
    std::memcpy(&x, &bits, sizeof x);
    if (!std::isnan(x)) {
      ASSERT_EQ(read_number(write_number(x, f64), f64), x);
    }
    float y;
    std::memcpy(&y, &bits, sizeof y);
    if (!std::isnan(y)) {
      ASSERT_EQ(read_number(write_number(static_cast<double>(y), f32), f32), static_cast<double>(y));
    }
  }
}

TEST(Wire, ForeignBytesAreShownHarmlessly) {
  EXPECT_EQ(printable("a\x1b[2J\n\x80", 100), "a\\x1b[2J\\x0a\\x80");
  EXPECT_EQ(printable("σ′", 100), "σ′");
  EXPECT_EQ(printable("abcdef", 3), "abc...");
  EXPECT_EQ(printable("\xc2\x9b", 100), "\\xc2\\x9b");  // a control character of eight bits
}

// What a plain reading of a whole text gives: the results before the first bad one, and whether there is one.
struct Plain {
  std::vector<double> numbers;
  bool bad = false;
};
Plain read_plainly(const std::string& text, std::size_t columns, NumberType type) {
  Plain plain;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string line = text.substr(at, end - at);
    at = end + 1;
    plain.bad = true;
    if (line.size() > 1000 * columns) return plain;
    for (char& c : line)
      if (c == ',' || c == '\t' || c == '\r') c = ' ';
    std::vector<double> row;
    for (std::size_t i = 0; i < line.size();) {
      if (line[i] == ' ') {
        ++i;
        continue;
      }
      const std::size_t stop = std::min(line.find(' ', i), line.size());
      const auto number = read_number(std::string_view(line).substr(i, stop - i), type);
      if (!number) return plain;
      row.push_back(*number);
      i = stop;
    }
    if (row.size() != columns) return plain;
    plain.numbers.insert(plain.numbers.end(), row.begin(), row.end());
    plain.bad = false;
  }
  return plain;
}

// The same from a reader that gets the text in pieces.
Plain read_in_pieces(const std::string& text, std::size_t columns, Wire wire, Random& random) {
  ResultReader reader(wire, columns);
  Plain found;
  std::vector<double> result(columns);
  try {
    const auto take = [&] {
      while (reader.next(result)) found.numbers.insert(found.numbers.end(), result.begin(), result.end());
    };
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t n = random() % 3 == 0 ? random() % 3000 : random() % 10;
      reader.add(std::string_view(text).substr(at, n));
      at += n;
      take();
    }
    reader.end();
    take();
    EXPECT_TRUE(reader.rest().empty());
  } catch (const BadResult& e) {
    found.bad = true;
    EXPECT_LT(std::strlen(e.what()), 500u);
  }
  return found;
}

bool equal(const Plain& a, const Plain& b) {
  if (a.bad != b.bad || a.numbers.size() != b.numbers.size()) return false;
  for (std::size_t i = 0; i < a.numbers.size(); ++i)
    if (a.numbers[i] != b.numbers[i] && !(std::isnan(a.numbers[i]) && std::isnan(b.numbers[i]))) return false;
  return true;
}

std::string random_text(Random& random) {
  static const std::vector<std::string> good = {"1",  "-2.5e3", "inf", "nan", "0x1p3", "1e999", "\n", "\n",
                                                "\n", "\r\n",   " ",   ",",   "\t",    "7",     "0"};
  static const std::vector<std::string> bad = {
      "x", "1,,2", "--", std::string(1, '\0'), "\xff", std::string(1500, '9'), "\n\n"};
  std::string text;
  const auto pick = [&](const auto& list) { return list[random() % list.size()]; };
  if (random() % 4 == 0) {  // lines as they should be
    const std::size_t columns = 1 + random() % 3;
    for (auto n = random() % 10; n > 0; --n) {
      for (std::size_t i = 0; i < columns; ++i) text += (i > 0 ? " " : "") + std::to_string(random());
      text += "\n";
    }
  }
  for (auto n = random() % 40; n > 0; --n) {
    text += pick(random() % 30 == 0 ? bad : good);
    if (random() % 2 == 0) text += random() % 2 ? "\n" : " ";
  }
  return random() % 4 == 0 ? text.substr(0, text.size() / 2) : text;
}

TEST(ResultReaderFuzz, TextInAnyPieces) {
  Random random(2);
  std::size_t whole = 0;
  for (int i = 0; i < 50'000; ++i) {
    const std::string text = random_text(random);
    const std::size_t columns = 1 + random() % 3;
    const NumberType type = random() % 2 ? f32 : f64;
    const Plain expected = read_plainly(text, columns, type);
    ASSERT_TRUE(equal(read_in_pieces(text, columns, {type, false}, random), expected)) << text;
    whole += !expected.bad && expected.numbers.size() > 2;
  }
  EXPECT_GT(whole, 500u);  // not only what is broken
}

TEST(ResultReaderFuzz, AnyBytes) {
  Random random(3);
  for (int i = 0; i < 20'000; ++i) {
    std::string text(random() % 200, '\0');
    for (char& c : text) c = static_cast<char>(random());
    ASSERT_TRUE(equal(read_in_pieces(text, 2, {f64, false}, random), read_plainly(text, 2, f64)));
    const Plain bytes = read_in_pieces(text, 2, {f32, true}, random);
    ASSERT_EQ(bytes.numbers.size(), text.size() / 8 * 2);
    ASSERT_EQ(bytes.bad, text.size() % 8 != 0);
  }
}

}  // namespace

}  // namespace slope::tool
