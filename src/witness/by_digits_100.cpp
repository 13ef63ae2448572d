// SPDX-License-Identifier: MIT
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "by_digits_in.hpp"

namespace slope::witness {

Agreement agree_to_100(const Expr& f, const Expr& claim, std::span<const double> x,
                       const std::function<bool()>& stopped) {
  namespace mp = boost::multiprecision;
  return agree_in<mp::number<mp::cpp_bin_float<100>, mp::et_off>>(f, claim, x, stopped);
}

}  // namespace slope::witness
