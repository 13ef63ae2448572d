// SPDX-License-Identifier: MIT
#include "coqc.hpp"

#include <stdlib.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace slope::testing {

namespace {

constexpr std::string_view scope = "Local Open Scope R_scope.\n\n";

// The paragraphs of the general lemmas, which end where the first section begins.
std::vector<std::string> paragraphs(const std::string& text) {
  std::vector<std::string> list;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", at), text.size());
    list.push_back(text.substr(at, end - at));
    at = end + 2;
  }
  return list;
}

void read_axioms(Checked& result) {
  std::istringstream lines(result.log);
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line == "Axioms:" || line.starts_with("Closed under the global context")) {
      ++result.theorems;
      inside = line == "Axioms:";
      result.closed += !inside;
    } else if (inside && !line.empty() && line[0] != ' ') {
      result.axioms.insert(line.substr(0, line.find_first_of(" :")));
    }
  }
}

}  // namespace

Checked check(const std::string& text) {
  std::string folder = (std::filesystem::temp_directory_path() / "slope_coq_XXXXXX").string();
  if (!mkdtemp(folder.data())) throw std::runtime_error("no folder for the files of a test");
  std::ofstream(folder + "/claim.v", std::ios::binary) << text;
  Checked result{false, "", 0, 0, {}};
  const std::string command = "cd " + folder + " && '" COQC "' -q claim.v 2>&1";
  if (FILE* const pipe = popen(command.c_str(), "r")) {
    std::array<char, 4096> buffer{};
    for (std::size_t n; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
      result.log.append(buffer.data(), n);
    result.accepted = pclose(pipe) == 0;
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
  read_axioms(result);
  return result;
}

std::string together(const std::vector<std::string>& certificates) {
  std::string head, modules, all;
  std::vector<std::string> general;
  for (std::size_t i = 0; i < certificates.size(); ++i) {
    const std::string& text = certificates[i];
    const std::size_t lemmas = text.find(scope) + scope.size(), sections = text.find("Section ", lemmas);
    head = text.substr(0, lemmas);
    // Each paragraph stands after all that stand before it in its own certificate.
    std::size_t after = 0;
    for (const std::string& p : paragraphs(text.substr(lemmas, sections - lemmas))) {
      const auto known = std::find(general.begin(), general.end(), p);
      if (known != general.end()) {
        after = std::max(after, static_cast<std::size_t>(known - general.begin()) + 1);
      } else {
        general.insert(general.begin() + static_cast<std::ptrdiff_t>(after), p);
        ++after;
      }
    }
    const std::string name = "C" + std::to_string(i);
    const std::size_t print = text.find("Print Assumptions");
    modules += "Module " + name + ".\n" + text.substr(sections, print - sections) + "End " + name + ".\n\n";
    all += (i == 0 ? "" : ", ") + name + ".certificate";
  }
  for (const std::string& p : general) head += p + "\n\n";
  return head + modules + "Definition all := (" + all + ").\nPrint Assumptions all.\n";
}

const std::set<std::string>& axioms_of_reals() {
  static const std::set<std::string> names = {"ClassicalDedekindReals.sig_not_dec",
                                              "ClassicalDedekindReals.sig_forall_dec",
                                              "FunctionalExtensionality.functional_extensionality_dep",
                                              "Classical_Prop.classic",
                                              "functional_extensionality_dep",
                                              "classic",
                                              "sig_not_dec",
                                              "sig_forall_dec"};
  return names;
}

}  // namespace slope::testing
