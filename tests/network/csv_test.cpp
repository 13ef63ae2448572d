// SPDX-License-Identifier: MIT
#include "slope/network/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "slope/core/error.hpp"

namespace slope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Dataset read(const std::string& text, const CsvOptions& options = {}) {
  std::istringstream in(text);
  return read_csv(in, "data.csv", options);
}

std::string refusal(const std::string& text, const CsvOptions& options = {}) {
  try {
    read(text, options);
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

std::vector<std::vector<std::string>> records(const std::string& text, char separator = ',') {
  std::istringstream in(text);
  CsvReader reader(in, "data.csv", separator);
  std::vector<std::vector<std::string>> out;
  for (std::vector<std::string> fields; reader.next(fields);) out.push_back(fields);
  return out;
}

TEST(Csv, ReadsRecords) {
  EXPECT_THAT(records("a,b\n1,2\n"), ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2")));
  EXPECT_THAT(records("a,b\r\n1,2"), ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2")));
  EXPECT_THAT(records("\xef\xbb\xbf"
                      "a,b\n\n,\n"),
              ElementsAre(ElementsAre("a", "b"), ElementsAre("", "")));
  EXPECT_THAT(records("\"a,\"\"b\"\"\n c\",d\n"), ElementsAre(ElementsAre("a,\"b\"\n c", "d")));
  EXPECT_THAT(records("a;b", ';'), ElementsAre(ElementsAre("a", "b")));
  EXPECT_THAT(records("a,\"\"\n\"\",b\n"), ElementsAre(ElementsAre("a", ""), ElementsAre("", "b")));
  EXPECT_THAT(records("a,b\"c\n"), ElementsAre(ElementsAre("a", "b\"c")));
  EXPECT_THAT(records(""), ElementsAre());
}

TEST(Csv, RecognisesHeaderAndTask) {
  const Dataset named = read("x,y,kind\n1,2,cat\n3,4,dog\n5,6,cat\n");
  EXPECT_EQ(named.about.task, Task::binary);
  EXPECT_THAT(named.about.features, ElementsAre("x", "y"));
  EXPECT_THAT(named.about.targets, ElementsAre("kind"));
  EXPECT_THAT(named.about.classes, ElementsAre("cat", "dog"));
  EXPECT_THAT(named.labels, ElementsAre(0, 1, 0));
  EXPECT_THAT(named.features, ElementsAre(1, 2, 3, 4, 5, 6));

  const Dataset bare = read("1,2,cat\n3,4,dog\n5,6,eel\n");
  EXPECT_EQ(bare.rows, 3);
  EXPECT_EQ(bare.about.task, Task::classes);
  EXPECT_THAT(bare.about.features, ElementsAre("column 1", "column 2"));

  EXPECT_EQ(read("x,t\n1,0\n2,1\n3,0\n4,1\n").about.task, Task::binary);
  EXPECT_EQ(read("x,t\n1,0.5\n2,1\n3,0\n4,1\n").about.task, Task::regression);
  EXPECT_EQ(read("x,t\n1,1\n2,2\n3,3\n4,4\n").about.task, Task::regression);
  EXPECT_EQ(read("x,t\n1,1\n2,2\n3,3\n4,4\n", {.task = Task::classes}).about.classes.size(), 4);
  // In the order of numbers, not of their texts.
  EXPECT_THAT(read("x,t\n1,10\n1,9\n1,9\n1,10\n1,-1\n1,-1\n").about.classes, ElementsAre("-1", "9", "10"));
  // A class of text among numbers makes all of them texts.
  EXPECT_THAT(read("x,t\n1,1\n1,b\n1,1\n").about.classes, ElementsAre("1", "b"));
}

TEST(Csv, FindsTheTarget) {
  const std::string text = "t,x,y\n1.5,2,3\n4.5,5,6\n";
  for (const char* target : {"t", "1"}) {
    const Dataset data = read(text, {.target = target});
    EXPECT_THAT(data.targets, ElementsAre(1.5, 4.5));
    EXPECT_THAT(data.features, ElementsAre(2, 3, 5, 6));
  }
  EXPECT_THAT(refusal(text, {.target = "z"}), HasSubstr("data.csv has no column 'z': there are t, x, y"));
  EXPECT_THAT(refusal(text, {.target = "4"}), HasSubstr("no column '4'"));
}

TEST(Csv, NamesLineAndColumn) {
  EXPECT_EQ(refusal("x,y,t\n1,2,3\n4,,6\n"), "data.csv, line 3, column 'y': the value is missing");
  EXPECT_EQ(refusal("x,y,t\n1,2,3\n4,NA,6\n"), "data.csv, line 3, column 'y': the value is missing");
  EXPECT_EQ(refusal("x,y,t\n\n1,2,3\n\n4,5e,6\n"), "data.csv, line 5, column 'y': '5e' is not a number");
  EXPECT_EQ(refusal("x,y,t\n1,inf,3\n"), "data.csv, line 2, column 'y': 'inf' is not a finite number");
  EXPECT_EQ(refusal("x,y,t\n1,1e999,3\n"), "data.csv, line 2, column 'y': '1e999' is not a finite number");
  EXPECT_EQ(refusal("x,y,t\n1,2\n"), "data.csv, line 2: 2 fields, where the first line has 3");
  EXPECT_EQ(refusal("x,y,t\n1,2,\n"), "data.csv, line 2, column 't': the value is missing");
  EXPECT_EQ(refusal("x,t\n1,a\n2,b\n", {.task = Task::regression}),
            "data.csv, line 2, column 't': 'a' is not a number");
  EXPECT_THAT(refusal("x,t\n1,\"a\nb\n"), HasSubstr("line 2: a quoted field is not closed"));
  EXPECT_THAT(refusal("x,t\n1,\"a\"b\n"), HasSubstr("line 2: text after the closing quote of field 2"));
  EXPECT_THAT(refusal("x,t\n1,\"a\nb\"\nz,c\n"), HasSubstr("line 4, column 'x'"));
  EXPECT_THAT(refusal(""), HasSubstr("is empty"));
  EXPECT_THAT(refusal("x,t\n"), HasSubstr("no data"));
  EXPECT_THAT(refusal("x\n1\n"), HasSubstr("one column"));
  EXPECT_THAT(refusal("x,t\n1,a\n2,a\n"), HasSubstr("every row is of the class 'a'"));
  EXPECT_THROW(read_csv("no such file.csv"), UsageError);
}

// Names that are numbers, but for the target's, which stands above nothing but numbers.
TEST(Csv, KnowsNamesByTheTargetsColumn) {
  const Dataset named = read("2019,2020,price\n1,2,0.5\n3,4,1.5\n");
  EXPECT_EQ(named.about.task, Task::regression);
  EXPECT_THAT(named.about.features, ElementsAre("2019", "2020"));
  EXPECT_THAT(named.about.targets, ElementsAre("price"));
  EXPECT_THAT(named.features, ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(named.targets, ElementsAre(0.5, 1.5));
  EXPECT_THAT(read("1,price\n2,3.5\n4,5.5\n", {.task = Task::regression}).targets, ElementsAre(3.5, 5.5));
  EXPECT_THAT(read("1,a\n2,3\n4,a\n").about.classes, ElementsAre("3", "a"));
  EXPECT_THAT(read("1,a\n2,3\n4,5\n", {.header = false}).rows, 3);
  EXPECT_EQ(refusal("1,a\n2,b\n", {.task = Task::regression}),
            "data.csv, line 2, column 'column 2': 'b' is not a number");
}

TEST(Csv, FindsTheTargetAmongSpaces) {
  EXPECT_THAT(read("a, b, y\n1, 2, 3.5\n4, 5, 6.5\n", {.target = "b"}).targets, ElementsAre(2, 5));
}

// Names and classes go into model files and pages.
TEST(Csv, RefusesWhatIsNotUtf8) {
  EXPECT_EQ(refusal("gr\xf6\xdf,t\n1,2\n"),
            "data.csv, line 1: field 1 is not UTF-8 (the byte 0xf6): save the file as UTF-8");
  EXPECT_EQ(refusal("x,t\n1,a\n2,gr\xfcn\n"),
            "data.csv, line 3: the text in column 't' is not UTF-8 (the byte 0xfc): save the file as UTF-8");
  EXPECT_THAT(refusal(std::string("\xff\xfex\0,\0t\0\n\0", 10)), HasSubstr("line 1: a zero byte"));
}

TEST(Csv, HasLimits) {
  const std::string text = "x,y,t\n1,2,3\n4,5,6\n";
  EXPECT_THAT(refusal(text, {.limits = {.rows = 2}}), HasSubstr("more than 2 rows"));
  EXPECT_THAT(refusal(text, {.limits = {.columns = 2}}), HasSubstr("more than 2 columns"));
  EXPECT_THAT(refusal("x,t\n12345,1\n", {.limits = {.field_bytes = 4}}), HasSubstr("more than 4 bytes"));
}

TEST(Csv, ReadsNumbersExactly) {
  EXPECT_THAT(read("x,t\n+0.1,0.5\n 1e-320 ,1.5\n-1e-400,2.5\n").features, ElementsAre(0.1, 1e-320, 0));
  for (const char* wrong : {"+-1", "--1", "0x10", "1,5", "1 2", "1d3", "."})
    EXPECT_THAT(refusal(std::string("x,t\n1,2\n\"") + wrong + "\",0.5\n"), HasSubstr("is not a number"))
        << wrong;
}

}  // namespace
}  // namespace slope
