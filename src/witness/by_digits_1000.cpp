// SPDX-License-Identifier: MIT
#ifdef SLOPE_HAVE_MPFR
#include <boost/multiprecision/mpfr.hpp>
#else
#include <boost/multiprecision/cpp_bin_float.hpp>
#endif

#include "by_digits_in.hpp"

namespace slope::witness {

namespace {
namespace mp = boost::multiprecision;
#ifdef SLOPE_HAVE_MPFR
using Backend = mp::mpfr_float_backend<1000>;
constexpr const char* type = "MPFR";
#else
using Backend = mp::cpp_bin_float<1000>;
constexpr const char* type = "cpp_bin_float";
#endif
}  // namespace

std::string type_of_1000_digits() { return type; }

Agreement agree_to_1000(const Expr& f, const Expr& claim, std::span<const double> x,
                        const std::function<bool()>& stopped) {
  return agree_in<mp::number<Backend, mp::et_off>>(f, claim, x, stopped);
}

}  // namespace slope::witness
