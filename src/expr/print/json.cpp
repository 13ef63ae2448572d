// SPDX-License-Identifier: MIT
// The graph for other programs: nodes in an order in which arguments come first, shared ones once, numbers
// exact.
#include <fmt/format.h>

#include "code.hpp"
#include "notations.hpp"
#include "slope/expr/function.hpp"
#include "slope/expr/postorder.hpp"

namespace slope::printing {

std::string json(NodeRef root) {
  const Postorder order(root);
  std::vector<std::size_t> index(order.size());
  std::string out = "{\"format\": \"slope expression\", \"version\": 1, \"nodes\": [";
  const auto to = std::back_inserter(out);
  std::size_t count = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef n = order[i];
    if (n.op() == Op::pair) continue;
    out += count == 0 ? "\n" : ",\n";
    index[i] = count++;
    if (n.is_number()) {
      fmt::format_to(to, "{{\"number\": \"{}\"}}", n.value().to_string());
    } else if (n.is_symbol()) {
      fmt::format_to(to, "{{\"symbol\": \"{}\"}}", n.name());
    } else {
      fmt::format_to(to, "{{\"function\": \"{}\", \"arguments\": [", function_of(n.op()).name);
      const char* before = "";
      n.each_arg([&](NodeRef arg) {
        fmt::format_to(to, "{}{}", before, index[order.slot(arg)]);
        before = ", ";
      });
      out += "]}";
    }
    check_length(out);
  }
  out += "\n]}";
  return out;
}

}  // namespace slope::printing
