// SPDX-License-Identifier: MIT
// Files that slope train, predict and show are given, and what may be wrong with them.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "in_folder.hpp"
#include "slope/network/model_file.hpp"

namespace slope::tool {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Places : public InFolder {
 protected:
  Places() { write("data.csv", "a,b,y\n1,2,no\n2,3,yes\n3,1,no\n4,5,yes\n5,5,no\n6,1,yes\n"); }

  void write(const std::string& name, const std::string& text) const { std::ofstream(file(name)) << text; }
  bool exists(const std::string& name) const { return std::filesystem::exists(file(name)); }
};

TEST_F(Places, OfTwoOutputsAreDifferent) {
  const std::string train = "slope train data.csv --epochs 1 ";
  std::filesystem::create_symlink("data.csv", file("link.csv"));
  write("a file", "");
  for (const char* const options :
       {"--save m.json --resume m.json", "--save m.json --plot ./m.json", "--plot p.svg --report p.svg",
        "--save data.csv", "--report link.csv", "--save m.json --plot m.json.checkpoint",
        "--save m.json --pictures m.json", "--pictures 'a file'", "--pictures m.json/sub"}) {
    const Outcome outcome = here(train + options);
    EXPECT_EQ(outcome.code, 2) << options;
    EXPECT_EQ(outcome.out, "") << options;
    EXPECT_THAT(outcome.err, testing::AnyOf(HasSubstr("are one file"), HasSubstr("is no folder"),
                                            HasSubstr("cannot be written")))
        << options;
    EXPECT_FALSE(exists("m.json")) << options;
  }
  EXPECT_THAT(here("head -1 data.csv").out, StartsWith("a,b,y"));
  EXPECT_EQ(here(train + "--pictures new/").code, 0);
  EXPECT_TRUE(exists("new/loss.svg"));
}

TEST_F(Places, APictureThatDoesNotFitIsLeftOut) {
  std::string rows = "x,y\n";
  for (int i = 0; i < 90; ++i) rows += std::to_string(i) + ",class " + std::to_string(i % 30) + "\n";
  write("many.csv", rows);
  const Outcome outcome = here("slope train many.csv --epochs 2 --save m.json --report r.html --pictures p");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(exists("m.json") && exists("r.html") && exists("p/confusion.svg"));
  EXPECT_FALSE(exists("p/decision.svg") || exists("m.json.checkpoint"));
}

TEST_F(Places, PredictKnowsNamesThatAreNumbers) {
  write("years.csv", "1990,2000,y\n0.1,0.2,no\n0.3,0.1,yes\n0.2,0.4,no\n0.5,0.6,yes\n");
  here("slope train years.csv --header yes --epochs 1 --validation 0 --save m.json");
  const std::string rows = here("printf '0.2,0.1\\n' | slope predict m.json -").out;
  EXPECT_THAT(rows, StartsWith("prediction,P(no),P(yes)\n"));
  EXPECT_EQ(here("printf '2000,1990\\n0.1,0.2\\n' | slope predict m.json -").out, rows);
  EXPECT_EQ(here("printf ' 1990, 2000\\n0.2,0.1\\n' | slope predict m.json -").out, rows);
}

TEST_F(Places, PredictsNumbersOrSaysWhereNot) {
  write("line.csv", "a,y\n0,0.5\n0.25,0.75\n0.5,1.5\n");
  here("slope train line.csv --layers none --epochs 5 --validation 0 --save m.json");
  const Outcome outcome = here("printf 'a\\n1\\n1e308\\n' | slope predict m.json -");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("line 3: these values are too large"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("inf")));
}

TEST_F(Places, AModelWithoutNamesIsShown) {
  save_model<double>(file("m.json"), {Network<double>({2, 1}, {.output = "sigmoid"}), {}});
  const Outcome shown = here("slope show m.json");
  EXPECT_EQ(shown.code, 0) << shown.err;
  EXPECT_THAT(shown.out, HasSubstr("d y1 / d x2 = "));
  EXPECT_EQ(here("printf '1,2\\n' | slope predict m.json -").code, 0);
}

TEST_F(Places, InputsHaveSymbolsOfTheirOwn) {
  write("odd.csv", "x2,€,sin,y\n1,2,3,no\n2,3,1,yes\n3,1,2,no\n4,5,1,yes\n");
  here("slope train odd.csv --layers none --epochs 5 --validation 0 --save m.json");
  const Outcome shown = here("slope show m.json");
  for (const char* const symbol : {"x2 = ", "x2_ = ", "x3 = "})
    EXPECT_THAT(shown.out, HasSubstr(std::string("d P(yes) / d ") + symbol));
}

// The formula is that of the predictions where an input is far from 0 too.
TEST_F(Places, FormulasHaveTheDigitsTheyNeed) {
  std::string rows = "t,price\n";
  for (int i = 0; i < 100; ++i)
    rows += std::to_string(1700000000 + 3600 * i) + "," + std::to_string(5 + i / 10.0) + "\n";
  write("time.csv", rows);
  here("slope train time.csv --layers none --optimizer lbfgs --epochs 50 --save m.json");
  const Outcome outcome =
      here("slope eval \"$(slope show m.json | sed -n 's/^price = //p')\" --at t=1700180000");
  EXPECT_NEAR(std::stod(outcome.out), 10, 0.01) << outcome.err;
}

TEST_F(Places, FactorsInLatexAreApart) {
  here("slope train data.csv --layers 1 --epochs 5 --validation 0 --save m.json");
  const Outcome shown = here("slope show m.json --latex");
  EXPECT_THAT(shown.out, Not(testing::ContainsRegex("[0-9)] [0-9]"))) << shown.out;
  EXPECT_THAT(shown.out, HasSubstr(" \\cdot "));
}

TEST_F(Places, GradientsThatAreNoNumbersAreAnError) {
  const Outcome outcome = run("slope gradients --depth 3 --activations relu --init 'he*1e200' --seeds 3");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, HasSubstr("3 layers of relu"));
}

}  // namespace
}  // namespace slope::tool
