// SPDX-License-Identifier: MIT
#include "slope/kernel/array.hpp"

#include <fmt/format.h>

#include <functional>
#include <string_view>

#include "slope/core/error.hpp"
#include "slope/kernel/scalar.hpp"

namespace slope {

namespace {

template <class T> using In = std::span<const T>;
template <class T> using Out = std::span<T>;
template <class T> using Choice = kernel::Function<T> kernel::Functions<T>::*;

void check_length(std::string_view name, std::size_t in, std::size_t out) {
  if (in == out) return;
  throw UsageError(
      fmt::format("{}: {} numbers in, but room for {} out; make the spans of one length", name, in, out));
}

template <class T> bool overlap(In<T> a, In<T> b) {
  const std::less<const T*> before;
  return !a.empty() && !b.empty() && before(a.data(), b.data() + b.size()) &&
         before(b.data(), a.data() + a.size());
}

template <class T> void check_output(std::string_view name, In<T> in, In<T> out) {
  check_length(name, in.size(), out.size());
  if (in.data() != out.data() && overlap(in, out))
    throw UsageError(fmt::format(
        "{}: the output overlaps the input in part; pass the input itself or a span of its own", name));
}

template <class T> void values(std::string_view name, Choice<T> f, In<T> in, Out<T> value) {
  check_output<T>(name, in, value);
  (kernel::functions<T>().*f).values(in.data(), value.data(), in.size());
}
template <class T> void slopes(std::string_view name, Choice<T> f, In<T> in, Out<T> slope) {
  check_output<T>(name, in, slope);
  (kernel::functions<T>().*f).slopes(in.data(), slope.data(), in.size());
}
template <class T> void both(std::string_view name, Choice<T> f, In<T> in, Out<T> value, Out<T> slope) {
  check_output<T>(name, in, value);
  check_output<T>(name, in, slope);
  if (overlap<T>(value, slope))
    throw UsageError(fmt::format("{}: values and slopes overlap; give each a span of its own", name));
  (kernel::functions<T>().*f).values_and_slopes(in.data(), value.data(), slope.data(), in.size());
}

using Doubles = kernel::Functions<double>;
using Floats = kernel::Functions<float>;

}  // namespace

void sigmoid(In<double> in, Out<double> out) { values("sigmoid", &Doubles::sigmoid, in, out); }
void sigmoid_slope(In<double> in, Out<double> out) { slopes("sigmoid_slope", &Doubles::sigmoid, in, out); }
void sigmoid_value_and_slope(In<double> in, Out<double> value, Out<double> slope) {
  both("sigmoid_value_and_slope", &Doubles::sigmoid, in, value, slope);
}
void sigmoid(In<float> in, Out<float> out) { values("sigmoid", &Floats::sigmoid, in, out); }
void sigmoid_slope(In<float> in, Out<float> out) { slopes("sigmoid_slope", &Floats::sigmoid, in, out); }
void sigmoid_value_and_slope(In<float> in, Out<float> value, Out<float> slope) {
  both("sigmoid_value_and_slope", &Floats::sigmoid, in, value, slope);
}

void logsigmoid(In<double> in, Out<double> out) { values("logsigmoid", &Doubles::logsigmoid, in, out); }
void logsigmoid_slope(In<double> in, Out<double> out) {
  slopes("logsigmoid_slope", &Doubles::logsigmoid, in, out);
}
void logsigmoid_value_and_slope(In<double> in, Out<double> value, Out<double> slope) {
  both("logsigmoid_value_and_slope", &Doubles::logsigmoid, in, value, slope);
}
void logsigmoid(In<float> in, Out<float> out) { values("logsigmoid", &Floats::logsigmoid, in, out); }
void logsigmoid_slope(In<float> in, Out<float> out) {
  slopes("logsigmoid_slope", &Floats::logsigmoid, in, out);
}
void logsigmoid_value_and_slope(In<float> in, Out<float> value, Out<float> slope) {
  both("logsigmoid_value_and_slope", &Floats::logsigmoid, in, value, slope);
}

void softplus(In<double> in, Out<double> out) { values("softplus", &Doubles::softplus, in, out); }
void softplus_slope(In<double> in, Out<double> out) { slopes("softplus_slope", &Doubles::softplus, in, out); }
void softplus_value_and_slope(In<double> in, Out<double> value, Out<double> slope) {
  both("softplus_value_and_slope", &Doubles::softplus, in, value, slope);
}
void softplus(In<float> in, Out<float> out) { values("softplus", &Floats::softplus, in, out); }
void softplus_slope(In<float> in, Out<float> out) { slopes("softplus_slope", &Floats::softplus, in, out); }
void softplus_value_and_slope(In<float> in, Out<float> value, Out<float> slope) {
  both("softplus_value_and_slope", &Floats::softplus, in, value, slope);
}

void logit(In<double> in, Out<double> out) { values("logit", &Doubles::logit, in, out); }
void logit_slope(In<double> in, Out<double> out) { slopes("logit_slope", &Doubles::logit, in, out); }
void logit_value_and_slope(In<double> in, Out<double> value, Out<double> slope) {
  both("logit_value_and_slope", &Doubles::logit, in, value, slope);
}
void logit(In<float> in, Out<float> out) { values("logit", &Floats::logit, in, out); }
void logit_slope(In<float> in, Out<float> out) { slopes("logit_slope", &Floats::logit, in, out); }
void logit_value_and_slope(In<float> in, Out<float> value, Out<float> slope) {
  both("logit_value_and_slope", &Floats::logit, in, value, slope);
}

void tanh(In<double> in, Out<double> out) { values("tanh", &Doubles::tanh, in, out); }
void tanh_slope(In<double> in, Out<double> out) { slopes("tanh_slope", &Doubles::tanh, in, out); }
void tanh_value_and_slope(In<double> in, Out<double> value, Out<double> slope) {
  both("tanh_value_and_slope", &Doubles::tanh, in, value, slope);
}
void tanh(In<float> in, Out<float> out) { values("tanh", &Floats::tanh, in, out); }
void tanh_slope(In<float> in, Out<float> out) { slopes("tanh_slope", &Floats::tanh, in, out); }
void tanh_value_and_slope(In<float> in, Out<float> value, Out<float> slope) {
  both("tanh_value_and_slope", &Floats::tanh, in, value, slope);
}

void swish(In<double> in, Out<double> out) { values("swish", &Doubles::swish, in, out); }
void swish_slope(In<double> in, Out<double> out) { slopes("swish_slope", &Doubles::swish, in, out); }
void swish_value_and_slope(In<double> in, Out<double> value, Out<double> slope) {
  both("swish_value_and_slope", &Doubles::swish, in, value, slope);
}
void swish(In<float> in, Out<float> out) { values("swish", &Floats::swish, in, out); }
void swish_slope(In<float> in, Out<float> out) { slopes("swish_slope", &Floats::swish, in, out); }
void swish_value_and_slope(In<float> in, Out<float> value, Out<float> slope) {
  both("swish_value_and_slope", &Floats::swish, in, value, slope);
}

void gelu(In<double> in, Out<double> out) { values("gelu", &Doubles::gelu, in, out); }
void gelu_slope(In<double> in, Out<double> out) { slopes("gelu_slope", &Doubles::gelu, in, out); }
void gelu_value_and_slope(In<double> in, Out<double> value, Out<double> slope) {
  both("gelu_value_and_slope", &Doubles::gelu, in, value, slope);
}
void gelu(In<float> in, Out<float> out) { values("gelu", &Floats::gelu, in, out); }
void gelu_slope(In<float> in, Out<float> out) { slopes("gelu_slope", &Floats::gelu, in, out); }
void gelu_value_and_slope(In<float> in, Out<float> value, Out<float> slope) {
  both("gelu_value_and_slope", &Floats::gelu, in, value, slope);
}

}  // namespace slope
