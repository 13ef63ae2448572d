// SPDX-License-Identifier: MIT
// Activations at a few units in the last place, for layers of networks: value and slope from one exponential, in the
// precision of T itself. The slopes are products of what is small, so that they keep their digits in the tails, where
// y (1 − y) and 1 − y² have none. tests/kernel/accuracy/brief_test.cpp has their bounds.
#pragma once

#include "coefficients.hpp"
#include "slope/kernel/table.hpp"
#include "vector.hpp"

namespace slope::kernel::SLOPE_INSTRUCTION_SET {

template <class T> struct Brief;
template <> struct Brief<double> {
  static constexpr int fraction_bits = 52;
  /// 2^n is carried as 2^(n + lift), so that it is a normal number; even lowest · e^lowest is 0.
  static constexpr double lift = 200, unlift = 0x1p-200, lowest = -760;
  static constexpr double magic = 0x1.8p52 + 1023 + lift;
  static constexpr double high = ln2_high, low = ln2_low;
};
template <> struct Brief<float> {
  static constexpr int fraction_bits = 23;
  static constexpr float lift = 60, unlift = 0x1p-60F, lowest = -112;
  static constexpr float magic = 0x1.8p23F + 127 + lift;
  static constexpr float high = static_cast<float>(ln2_high_short), low = static_cast<float>(ln2_low_short);
};

template <class T> SLOPE_INLINE Integers<T> bits_of(Vector<T> x) {
  return __builtin_bit_cast(Integers<T>, x);
}
template <class T> SLOPE_INLINE Vector<T> number_of_bits(Integers<T> b) {
  return __builtin_bit_cast(Vector<T>, b);
}
template <class T> SLOPE_INLINE Integers<T> sign_of(Vector<T> x) {
  return bits_of<T>(x) & bits_of<T>(splat(-T(0)));
}
template <class T> SLOPE_INLINE Vector<T> magnitude(Vector<T> x) {
  return number_of_bits<T>(bits_of<T>(x) ^ sign_of<T>(x));
}
template <class T> SLOPE_INLINE Vector<T> minus_magnitude(Vector<T> x) {
  return number_of_bits<T>(bits_of<T>(x) | bits_of<T>(splat(-T(0))));
}
template <class T> SLOPE_INLINE Vector<T> with_sign(Vector<T> size, Vector<T> x) {
  return number_of_bits<T>(bits_of<T>(size) | sign_of<T>(x));
}
template <class T> SLOPE_INLINE Vector<T> choose(Integers<T> mask, Vector<T> yes, Vector<T> no) {
  return mask ? yes : no;
}

template <class T, std::size_t n> SLOPE_INLINE Vector<T> series(const double (&c)[n], Vector<T> x) {
  return sum_of_powers<n>([&](std::size_t k) { return splat(static_cast<T>(c[k])); }, x);
}

/// e^t = power (1 + rest) unlift for t ≤ 0.
template <class T> struct Split { Vector<T> rest, power; };
template <class T> SLOPE_INLINE Split<T> split_exponential(Vector<T> t) {
  using B = Brief<T>;
  t = at_least<T>(B::lowest, t);
  const Vector<T> sum = fused(t, splat(static_cast<T>(log2_e)), splat(B::magic)), n = sum - B::magic;
  const Vector<T> r = fused(n, splat(-B::low), fused(n, splat(-B::high), t));
  const Vector<T> c = [&] {
    if constexpr (sizeof(T) == 4) return series<T>(exponential_rest_short, r);
    else return series<T>(exponential_rest, r);
  }();
  return {fused(r * r, c, r), number_of_bits<T>(bits_of<T>(sum) << B::fraction_bits)};
}
template <class T> SLOPE_INLINE Vector<T> joined(const Split<T>& e) {
  return fused(e.rest, e.power, e.power) * Brief<T>::unlift;
}
template <class T> SLOPE_INLINE Vector<T> less_one(const Split<T>& e) {
  const Vector<T> power = e.power * Brief<T>::unlift;
  return fused(e.rest, power, power - 1);
}
template <class T> SLOPE_INLINE Vector<T> exponential(Vector<T> t) {
  return joined<T>(split_exponential<T>(t));
}

/// k ln 2 + 2 atanh s.
template <class T> SLOPE_INLINE Vector<T> log_of_parts(Vector<T> k, Vector<T> s) {
  const Vector<T> s2 = s * s;
  const Vector<T> c = [&] {
    if constexpr (sizeof(T) == 4) return series<T>(two_atanh_rest_short, s2);
    else return series<T>(two_atanh_rest, s2);
  }();
  const Vector<T> rest = fused(s * s2, c, s + s);
  return fused(k, splat(Brief<T>::high), fused(k, splat(Brief<T>::low), rest));
}
/// log(1 + e) for 0 ≤ e ≤ 1: with 2^k near 1 + e, k ln 2 + 2 atanh of a quotient.
template <class T> SLOPE_INLINE Vector<T> log_one_plus(Vector<T> e) {
  const Vector<T> k = choose<T>(e > T(0.5), splat(T(1)), splat(T(0)));
  return log_of_parts<T>(k, (e - k) / (e + (k + 2)));
}

/// log x for one positive normal x: x = 2^k m with m from 2/3 to 4/3.
template <class T> SLOPE_INLINE T log_of(T x) {
  using B = Brief<T>;
  const auto b = bits_of<T>(splat(x));
  const Integers<T> k = (b - bits_of<T>(splat(T(2) / 3))) >> B::fraction_bits;
  const Vector<T> m = number_of_bits<T>(b - (k << B::fraction_bits)),
                  count = __builtin_convertvector(k, Vector<T>);
  return log_of_parts<T>(count, (m - 1) / (m + 1))[0];
}

template <class T> struct At { Vector<T> value, slope; };

/// σ(|x|), σ(−|x|) and e^−|x|.
template <class T> struct SigmoidParts {
  SLOPE_INLINE explicit SigmoidParts(Vector<T> x)
      : e(exponential<T>(minus_magnitude<T>(x))), larger(1 / (1 + e)), smaller(e * larger) {}
  Vector<T> e, larger, smaller;
};

struct BriefSigmoid {
  template <class T> SLOPE_INLINE static At<T> at(Vector<T> x) {
    const SigmoidParts<T> s(x);
    return {choose<T>(x < 0, s.smaller, s.larger), s.smaller * s.larger};
  }
};
struct BriefSoftplus {
  template <class T> SLOPE_INLINE static At<T> at(Vector<T> x) {
    const SigmoidParts<T> s(x);
    return {choose<T>(x > 0, x, splat(T(0))) + log_one_plus<T>(s.e), choose<T>(x < 0, s.smaller, s.larger)};
  }
};
struct BriefLogSigmoid {
  template <class T> SLOPE_INLINE static At<T> at(Vector<T> x) {
    const At<T> mirror = BriefSoftplus::at<T>(-x);
    return {-mirror.value, mirror.slope};
  }
};
struct BriefTanh {
  template <class T> SLOPE_INLINE static At<T> at(Vector<T> x) {
    const Split<T> split = split_exponential<T>(magnitude<T>(x) * T(-2));
    const Vector<T> e = joined<T>(split), d = 1 / (1 + e);
    return {with_sign<T>(-less_one<T>(split) * d, x), 4 * (e * d) * d};
  }
};
/// The slope is σ(x) (1 + x σ(−x)), which cancels near its zero at −1.278…: there its error is of the size of that of 1.
struct BriefSwish {
  template <class T> SLOPE_INLINE static At<T> at(Vector<T> x) {
    constexpr T far = -2 * Brief<T>::lowest;
    const Split<T> split = split_exponential<T>(minus_magnitude<T>(x));
    const Vector<T> lifted = fused(split.rest, split.power, split.power), e = lifted * Brief<T>::unlift;
    const Vector<T> larger = 1 / (1 + e), smaller = e * larger;
    const Vector<T> low = at_least<T>(-far, x), bounded = choose<T>(low > far, splat(far), low);
    const auto below = x < 0;
    // x σ(x) is a normal number for longer than σ(x).
    const Vector<T> value = choose<T>(below, low * (lifted * larger) * Brief<T>::unlift, x * larger);
    const Vector<T> own = choose<T>(below, smaller, larger), other = choose<T>(below, larger, smaller);
    return {value, own * fused(bounded, other, splat(T(1)))};
  }
};
struct BriefElu {
  template <class T> SLOPE_INLINE static At<T> at(Vector<T> x) {
    const Split<T> split = split_exponential<T>(minus_magnitude<T>(x));
    return {choose<T>(x > 0, x, with_sign<T>(magnitude<T>(less_one<T>(split)), x)),
            choose<T>(x > 0, splat(T(1)), joined<T>(split))};
  }
};
struct BriefRelu {
  template <class T> SLOPE_INLINE static At<T> at(Vector<T> x) {
    return {choose<T>(x <= 0, splat(T(0)), x), choose<T>(x > 0, splat(T(1)), splat(T(0)))};
  }
};
struct BriefLeakyRelu {
  template <class T> SLOPE_INLINE static At<T> at(Vector<T> x) {
    return {choose<T>(x < 0, x / 100, x), choose<T>(x > 0, splat(T(1)), splat(T(1) / 100))};
  }
};

template <class F, class T> [[gnu::flatten]] void activation(const T* in, T* value, T* slope, std::size_t n) {
  along<T>(n, [&](std::size_t, std::size_t i, auto part) {
    const At<T> y = F::template at<T>(part.load(in + i));
    part.store(value + i, y.value);
    part.store(slope + i, y.slope);
  });
}
}  // namespace slope::kernel::SLOPE_INSTRUCTION_SET
