// SPDX-License-Identifier: MIT
// slope train, predict, show and gradients on files.
#include <gmock/gmock.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "in_folder.hpp"

namespace slope::tool {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// A folder with data: 60 rows of three classes and of two, and a line with noise.
class Train : public InFolder {
 protected:
  Train() {
    std::ofstream classes(file("three.csv")), two(file("two.csv")), line(file("line.csv"));
    classes << "size,\"the weight\",kind\n";
    two << "x,y,above\n";
    line << "x,y\n";
    for (int i = 0; i < 60; ++i) {
      const double a = std::sin(7.0 * i), b = std::cos(11.0 * i);
      const char* kinds[] = {"ant", "bee", "\"fly, tiny\""};
      classes << i % 3 + 0.2 * a << ',' << 2 * (i % 3 == 1) + 0.2 * b << ',' << kinds[i % 3] << '\n';
      two << a << ',' << b << ',' << (a + b > 0) << '\n';
      line << a << ',' << 3 * a + 2 + 0.01 * b << '\n';
    }
  }
  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder()))
      names.push_back(entry.path().filename());
    return names;
  }
};

TEST_F(Train, SaysWhichTaskItIsAndHowGoodTheModel) {
  const Outcome three = here("slope train three.csv --target kind --epochs 100 --save three.json");
  EXPECT_EQ(three.code, 0) << three.err;
  EXPECT_THAT(three.out,
              StartsWith("classification: kind is one of 3 classes (ant, bee, fly, tiny), by 2 inputs\n"));
  EXPECT_THAT(
      three.out,
      HasSubstr(
          "network 2-16-3: 99 parameters; adam, rate 0.01, batches of 32; loss cross_entropy; 100 epochs"));
  EXPECT_THAT(three.out, HasSubstr("accuracy   100.0 %     100.0 %"));
  const Outcome two = here("slope train two.csv --layers none --epochs 100");
  EXPECT_THAT(two.out, StartsWith("binary classification: above is 0 or 1, by 2 inputs\n"));
  EXPECT_THAT(two.out, HasSubstr("ROC area"));
  const Outcome line = here("slope train line.csv --layers none --optimizer lbfgs --epochs 20");
  EXPECT_THAT(line.out, StartsWith("regression: the number y, by 1 input\n"));
  EXPECT_THAT(line.out, HasSubstr("root mean squared error"));
  EXPECT_THAT(line.err, HasSubstr("epoch 1 of 20: loss"));
  EXPECT_THAT(files(), testing::UnorderedElementsAre("three.csv", "two.csv", "line.csv", "three.json"));
}

TEST_F(Train, PredictsWhatItHasLearned) {
  here("slope train three.csv --epochs 200 --validation 0 --save three.json");
  // The columns by name, in another order and among others.
  const Outcome named =
      here("printf 'other,the weight,size\\nx,0,0\\ny,2,1\\nz,0,2\\n' | slope predict three.json -");
  EXPECT_EQ(named.code, 0) << named.err;
  EXPECT_THAT(named.out, StartsWith("prediction,P(ant),P(bee),\"P(fly, tiny)\"\nant,0.9"));
  EXPECT_THAT(named.out, HasSubstr("\nbee,"));
  EXPECT_THAT(named.out, HasSubstr("\n\"fly, tiny\","));
  const Outcome plain = here("printf '0,0\\n1,2\\n2,0\\n' | slope predict three.json -");
  EXPECT_EQ(plain.out, named.out);
  for (const char* bad : {"printf '1,2,3\\n'", "printf 'size\\n1\\n'", "printf 'size,the weight\\n1,\\n'",
                          "printf ''", "printf 'size,the weight\\n1,two\\n'"}) {
    const Outcome refused = here(std::string(bad) + " | slope predict three.json -");
    EXPECT_EQ(refused.code, 2) << bad;
    EXPECT_EQ(refused.out, "") << bad;
    EXPECT_THAT(refused.err, StartsWith("slope: error: standard input")) << bad;
  }
}

