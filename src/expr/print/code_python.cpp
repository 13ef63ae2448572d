// SPDX-License-Identifier: MIT
// Python with NumPy: a function of numbers or arrays.
#include <fmt/format.h>

#include "code_names.hpp"
#include "definitions.hpp"
#include "notations.hpp"
#include "slope/expr/function.hpp"

namespace slope::printing {

namespace {

constexpr std::string_view reserved =
    "False None True and as assert async await break class continue def del elif else except finally for "
    "from "
    "global if import in is lambda nonlocal not or pass raise return try while with cases float math np "
    "times_exp";

class Python final : public Language {
 public:
  std::string_view name() const override { return "Python"; }
  std::string_view library_name(const Function& f) const override { return f.python; }
  std::span<const Definition> definitions() const override { return python_definitions(); }
  bool is_reserved(std::string_view name) const override { return has_word(reserved, name); }
  std::string constant(const Function& f, Uses&) const override {
    if (!f.python.empty()) return std::string(f.python);
    return fmt::format("{}", f.evaluator<double>()({}));
  }
  std::string infinity() const override { return "np.inf"; }
  Code power(const Code& base, const Code& exponent, NodeRef) const override {
    return {"np.power(" + base.text + ", " + exponent.text + ")", {}};
  }
  // Python's own division of two numbers by 0 is an error.
  std::optional<Code> division_by_zero(const Code& a) const override {
    return Code{"np.divide(" + a.text + ", 0.0)", {}};
  }
  std::string choice(const std::string& condition, const Code& yes, const Code& no) const override {
    return "np.where(" + condition + ", " + yes.text + ", " + no.text + ")";
  }
  std::string call_of_any_number(std::string_view function, const std::vector<Code>& args) const override {
    std::string out(function);
    for (const Code& arg : args) out += (&arg == args.data() ? "(" : ", ") + arg.text;
    return out + ")";
  }
  std::string assemble(const Body& body) const override {
    std::string out;
    for (const Definition* d : body.uses.definitions)
      if (d->source.find("math.") != std::string_view::npos && out.empty()) out += "import math\n\n";
    out += "import numpy as np\n\n\n";
    for (const Definition* d : body.uses.definitions) out += std::string(d->source) + "\n\n\n";
    out += "def f(";
    for (const std::string& name : body.parameters)
      out += (&name == body.parameters.data() ? "" : ", ") + name;
    out += "):\n";
    for (std::size_t i = 0; i < body.parameters.size(); ++i) {
      const std::string& name = body.parameters[i];
      if (name != body.symbols[i]) out += fmt::format("    # {} stands for {}.\n", name, body.symbols[i]);
      out += fmt::format("    {0} = np.asarray({0}, dtype=float)\n", name);
    }
    out += "    with np.errstate(all=\"ignore\"):\n";
    for (const auto& [name, value] : body.temporaries) out += fmt::format("        {} = {}\n", name, value);
    return out + "        return " + body.result;
  }
};

}  // namespace

std::string python(NodeRef root) { return write_code(root, Python()); }

}  // namespace slope::printing
