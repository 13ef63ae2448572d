// SPDX-License-Identifier: MIT
// What one would write by hand for this machine and these shapes: every size is known when it is compiled, weights are
// padded to whole vectors, and the update is part of the backward pass.
#include <cmath>
#include <cstdint>
#include <cstring>
#include <memory>

#include "contenders.hpp"

namespace slope::bench {
namespace {

template <class T> struct VectorOf;
template <> struct VectorOf<float> {
  using type [[gnu::vector_size(VECTOR_BYTES)]] = float;
  using Integers [[gnu::vector_size(VECTOR_BYTES)]] = std::int32_t;
  static constexpr int shift = 23;
  static constexpr float magic = 0x1.8p23F + 127, lowest = -87;
  static constexpr float coefficients[] = {1.0F / 2, 1.0F / 6, 1.0F / 24, 1.0F / 120, 1.0F / 720};
};
template <> struct VectorOf<double> {
  using type [[gnu::vector_size(VECTOR_BYTES)]] = double;
  using Integers [[gnu::vector_size(VECTOR_BYTES)]] = std::int64_t;
  static constexpr int shift = 52;
  static constexpr double magic = 0x1.8p52 + 1023, lowest = -708;
  static constexpr double coefficients[] = {1.0 / 2,       1.0 / 6,        1.0 / 24,       1.0 / 120,
                                            1.0 / 720,     1.0 / 5040,     1.0 / 40320,    1.0 / 362880,
                                            1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600};
};
template <class T> using V = typename VectorOf<T>::type;
template <class T> constexpr std::size_t width = VECTOR_BYTES / sizeof(T);
template <class T> V<T> load(const T* p) {
  V<T> v;
  std::memcpy(&v, p, sizeof v);
  return v;
}
template <class T> void store(T* p, V<T> v) { std::memcpy(p, &v, sizeof v); }

template <class T> V<T> exponential(V<T> t) {
  using C = VectorOf<T>;
  t = t < C::lowest ? V<T>{} + C::lowest : t;
  const V<T> sum = t * T(1.4426950408889634) + C::magic, n = sum - C::magic;
  V<T> r = t - n * T(0.693145751953125);
  r = r - n * T(1.4286068203094172e-06);
  const V<T> r2 = r * r;
  constexpr std::size_t count = sizeof C::coefficients / sizeof(T);
  V<T> even = V<T>{} + C::coefficients[count - 1], odd = V<T>{} + C::coefficients[count - 2];
  std::size_t i = count - 2;
  for (; i >= 2; i -= 2) {
    even = even * r2 + C::coefficients[i - 1];
    odd = odd * r2 + C::coefficients[i - 2];
  }
  V<T> rest = even * r + odd;
  if (i == 1) rest = rest * r + C::coefficients[0];
  const V<T> power = __builtin_bit_cast(V<T>, __builtin_bit_cast(typename C::Integers, sum) << C::shift);
  return (rest * r2 + r) * power + power;
}

template <class T, std::size_t batch, std::size_t in, std::size_t out, bool first> struct Layer {
  static constexpr std::size_t w = width<T>;
  static constexpr std::size_t padded = out == 1 ? 1 : (out + w - 1) / w * w,
                               in_padded = (in + w - 1) / w * w;
  static constexpr std::size_t vectors = (padded + w - 1) / w;
  alignas(64) T weights[in * padded] = {}, bias[padded + w] = {};
  alignas(64) T z[batch * padded + w] = {}, slope[batch * padded + w] = {}, seed[batch * padded + w] = {};
  alignas(64) T transposed[first ? 1 : padded * in_padded] = {};

  // rows×vectors sums of a[r][k] b[k][v], inner of them.
  template <std::size_t rows, std::size_t wide, std::size_t inner, class Init, class Done>
  [[gnu::always_inline]] static void tile(const T* a, std::size_t a_row, std::size_t a_column, const T* b,
                                          std::size_t b_row, Init init, Done done) {
    V<T> sum[rows][wide];
#pragma GCC unroll 16
    for (std::size_t r = 0; r < rows; ++r)
#pragma GCC unroll 16
      for (std::size_t v = 0; v < wide; ++v) sum[r][v] = init(r, v);
    for (std::size_t k = 0; k < inner; ++k) {
      V<T> bk[wide];
#pragma GCC unroll 16
      for (std::size_t v = 0; v < wide; ++v) bk[v] = load(b + k * b_row + v * w);
#pragma GCC unroll 16
      for (std::size_t r = 0; r < rows; ++r)
#pragma GCC unroll 16
        for (std::size_t v = 0; v < wide; ++v) sum[r][v] += a[r * a_row + k * a_column] * bk[v];
    }
#pragma GCC unroll 16
    for (std::size_t r = 0; r < rows; ++r)
#pragma GCC unroll 16
      for (std::size_t v = 0; v < wide; ++v) done(r, v, sum[r][v]);
  }
  // All of m×n, n in vectors, by tiles; init(row, vector), done(row, vector, sum).
  template <std::size_t m, std::size_t n, std::size_t inner, class Init, class Done>
  [[gnu::always_inline]] static void tiles(const T* a, std::size_t a_row, std::size_t a_column, const T* b,
                                           std::size_t b_row, Init init, Done done) {
    constexpr std::size_t wide = n % 4 == 0 ? 4 : n % 3 == 0 ? 3 : n % 2 == 0 ? 2 : 1;
    constexpr std::size_t most = wide == 4   ? 6
                                 : wide == 3 ? 8
                                 : wide == 2 ? 8
                                             : 16,
                          rows = m < most ? m : most;
    constexpr std::size_t rest = m % rows;
    for (std::size_t v0 = 0; v0 < n; v0 += wide) {
      const auto at = [&](std::size_t r0) {
        return [=](auto f) {
          return [=](std::size_t r, std::size_t v, auto... s) { return f(r0 + r, v0 + v, s...); };
        };
      };
      std::size_t r0 = 0;
      for (; r0 + rows <= m; r0 += rows)
        tile<rows, wide, inner>(a + r0 * a_row, a_row, a_column, b + v0 * w, b_row, at(r0)(init),
                                at(r0)(done));
      if constexpr (rest != 0)
        tile<rest, wide, inner>(a + r0 * a_row, a_row, a_column, b + v0 * w, b_row, at(r0)(init),
                                at(r0)(done));
    }
  }

  void forward(const T* x, std::size_t x_row, bool activate) {
    if constexpr (out == 1) {
      for (std::size_t r = 0; r < batch; ++r) {
        V<T> sum{};
        T total = bias[0];
        std::size_t k = 0;
        for (; k + w <= in; k += w) sum += load(x + r * x_row + k) * load(weights + k);
        for (; k < in; ++k) total += x[r * x_row + k] * weights[k];
        for (std::size_t i = 0; i < w; ++i) total += sum[i];
        z[r] = total;
      }
    } else {
      tiles<batch, vectors, in>(
          x, x_row, 1, weights, padded, [&](std::size_t, std::size_t v) { return load(bias + v * w); },
          [&](std::size_t r, std::size_t v, V<T> s) { store(z + r * padded + v * w, s); });
    }
    if (!activate) return;
    for (std::size_t i = 0; i < batch * padded; i += w) {
      const V<T> x1 = load(z + i), size = x1 < 0 ? -x1 : x1;
      const V<T> e = exponential<T>(-size), larger = 1 / (1 + e), smaller = e * larger;
      store(z + i, x1 < 0 ? smaller : larger);
      store(slope + i, smaller * larger);
    }
  }

  // `seed` is the adjoint of z: passes it on to `x_seed`, through the slopes there, and updates.
  void backward(const T* x, std::size_t x_row, T rate, T* x_seed, const T* x_slope) {
    if constexpr (!first) {
      if constexpr (out == 1) {
        for (std::size_t r = 0; r < batch; ++r)
          for (std::size_t k = 0; k < in; k += w)
            store(x_seed + r * x_row + k, seed[r] * load(weights + k) * load(x_slope + r * x_row + k));
      } else {
        for (std::size_t k = 0; k < in; ++k)
          for (std::size_t j = 0; j < out; ++j) transposed[j * in_padded + k] = weights[k * padded + j];
        tiles<batch, in_padded / w, out>(
            seed, padded, 1, transposed, in_padded, [](std::size_t, std::size_t) { return V<T>{}; },
            [&](std::size_t r, std::size_t v, V<T> s) {
              store(x_seed + r * x_row + v * w, s * load(x_slope + r * x_row + v * w));
            });
      }
    }
    if constexpr (out == 1) {
      for (std::size_t k = 0; k < in; k += w) {
        V<T> sum{};
        for (std::size_t r = 0; r < batch; ++r) sum += seed[r] * load(x + r * x_row + k);
        store(weights + k, load(weights + k) - rate * sum);
      }
      T sum = 0;
      for (std::size_t r = 0; r < batch; ++r) sum += seed[r];
      bias[0] -= rate * sum;
    } else {
      tiles<in, vectors, batch>(
          x, 1, x_row, seed, padded, [](std::size_t, std::size_t) { return V<T>{}; },
          [&](std::size_t r, std::size_t v, V<T> s) {
            T* const to = weights + r * padded + v * w;
            store(to, load(to) - rate * s);
          });
      for (std::size_t v = 0; v < vectors; ++v) {
        V<T> sum{};
        for (std::size_t r = 0; r < batch; ++r) sum += load(seed + r * padded + v * w);
        store(bias + v * w, load(bias + v * w) - rate * sum);
      }
    }
  }
  void set(const std::vector<T>& from, const std::vector<T>& b) {
    for (std::size_t k = 0; k < in; ++k)
      for (std::size_t j = 0; j < out; ++j) weights[k * padded + j] = from[k * out + j];
    for (std::size_t j = 0; j < out; ++j) bias[j] = b[j];
  }
  // Of the last layer: z are logits.
  T loss(const T* target) {
    T sum = 0;
    for (std::size_t r = 0; r < batch; ++r)
      for (std::size_t j = 0; j < padded; j += w) {
        V<T> zv{}, t{};
        const std::size_t n = out - j < w ? out - j : w;
        for (std::size_t i = 0; i < n; ++i) zv[i] = z[r * padded + j + i], t[i] = target[r * out + j + i];
        const V<T> size = zv < 0 ? -zv : zv, e = exponential<T>(-size), larger = 1 / (1 + e),
                   smaller = e * larger;
        const V<T> s = (1 - t) * (zv < 0 ? smaller : larger) - t * (zv < 0 ? larger : smaller);
        for (std::size_t i = 0; i < n; ++i) {
          seed[r * padded + j + i] = s[i];
          sum += (zv[i] < 0 ? t[i] : 1 - t[i]) * size[i] + std::log1p(e[i]);
        }
      }
    return sum;
  }
};

// With one output, rows are what fills vectors.
template <class T, std::size_t n> T loss_of_column(const T* z, const T* target, T* seed) {
  constexpr std::size_t w = width<T>;
  T sum = 0;
  for (std::size_t i = 0; i < n; i += w) {
    V<T> zv{}, t{};
    const std::size_t count = n - i < w ? n - i : w;
    for (std::size_t k = 0; k < count; ++k) zv[k] = z[i + k], t[k] = target[i + k];
    const V<T> size = zv < 0 ? -zv : zv, e = exponential<T>(-size), larger = 1 / (1 + e),
               smaller = e * larger;
    const V<T> s = (1 - t) * (zv < 0 ? smaller : larger) - t * (zv < 0 ? larger : smaller);
    // log(1 + e) = 2 atanh(e/(2 + e)), of which the series to s^23 is enough: s ≤ 1/3.
    const V<T> h = e / (2 + e), h2 = h * h;
    V<T> series = V<T>{} + T(1.0 / 31);
    for (int k = 29; k >= 1; k -= 2) series = series * h2 + T(1.0) / static_cast<T>(k);
    const V<T> all = (zv < 0 ? t : 1 - t) * size + 2 * h * series;
    for (std::size_t k = 0; k < count; ++k) seed[i + k] = s[k], sum += all[k];
  }
  return sum;
}

template <class T, std::size_t batch, std::size_t in, std::size_t hidden, std::size_t out> struct Two {
  explicit Two(const Problem<T>& problem) : p(problem) {
    a.set(p.w[0], p.b[0]);
    b.set(p.w[1], p.b[1]);
  }
  T step() {
    a.forward(p.x.data(), in, true);
    b.forward(a.z, a.padded, false);
    T loss;
    if constexpr (out == 1) loss = loss_of_column<T, batch>(b.z, p.target.data(), b.seed);
    else loss = b.loss(p.target.data());
    b.backward(a.z, a.padded, p.rate, a.seed, a.slope);
    a.backward(p.x.data(), in, p.rate, nullptr, nullptr);
    return loss;
  }
  Problem<T> p;
  Layer<T, batch, in, hidden, true> a;
  Layer<T, batch, hidden, out, false> b;
};
template <class T, std::size_t batch, std::size_t in, std::size_t h1, std::size_t h2> struct Three {
  explicit Three(const Problem<T>& problem) : p(problem) {
    a.set(p.w[0], p.b[0]);
    b.set(p.w[1], p.b[1]);
    c.set(p.w[2], p.b[2]);
  }
  T step() {
    a.forward(p.x.data(), in, true);
    b.forward(a.z, a.padded, true);
    c.forward(b.z, b.padded, false);
    const T loss = loss_of_column<T, batch>(c.z, p.target.data(), c.seed);
    c.backward(b.z, b.padded, p.rate, b.seed, b.slope);
    b.backward(a.z, a.padded, p.rate, a.seed, a.slope);
    a.backward(p.x.data(), in, p.rate, nullptr, nullptr);
    return loss;
  }
  Problem<T> p;
  Layer<T, batch, in, h1, true> a;
  Layer<T, batch, h1, h2, false> b;
  Layer<T, batch, h2, 1, false> c;
};

}  // namespace

template <class T> void add_hand(Contenders<T>& all, const Problem<T>& problem) {
  const auto add = [&](auto network) { all.push_back({"by hand", [network] { return network->step(); }}); };
  const std::vector<std::size_t>& s = problem.sizes;
  if (s == std::vector<std::size_t>{2, 16, 1}) add(std::make_shared<Two<T, 4, 2, 16, 1>>(problem));
  if (s == std::vector<std::size_t>{30, 16, 1}) add(std::make_shared<Two<T, 32, 30, 16, 1>>(problem));
  if (s == std::vector<std::size_t>{64, 32, 10}) add(std::make_shared<Two<T, 32, 64, 32, 10>>(problem));
  if (s == std::vector<std::size_t>{784, 128, 10}) add(std::make_shared<Two<T, 64, 784, 128, 10>>(problem));
  if (s == std::vector<std::size_t>{8, 16, 16, 1}) add(std::make_shared<Three<T, 1, 8, 16, 16>>(problem));
}
template void add_hand(Contenders<float>&, const Problem<float>&);
template void add_hand(Contenders<double>&, const Problem<double>&);

}  // namespace slope::bench
