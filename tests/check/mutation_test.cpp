// SPDX-License-Identifier: MIT
// Wrong gradients, made from right ones: every one is caught, and at least 95 of 100 get the right diagnosis.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>

#include "losses.hpp"
#include "naive.hpp"
#include "slope/calculus/gradient.hpp"
#include "slope/calculus/hessian.hpp"
#include "slope/check/check_function.hpp"
#include "slope/check/check_gradient.hpp"

namespace slope {
namespace {

using losses::Loss;
using Vector = std::vector<double>;

class Mutations {
 public:
  void add(const std::string& name, Cause expected, const CheckReport& report) {
    ++total_;
    if (report.wrong == 0) {
      ++missed_;
      ADD_FAILURE() << name << " was not caught\n" << report.text();
      return;
    }
    const Cause found = report.diagnosis ? report.diagnosis->cause : Cause::unknown;
    ++of_[expected];
    if (found == expected) return;
    ++misjudged_;
    std::cout << name << ": expected " << name_of(expected) << ", found\n" << report.text();
  }
  ~Mutations() {
    std::cout << total_ << " wrong gradients, " << missed_ << " missed, " << misjudged_ << " misjudged;";
    for (const auto& [cause, n] : of_) std::cout << " " << name_of(cause) << " " << n;
    std::cout << "\n";
  }
  std::size_t total_ = 0, missed_ = 0, misjudged_ = 0;
  std::map<Cause, std::size_t> of_;
};

// ∇f by a tape, changed.
template <class Change> auto changed(int f, Change change) {
  return [f, change](const Vector& x) {
    Vector g = gradient(Loss{f}, x);
    change(g, x);
    return g;
  };
}

void add_gradients(Mutations& all, int f) {
  const std::size_t n = losses::variables(f);
  const auto id = [&](const char* what) { return "function " + std::to_string(f) + ", " + what; };
  const auto check = [&](const auto& wrong) {
    return check_gradient(wrong, Loss{f}, std::vector<SampleRange>(n, SampleRange{-2, 2}), 60);
  };
  const std::size_t one = static_cast<std::size_t>(f) % n;
  all.add(id("doubled"), Cause::constant_factor, check(changed(f, [](Vector& g, const Vector&) {
            for (double& d : g) d *= 2;
          })));
  all.add(id("divided by 32"), Cause::constant_factor, check(changed(f, [](Vector& g, const Vector&) {
            for (double& d : g) d /= 32;
          })));
  all.add(id("one component times 0.3"), Cause::constant_factor,
          check(changed(f, [=](Vector& g, const Vector&) { g[one] *= 0.3; })));
  all.add(id("negative"), Cause::sign, check(changed(f, [](Vector& g, const Vector&) {
            for (double& d : g) d = -d;
          })));
  all.add(id("one component negative"), Cause::sign,
          check(changed(f, [=](Vector& g, const Vector&) { g[one] = -g[one]; })));
  all.add(id("two components swapped"), Cause::swapped,
          check(changed(f, [=](Vector& g, const Vector&) { std::swap(g[one], g[(one + 1) % n]); })));
  if (n > 2) {
    all.add(
        id("rotated"), Cause::shifted,
        check(changed(f, [](Vector& g, const Vector&) { std::rotate(g.begin(), g.begin() + 1, g.end()); })));
    all.add(id("moved by one, 0 before"), Cause::shifted, check(changed(f, [](Vector& g, const Vector&) {
              g.insert(g.begin(), 0.0);
              g.pop_back();
            })));
  }
  for (std::size_t k = 0; k < 2; ++k)
    all.add(id("a term missing"), Cause::term_missing, check([f, k](const Vector& x) {
              return gradient(Loss{f, k}, x);
            }));
  all.add(id("the last term missing"), Cause::term_missing,
          check([f, last = losses::terms(f, Vector(n, 1.0)).size() - 1](const Vector& x) {
            return gradient(Loss{f, last}, x);
          }));
  unsigned calls = 0;
  all.add(id("random"), Cause::non_determinism, check(changed(f, [&calls](Vector& g, const Vector&) {
            g[0] *= 1 + 1e-6 * static_cast<double>(++calls % 7);
          })));
}

// The terms of a function as its results.
struct Results {
  int f;
  template <class T> std::vector<T> operator()(const std::vector<T>& x) const { return losses::terms(f, x); }
};

void add_jacobian(Mutations& all, int f) {
  const std::size_t n = losses::variables(f);
  const auto flat = [f, n](const Vector& x, bool transposed) {
    const std::size_t m = losses::terms(f, x).size();
    Vector out(m * n);
    for (std::size_t i = 0; i < m; ++i) {
      const Vector row = gradient([f, i](const auto& v) { return losses::terms(f, v)[i]; }, x);
      for (std::size_t j = 0; j < n; ++j) out[transposed ? j * m + i : i * n + j] = row[j];
    }
    return out;
  };
  const std::vector<SampleRange> box(n, SampleRange{-2, 2});
  EXPECT_TRUE(check_jacobian([&](const Vector& x) { return flat(x, false); }, Results{f}, box, 20).passed());
  all.add("Jacobian " + std::to_string(f) + ", transposed", Cause::transposed,
          check_jacobian([&](const Vector& x) { return flat(x, true); }, Results{f}, box, 20));
}

TEST(Mutations, AreAllCaughtAndNearlyAllDiagnosed) {
  Mutations all;
  for (int f = 0; f < losses::count; ++f) add_gradients(all, f);
  for (int f = 0; f < losses::count; f += 3) add_jacobian(all, f);
  for (const Naive& naive : naive_derivatives()) {
    FunctionOptions options;
    options.derivative = 1;
    options.range = naive.range;
    options.within = ulps(1000);
    all.add(naive.name, naive.cause, check_function(naive.computed, naive.formula, options));
  }
  EXPECT_GE(all.total_, 300u);
  EXPECT_EQ(all.missed_, 0u);
  EXPECT_LE(all.misjudged_ * 20, all.total_);
}

TEST(Mutations, HaveRightOriginals) {
  for (int f = 0; f < losses::count; ++f) {
    const CheckReport report =
        check_gradient([f](const Vector& x) { return gradient(Loss{f}, x); }, Loss{f},
                       std::vector<SampleRange>(losses::variables(f), SampleRange{-2, 2}), 60);
    EXPECT_TRUE(report.passed()) << "function " << f << "\n" << report.text();
  }
}

}  // namespace
}  // namespace slope
