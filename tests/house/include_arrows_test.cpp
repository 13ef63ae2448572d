// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "house_rules.hpp"

namespace slope::house {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string licence = "// SPDX-License-Identifier: MIT\n";

// A file that includes `header`, in a house where everything it may name exists.
std::vector<std::string> including(const std::string& from, const std::string& header) {
  Tree tree;
  for (const char* path :
       {"include/slope/core/real.hpp", "include/slope/function/rule.hpp", "include/slope/expr/expr.hpp",
        "include/slope/tape/tape.hpp", "include/slope/calculus/gradient.hpp",
        "include/slope/verify/verdict.hpp", "include/slope/network/layer.hpp",
        "include/slope/gtest/matchers.hpp", "include/slope/slope.hpp", "src/expr/partials.hpp",
        "src/core/big_rational.hpp", "src/tool/command.hpp", "tests/expr/points.hpp"})
    tree[path] = licence;
  tree[from] = licence + "#include <vector>\n#include " + header + "\n";
  return broken_rules(tree);
}

TEST(House, EveryFileKeepsTheRules) {
  const Tree tree = read_tree(SLOPE_SOURCE_DIR);
  ASSERT_TRUE(tree.contains("include/slope/core/real.hpp") && tree.contains("src/CMakeLists.txt"));
  ASSERT_GT(tree.size(), 40u);
  EXPECT_THAT(broken_rules(tree), IsEmpty());
}

TEST(House, ArrowsGoDownOrStayAtHome) {
  EXPECT_THAT(including("include/slope/expr/diff.hpp", "\"slope/core/real.hpp\""), IsEmpty());
  EXPECT_THAT(including("include/slope/expr/diff.hpp", "\"slope/expr/expr.hpp\""), IsEmpty());
  EXPECT_THAT(including("src/expr/diff.cpp", "\"partials.hpp\""), IsEmpty());
  EXPECT_THAT(including("src/expr/diff.cpp", "\"../core/big_rational.hpp\""), IsEmpty());
  EXPECT_THAT(including("src/expr/diff.cpp", "<boost/version.hpp>"), IsEmpty());
  EXPECT_THAT(including("src/network/train.cpp", "\"slope/calculus/gradient.hpp\""), IsEmpty());
  EXPECT_THAT(including("src/tool/main.cpp", "\"slope/slope.hpp\""), IsEmpty());
  EXPECT_THAT(including("include/slope/gtest/matchers.hpp", "\"slope/slope.hpp\""), IsEmpty());
}

TEST(House, AnArrowUpIsFound) {
  EXPECT_THAT(
      including("include/slope/core/error.hpp", "\"slope/function/rule.hpp\""),
      ElementsAre("include/slope/core/error.hpp:3: core includes upward: include/slope/function/rule.hpp"));
  EXPECT_THAT(including("src/expr/diff.cpp", "<slope/calculus/gradient.hpp>"),
              ElementsAre("src/expr/diff.cpp:3: expr includes upward: include/slope/calculus/gradient.hpp"));
  EXPECT_THAT(including("src/core/rational.cpp", "\"../expr/partials.hpp\""),
              ElementsAre("src/core/rational.cpp:3: core includes upward: src/expr/partials.hpp"));
  EXPECT_THAT(including("src/expr/diff.cpp", "\"../tool/command.hpp\""),
              ElementsAre("src/expr/diff.cpp:3: expr includes upward: src/tool/command.hpp"));
  EXPECT_THAT(including("include/slope/verify/ulp.hpp", "  \"slope/slope.hpp\""),
              ElementsAre("include/slope/verify/ulp.hpp:3: verify includes upward: include/slope/slope.hpp"));
  EXPECT_THAT(
      including("include/slope/slope.hpp", "\"slope/gtest/matchers.hpp\""),
      ElementsAre("include/slope/slope.hpp:3: slope.hpp includes upward: include/slope/gtest/matchers.hpp"));
}

TEST(House, AnArrowSidewaysIsFound) {
  EXPECT_THAT(
      including("include/slope/expr/expr.hpp", "\"slope/tape/tape.hpp\""),
      ElementsAre("include/slope/expr/expr.hpp:3: expr includes sideways: include/slope/tape/tape.hpp"));
  EXPECT_THAT(
      including("src/network/train.cpp", "\"slope/verify/verdict.hpp\""),
      ElementsAre("src/network/train.cpp:3: network includes sideways: include/slope/verify/verdict.hpp"));
}

TEST(House, AnArrowOutOfTheHouseIsFound) {
  EXPECT_THAT(including("src/gadget/gadget.cpp", "<vector>"),
              ElementsAre("src/gadget/gadget.cpp:1: the house has no such room"));
  EXPECT_THAT(including("include/slope/tool/main.hpp", "<vector>"),
              ElementsAre("include/slope/tool/main.hpp:1: the house has no such room"));
  EXPECT_THAT(
      including("src/expr/diff.cpp", "\"../../tests/expr/points.hpp\""),
      ElementsAre("src/expr/diff.cpp:3: includes tests/expr/points.hpp, which stands outside the house"));
  EXPECT_THAT(
      including("include/slope/expr/diff.hpp", "\"../../../src/expr/partials.hpp\""),
      ElementsAre(
          "include/slope/expr/diff.hpp:3: a public header includes the private src/expr/partials.hpp"));
  EXPECT_THAT(including("src/expr/diff.cpp", "\"slope/expr/gone.hpp\""),
              ElementsAre("src/expr/diff.cpp:3: includes include/slope/expr/gone.hpp, which does not exist"));
}

TEST(House, FilesAreShortLicensedAndNamed) {
  const auto broken = [](const std::string& path, const std::string& text) {
    return broken_rules({{path, text}});
  };
  const auto lines = [](int n) {
    std::string text = licence;
    for (int i = 1; i < n; ++i) text += "//\n";
    return text;
  };
  EXPECT_THAT(broken("tests/expr/a_test.cpp", lines(400)), IsEmpty());
  EXPECT_THAT(broken("tests/expr/a_test.cpp", lines(401)),
              ElementsAre("tests/expr/a_test.cpp:400: more than 400 lines: is it one idea?"));
  EXPECT_THAT(broken("scripts/test", "#!/usr/bin/env bash\n# SPDX-License-Identifier: MIT\n"), IsEmpty());
  EXPECT_THAT(broken("scripts/test", "#!/usr/bin/env bash\n\n# SPDX-License-Identifier: MIT\n"),
              ElementsAre("scripts/test:1: no SPDX line"));
  EXPECT_THAT(broken("src/expr/empty.cpp", ""), ElementsAre("src/expr/empty.cpp:1: no SPDX line"));
  EXPECT_THAT(broken("src/expr/string_utils.cpp", licence),
              ElementsAre("src/expr/string_utils.cpp:1: a name that explains nothing"));
  EXPECT_THAT(broken("tests/helpers/a.py", "# SPDX-License-Identifier: MIT\n"),
              ElementsAre("tests/helpers/a.py:1: a name that explains nothing"));
  EXPECT_THAT(broken("src/expr/helpful.cpp", licence), IsEmpty());
}

}  // namespace
}  // namespace slope::house
