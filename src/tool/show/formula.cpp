// SPDX-License-Identifier: MIT
#include "formula.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "slope/expr/diff.hpp"
#include "slope/expr/print.hpp"

namespace slope::tool {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A symbol as near to the name of a feature as symbols may be; none where that is nothing, or the name of a function or a
// number.
std::optional<Expr> symbol_like(const std::string& feature) {
  std::string name;
  for (const char c : feature)
    if (is_letter(c) || (is_digit(c) && !name.empty())) name += c;
    else if (!name.empty() && !name.ends_with('_')) name += '_';
  while (name.ends_with('_')) name.pop_back();
  try {
    return symbol(name);
  } catch (const Error&) {
    return std::nullopt;
  }
}

// A symbol for each; those that cannot have their own name have one that no other has.
std::vector<Expr> symbols_for(const std::vector<std::string>& features) {
  std::vector<std::optional<Expr>> own;
  std::set<std::string> taken;
  for (const std::string& feature : features) {
    own.push_back(symbol_like(feature));
    if (own.back() && !taken.insert(print(*own.back(), Format::text)).second) own.back().reset();
  }
  std::vector<Expr> out;
  for (std::size_t i = 0; i < features.size(); ++i) {
    std::string name = fmt::format("x{}", i + 1);
    while (!own[i] && !taken.insert(name).second) name += "_";
    out.push_back(own[i] ? *own[i] : symbol(name));
  }
  return out;
}

// The network with its parameters as symbols, so that no number is folded into another; the numbers are put into the
// printed text. The symbols sort before others.
class Formulas {
 public:
  explicit Formulas(const Model<double>& model) : model_(model), x_(symbols_for(model.about.features)) {
    for (const std::string& feature : model.about.features)
      while (feature.find(mark_) != feature.npos) mark_ += 'A';
    y_ = outputs();
  }

  std::string text(Format format, int digits) const {
    const bool latex = format == Format::latex;
    std::string out;
    for (std::size_t k = 0; k < y_.size(); ++k) {
      const std::string name = latex ? fmt::format("\\text{{{}}}", in_latex(name_of(k))) : name_of(k);
      out += fmt::format("{} = {}\n", name, with_numbers(print(y_[k], format), digits, latex));
      for (const Expr& x : x_) {
        const std::string by = print(x, format),
                          slope = with_numbers(print(diff(y_[k], x), format), digits, latex);
        out += latex ? fmt::format("\\frac{{\\partial\\,{}}}{{\\partial\\,{}}} = {}\n", name, by, slope)
                     : fmt::format("d {} / d {} = {}\n", name, by, slope);
      }
    }
    return out;
  }

 private:
  // `more`: digits that go lost where it meets others of its size.
  Expr number(double value, int more = 0) {
    std::string name = mark_;
    for (const char digit : fmt::format("{}", numbers_.size()))
      name += static_cast<char>('a' + (digit - '0'));
    numbers_.push_back({value, more});
    return symbol(name);
  }

  std::vector<Expr> outputs() {
    const Network<double>& net = model_.network;
    const Standardizer &in = net.input_scaling(), &out = net.output_scaling();
    std::vector<Expr> values = x_;
    // How many digits of an input, or an output, say where it is before one says how much it varies.
    const auto digits_before = [](const Standardizer& scaling, std::size_t i) {
      const double ratio = std::fabs(scaling.mean[i]) / scaling.scale[i];
      return ratio >= 10 ? static_cast<int>(std::log10(ratio)) : 0;
    };
    for (std::size_t l = 0; l < net.layers().size(); ++l) {
      const Layer& layer = net.layers()[l];
      const bool last = l + 1 == net.layers().size();
      std::vector<Expr> next;
      for (std::size_t j = 0; j < layer.outputs; ++j) {
        double bias = net.bias(l)[j];
        int more = last && !out.empty() ? digits_before(out, j) : 0;
        const double factor = last && !out.empty() ? out.scale[j] : 1;
        Expr z = 0;
        for (std::size_t i = 0; i < layer.inputs; ++i) {
          const double w = net.weights(l)[i * layer.outputs + j];
          const bool scaled = l == 0 && !in.empty();
          const int more_here = scaled ? digits_before(in, i) : 0;
          if (scaled) bias -= w / in.scale[i] * in.mean[i];
          more = std::max(more, more_here);
          const Expr term = number(factor * (scaled ? w / in.scale[i] : w), more_here) * values[i];
          z = i == 0 ? term : z + term;
        }
        z = z + number(last && !out.empty() ? out.mean[j] + factor * bias : bias, more);
        next.push_back(last && net.output() == Output::softmax ? exp(z) : layer.activation.formula(z));
      }
      values = next;
    }
    if (net.output() != Output::softmax) return values;
    Expr sum = values[0];
    for (std::size_t k = 1; k < values.size(); ++k) sum = sum + values[k];
    for (Expr& value : values) value = value / sum;
    return values;
  }

