// SPDX-License-Identifier: MIT
// C (C11) and C++ (C++20).
#include <fmt/format.h>

#include <array>

#include "code_names.hpp"
#include "definitions.hpp"
#include "notations.hpp"
#include "slope/expr/function.hpp"
#include "slope/expr/names.hpp"

namespace slope::printing {

namespace {

// Keywords of C and C++ and names of <math.h> that are no functions of the catalog.
constexpr std::string_view reserved =
    "alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t char32_t "
    "class co_await co_return co_yield compl concept const const_cast consteval constexpr constinit continue "
    "decltype default delete do double dynamic_cast else enum explicit export extern false float for friend "
    "goto if inline int long main mutable namespace new noexcept not not_eq nullptr operator or or_eq "
    "private protected public register reinterpret_cast requires restrict return short signed sizeof static "
    "static_assert static_cast std struct switch template this thread_local throw true try typedef typeid "
    "typename union unsigned using virtual void volatile wchar_t while xor xor_eq linux unix "
    "copysign drem exp2 exp10 fabs fdim fma fmax fmin fmod frexp gammaf hypotf ilogb isfinite isgreater "
    "isgreaterequal isinf isless islessequal islessgreater isnan isnormal isunordered j0 j1 jn ldexp llrint "
    "llround logb lrint lround modf nan nearbyint nextafter nexttoward pow10 remainder remquo rint round "
    "scalb scalbln scalbn signbit signgam significand tgamma times_exp trunc y0 y1 yn fpclassify finite "
    "gammaf "
    "div ldiv abort atexit atof atoi atol bsearch calloc exit free getenv labs malloc qsort rand realloc "
    "srand strtod strtol system "
    "EOF DOMAIN HUGE HUGE_VAL HUGE_VALF HUGE_VALL INFINITY MAXFLOAT NAN NULL OVERFLOW PLOSS SING TLOSS "
    "UNDERFLOW X_TLOSS math_errhandling";

class C : public Language {
 public:
  std::string_view name() const override { return "C"; }
  std::string_view library_name(const Function& f) const override { return f.c; }
  std::span<const Definition> definitions() const override { return c_definitions(); }
  bool is_reserved(std::string_view name) const override {
    return has_word(reserved, name) || name.starts_with("M_") || name.starts_with("FP_") ||
           name.starts_with("MATH_") || name.starts_with("SNAN");
  }
  std::string constant(const Function& f, Uses&) const override {
    const auto value = f.evaluator<double>();
    return fmt::format("{}", value({}));
  }
  std::string infinity() const override { return "HUGE_VAL"; }
  Code power(const Code& base, const Code& exponent, NodeRef n) const override {
    if (is_identifier(base.text) && n.b().is_number() && n.b().value() == Rational(2))
      return {base.text + "*" + base.text, {Level::product}};
    return {prefix() + "pow(" + base.text + ", " + exponent.text + ")", {}};
  }
  std::string choice(const std::string& condition, const Code& yes, const Code& no) const override {
    return "(" + condition + " ? " + yes.text + " : " + no.text + ")";
  }
  std::string call_of_any_number(std::string_view function, const std::vector<Code>& args) const override {
    return fmt::format("{}((const double[]){{{}}}, {})", function, listed(args), args.size());
  }
  std::string assemble(const Body& body) const override {
    std::string out = headers();
    for (const Definition* d : body.uses.definitions) {
      out += "\nstatic ";
      for (const char c : d->source)
        if (c == '@') out += prefix();
        else out += c;
      out += "\n";
    }
    out += "\n";
    std::string parameters;
    for (std::size_t i = 0; i < body.parameters.size(); ++i) {
      const std::string& name = body.parameters[i];
      if (name != body.symbols[i]) out += fmt::format("// {} stands for {}.\n", name, body.symbols[i]);
      parameters += fmt::format("{}double {}", i == 0 ? "" : ", ", name);
    }
    out += "double f(" + (parameters.empty() ? no_parameters() : parameters) + ") {\n";
    for (const auto& [name, value] : body.temporaries)
      out += fmt::format("  const double {} = {};\n", name, value);
    return out + "  return " + body.result + ";\n}";
  }

 protected:
  static std::string listed(const std::vector<Code>& args) {
    std::string out;
    for (const Code& arg : args) out += (out.empty() ? "" : ", ") + arg.text;
    return out;
  }
  virtual std::string prefix() const { return ""; }
  virtual std::string headers() const { return "#include <math.h>\n"; }
  virtual std::string no_parameters() const { return "void"; }
};

class Cpp final : public C {
 public:
  std::string_view name() const override { return "C++"; }
  std::string_view library_name(const Function& f) const override { return f.cpp; }
  std::span<const Definition> definitions() const override { return cpp_definitions(); }
  std::string constant(const Function& f, Uses& uses) const override {
    if (f.cpp.empty()) return C::constant(f, uses);
    if (f.cpp.starts_with("std::numbers::")) uses.headers.insert("numbers");
    return std::string(f.cpp);
  }
  std::string call_of_any_number(std::string_view function, const std::vector<Code>& args) const override {
    return fmt::format("{}({{{}}})", function, listed(args));
  }
  std::string assemble(const Body& body) const override {
    std::string text = C::assemble(body);
    for (const Definition* d : body.uses.definitions)
      if (d->name == "logsumexp") text.insert(text.find('\n') + 1, "#include <initializer_list>\n");
    if (body.uses.headers.contains("numbers")) text.insert(text.find("\n\n") + 1, "#include <numbers>\n");
    return text;
  }

 private:
  std::string prefix() const override { return "std::"; }
  std::string headers() const override { return "#include <cmath>\n"; }
  std::string no_parameters() const override { return ""; }
};

}  // namespace

std::string c(NodeRef root) { return write_code(root, C()); }
std::string cpp(NodeRef root) { return write_code(root, Cpp()); }

}  // namespace slope::printing