TEST_F(Train, PredictionsAnswerEachRowBeforeTheNext) {
  here("slope train line.csv --epochs 50 --save line.json");
  Conversation slope("slope predict " + file("line.json") + " -");
  slope.write("x\n0.5\n");
  EXPECT_EQ(slope.read_line(), "y");
  EXPECT_NEAR(std::stod(slope.read_line()), 3.5, 0.5);
  slope.write("-0.5\n");
  EXPECT_NEAR(std::stod(slope.read_line()), 0.5, 0.5);
  EXPECT_EQ(slope.finish(), 0);
}

TEST_F(Train, InterruptedGoesOnToTheSameModel) {
  const std::string command = "slope train two.csv --epochs 4000 --batch 8 --layers 8 ";
  EXPECT_EQ(here(command + "--save unbroken.json").code, 0);
  const Outcome broken = here(
      command +
      "--save broken.json 2>log &\npid=$!\nuntil grep -q epoch log; do :; done\nkill -INT $pid\nwait $pid");
  EXPECT_EQ(broken.code, 130);
  EXPECT_EQ(broken.out, "");
  const std::string log = read("log");
  EXPECT_THAT(log, HasSubstr("note: interrupted after epoch "));
  const std::string going_on = command + "--save broken.json --resume broken.json.checkpoint";
  EXPECT_THAT(log, HasSubstr("\n  " + going_on + "\n"));
  EXPECT_THAT(files(), Not(testing::Contains("broken.json")));
  // Neither is the state of a run written over, nor taken for that of another.
  const Outcome anew = here(command + "--save broken.json");
  EXPECT_EQ(anew.code, 2);
  EXPECT_THAT(anew.err, HasSubstr("--resume broken.json.checkpoint"));
  const Outcome other = here(going_on + " --seed 2");
  EXPECT_EQ(other.code, 2);
  EXPECT_EQ(here(going_on).code, 0);
  EXPECT_EQ(read("broken.json"), read("unbroken.json"));
  EXPECT_THAT(files(), Not(testing::Contains("broken.json.checkpoint")));
}

TEST_F(Train, ShowsABarOnATerminal) {
  const Outcome bar = here("script -qec 'slope train two.csv --epochs 3000 --layers 8' /dev/null");
  EXPECT_EQ(bar.code, 0);
  EXPECT_THAT(bar.out,
              testing::ContainsRegex(
                  "\\[[#.]+\\] +[0-9]+ % loss [0-9.e-]+, accuracy [0-9.]+ %, [0-9.e+]+/s, [0-9]+ s left"));
  EXPECT_THAT(bar.out, Not(HasSubstr("epoch 1 of")));
}

TEST_F(Train, StopsAtALossThatIsNotFinite) {
  const Outcome outcome = here("slope train line.csv --optimizer sgd --rate 1e200 --save line.json");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, HasSubstr("epoch"));
  EXPECT_THAT(outcome.err, HasSubstr("layer"));
}

TEST_F(Train, WritesPicturesAndAPageThatAreWellFormedAndNeedNothingElse) {
  const char* commands[] = {
      "slope train three.csv --epochs 20 --plot curves.svg --report page.html --pictures all",
      "slope train two.csv --epochs 20 --validation 0 --report page.html --pictures all",
      "slope train line.csv --epochs 20 --report page.html --pictures all",
      "cut -d, -f1,3 two.csv > one.csv; slope train one.csv --epochs 20 --report page.html --pictures all"};
  for (const char* command : commands) {
    const Outcome outcome = here(command);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    const Outcome read = here(
        "/usr/bin/python3 -c 'import glob, sys, xml.etree.ElementTree as tree; [tree.parse(f) for f in "
        "glob.glob(\"*.svg\") + "
        "glob.glob(\"all/*.svg\")]; root = tree.parse(\"page.html\").getroot(); "
        "print(len(root.findall(\".//figure\")))'");
    EXPECT_GE(std::stoi("0" + read.out), 5) << read.err;
    for (const char* link : {"src=", "url(", "@import", "http:", "https:", "<script"})
      EXPECT_THAT(this->read("page.html"), Not(HasSubstr(link)));
  }
}

