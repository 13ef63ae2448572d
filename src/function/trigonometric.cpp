// SPDX-License-Identifier: MIT
#include "slope/function/trigonometric.hpp"

#include <string>

#include "slope/core/error.hpp"

namespace slope::detail {

void refuse_far_angle() {
  throw LimitError(
      "an angle beyond 2^" + std::to_string(max_angle_exponent) +
      " is not reduced in many digits, of which it would need as many before the point; take a smaller "
      "argument of sin, cos, tan, sec, csc or cot");
}

}  // namespace slope::detail
