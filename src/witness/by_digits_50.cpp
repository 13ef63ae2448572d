// SPDX-License-Identifier: MIT
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "by_digits_in.hpp"

namespace slope::witness {

Agreement agree_to_50(const Expr& f, const Expr& claim, std::span<const double> x,
                      const std::function<bool()>& stopped) {
  namespace mp = boost::multiprecision;
  return agree_in<mp::number<mp::cpp_bin_float<50>, mp::et_off>>(f, claim, x, stopped);
}

}  // namespace slope::witness