TEST_F(Train, WritesNothingIfSomethingCannotBeWritten) {
  for (const char* option : {"--save", "--plot", "--report", "--pictures"})
    for (const char* place : {"no/such/folder/file", "/proc/file"}) {
      const Outcome outcome = here(std::string("slope train two.csv --epochs 5 ") + option + " " + place);
      EXPECT_EQ(outcome.code, 2) << option << ' ' << place;
      EXPECT_EQ(outcome.out, "");
      EXPECT_THAT(outcome.err, HasSubstr(option)) << place;
    }
  EXPECT_THAT(files(), testing::UnorderedElementsAre("three.csv", "two.csv", "line.csv"));
}

TEST_F(Train, KeepsWhatWasLearnedIfTheModelCannotBeWritten) {
  const Outcome full = here("slope train two.csv --epochs 5 --save /dev/full --resume kept; echo $?");
  EXPECT_EQ(full.out, "2\n");
  EXPECT_THAT(full.err, HasSubstr("No space left on device"));
  EXPECT_THAT(full.err, HasSubstr("is kept: slope train two.csv --epochs 5 --save /dev/full --resume kept"));
  const Outcome saved = here("slope train two.csv --epochs 5 --save two.json --resume kept");
  EXPECT_EQ(saved.code, 0);
  EXPECT_THAT(saved.err, Not(HasSubstr("epoch")));
  EXPECT_THAT(files(), testing::UnorderedElementsAre("three.csv", "two.csv", "line.csv", "two.json"));
}

TEST_F(Train, ShowsAFormulaThatPredictsTheSame) {
  here("slope train two.csv --layers 2 --activation tanh --epochs 50 --save two.json");
  here("slope train line.csv --layers 3 --epochs 50 --save line.json");
  here("slope train three.csv --layers none --epochs 50 --save three.json");
  const std::string formula = "f() { slope show $1 --digits 0 | grep \"^$2 = \" | cut -d= -f2; }\n";
  const auto number = [&](const std::string& command) {
    const Outcome outcome = here(formula + command);
    EXPECT_EQ(outcome.err, "");
    return outcome.out.empty() ? std::nan("") : std::stod(outcome.out);
  };
  EXPECT_NEAR(number("slope eval \"$(f two.json 'P(1)')\" --at x=0.3,y=-0.25"),
              number("printf '0.3,-0.25\\n' | slope predict two.json - | tail -1 | cut -d, -f3"), 1e-12);
  EXPECT_NEAR(number("slope eval \"$(f line.json y)\" --at x=0.75"),
              number("printf '0.75\\n' | slope predict line.json - | tail -1"), 1e-12);
  EXPECT_NEAR(number("slope eval \"$(f three.json 'P(bee)')\" --at size=0.9,the_weight=1.5"),
              number("printf '0.9,1.5\\n' | slope predict three.json - | tail -1 | cut -d, -f3"), 1e-12);
}

// Measured with NumPy; medians of 20 seeds of ‖∂L/∂W₁‖.
TEST(Gradients, VanishAsElsewhere) {
  const Outcome outcome = run("slope gradients --depth 1,3,5,10,20 --format json");
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  const double expected[6][5] = {
      {1.3e-1, 2.5e-3, 4.6e-5, 2.7e-9, 4.6e-18}, {3.3e-1, 1.7e-2, 9.9e-4, 5.1e-7, 2.0e-13},
      {2.9, 0.61, 0.22, 1.3e-2, 5.3e-5},         {1.8, 0.77, 0.46, 0.28, 0.19},
      {0.39, 6.0e-2, 9.3e-3, 7.8e-5, 5.6e-9},    {2.6, 1.6, 1.6, 0.54, 0.18}};
  const auto networks = nlohmann::json::parse(outcome.out).at("networks");
  ASSERT_EQ(networks.size(), 6u);
  for (std::size_t i = 0; i < 6; ++i)
    for (std::size_t d = 0; d < 5; ++d) {
      const double got = networks[i].at("depths")[d].at("norms")[0], ratio = got / expected[i][d];
      EXPECT_TRUE(ratio > 1 / 3.0 && ratio < 3)
          << networks[i].at("activation") << ' ' << networks[i].at("init") << ' ' << d << ": " << got;
    }
}

}  // namespace
}  // namespace slope::tool
