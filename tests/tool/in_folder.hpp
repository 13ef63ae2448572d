// SPDX-License-Identifier: MIT
// Tests whose commands run in a folder of their own.
#pragma once

#include <gtest/gtest.h>

#include "../network/scratch.hpp"
#include "shell.hpp"

namespace slope::tool {

class InFolder : public testing::Test {
 protected:
  const std::filesystem::path& folder() const { return scratch_.folder(); }
  std::string file(const std::string& name) const { return scratch_.file(name.c_str()); }
  std::string read(const std::string& name) const { return scratch_.read(name.c_str()); }
  Outcome here(const std::string& command) const { return run("cd " + folder().string() + "\n" + command); }

 private:
  Scratch scratch_;
};

}  // namespace slope::tool