  std::string name_of(std::size_t k) const {
    if (model_.about.task == Task::regression) return model_.about.targets[k];
    return fmt::format("P({})", model_.about.classes[y_.size() > 1 ? k : 1]);
  }

  static std::string in_latex(const std::string& text) {
    std::string out;
    for (const char c : text) {
      if (std::string_view("#$%&_{}").find(c) != std::string_view::npos) out += '\\';
      out += c == '\\' || c == '^' || c == '~' ? ' ' : c;
    }
    return out;
  }

  // Text with the symbols of numbers replaced by them.
  std::string with_numbers(std::string_view text, int digits, bool latex) const {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      // AAAAbc, of which bc is 12; in LaTeX \mathrm{AAAAbc}.
      const std::string wrapped = latex ? "\\mathrm{" + mark_ : mark_;
      const bool found = text.compare(at, wrapped.size(), wrapped) == 0;
      std::size_t end = at + wrapped.size();
      if (!found) {
        out += text[at++];
        continue;
      }
      std::size_t which = 0;
      for (; end < text.size() && 'a' <= text[end] && text[end] <= 'j'; ++end)
        which = 10 * which + static_cast<std::size_t>(text[end] - 'a');
      const auto [value, more] = numbers_[which];
      put(out, value, digits == 0 ? 0 : std::min(digits + more, 17), latex);
      at = end + (latex ? 1 : 0);
    }
    return out;
  }

  // Whether what is put behind is multiplied with what stands there.
  static bool is_factor(std::string_view text) {
    if (!text.ends_with(' ') || text.size() < 2) return false;
    text.remove_suffix(1);
    std::size_t letters = 0;
    while (letters < text.size() && is_letter(text[text.size() - 1 - letters])) ++letters;
    const bool is_command = letters > 0 && letters < text.size() && text[text.size() - 1 - letters] == '\\';
    return !is_command && (letters > 0 || is_digit(text.back()) || text.back() == '}' || text.back() == ')');
  }

  static void put(std::string& out, double value, int digits, bool latex) {
    std::string size =
        digits == 0 ? fmt::format("{}", std::fabs(value)) : fmt::format("{:.{}g}", std::fabs(value), digits);
    if (const std::size_t e = size.find('e'); latex && e != size.npos)
      size = fmt::format("{} \\cdot 10^{{{}}}", size.substr(0, e), std::stoi(size.substr(e + 1)));
    if (latex && is_factor(out)) out += "\\cdot ";
    if (!std::signbit(value)) out += size;
    else if (out.ends_with(" + ")) out.replace(out.size() - 3, 3, " - " + size);
    else if (out.ends_with(" - ")) out.replace(out.size() - 3, 3, " + " + size);
    else if (out.empty() || out.ends_with("(") || out.ends_with("{") || out.ends_with(", "))
      out += "-" + size;
    else out += latex ? "\\left(-" + size + "\\right)" : "(-" + size + ")";
  }

  const Model<double>& model_;
  std::string mark_ = "AAAA";
  std::vector<Expr> x_, y_;
  std::vector<std::pair<double, int>> numbers_;
};

}  // namespace

std::string formula_text(const Model<double>& model, int digits) {
  return Formulas(model).text(Format::text, digits);
}
std::string formula_latex(const Model<double>& model, int digits) {
  return Formulas(model).text(Format::latex, digits);
}

}  // namespace slope::tool
