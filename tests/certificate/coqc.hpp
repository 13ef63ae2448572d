// SPDX-License-Identifier: MIT
// Certificates, checked by Coq.
#pragma once

#include <set>
#include <string>
#include <vector>

namespace slope::testing {

struct Checked {
  bool accepted;
  std::string log;
  int closed = 0;    ///< theorems without any axiom
  int theorems = 0;  ///< whose axioms were printed
  std::set<std::string> axioms;
};

/// Runs coqc on a file.
Checked check(const std::string& text);

/// Several certificates as one file, which loads the libraries, states the general lemmas and prints the axioms once.
std::string together(const std::vector<std::string>& certificates);

/// The axioms of Coq's real numbers that a certificate may rest on.
const std::set<std::string>& axioms_of_reals();

}  // namespace slope::testing
