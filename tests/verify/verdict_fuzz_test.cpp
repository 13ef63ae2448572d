// SPDX-License-Identifier: MIT
// No wrong verdict: true identities are never refuted, false ones never proved. What is true and what is false is checked
// with MPFR, not with Slope. For the long run: SLOPE_VERDICT_FUZZ=100000 build/release/tests/verify/verify_test
// --gtest_filter='VerdictFuzz.*'
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "random_identity.hpp"
#include "reference.hpp"
#include "slope/expr/print.hpp"
#include "slope/interval/interval.hpp"
#include "slope/verify/identity.hpp"

namespace slope::fuzz {

namespace {

int cases() {
  const char* const wanted = std::getenv("SLOPE_VERDICT_FUZZ");
  return wanted ? std::atoi(wanted) : 1000;
}

// The points, as many as both sides have finite values at, and the largest distance over max(1, |value|).
struct Distance {
  int points = 0;
  Number worst = 0;
};

// False where 120 digits were too few for the value, as for sin(exp(exp(10))).
bool is_steady(const Expr& f, const std::map<std::string, std::string>& at, const Number& value) {
  const Number better = reference(f, at, 240);
  return abs(Number(better - value)) <= 1e-70 * std::max(Number(1), Number(abs(better)));
}

Distance distance(const Expr& lhs, const Expr& rhs) {
  static const std::array<std::pair<const char*, const char*>, 8> places{{{"0.71", "-0.35"},
                                                                          {"-1.2", "0.4"},
                                                                          {"0.1", "1.9"},
                                                                          {"-0.6", "-0.9"},
                                                                          {"2.3", "0.2"},
                                                                          {"-2.1", "1.1"},
                                                                          {"0.02", "-2.2"},
                                                                          {"1.3", "0.8"}}};
  Distance d;
  for (const auto& [x, y] : places) {
    const std::map<std::string, std::string> at{{"x", x}, {"y", y}};
    const Number a = reference(lhs, at, 120), b = reference(rhs, at, 120);
    if (!isfinite(a) || !isfinite(b) || abs(a) > 1e15 || (a != 0 && abs(a) < 1e-15)) continue;
    if (!is_steady(lhs, at, a) || !is_steady(rhs, at, b)) continue;
    ++d.points;
    const Number scale = std::max(Number(1), Number(abs(a))), here = abs(Number(a - b)) / scale;
    if (here > d.worst) d.worst = here;
  }
  return d;
}

struct Tally {
  int proved = 0, refuted = 0, supported = 0, unknown = 0;
  void add(const Verdict& v) {
    ++(v.proved()                           ? proved
       : v.refuted()                        ? refuted
       : v.kind == Verdict::Kind::supported ? supported
                                            : unknown);
  }
  int all() const { return proved + refuted + supported + unknown; }
};

std::string shown(const Pair& p) { return print(p.lhs, Format::text) + " = " + print(p.rhs, Format::text); }

void report(const char* what, const Tally& t) {
  std::cout << what << " identities: " << t.all() << ", proved " << t.proved << ", refuted " << t.refuted
            << ", supported " << t.supported << ", unknown " << t.unknown << "\n";
}

TEST(VerdictFuzz, TrueIdentitiesAreNeverRefuted) {
  Tally tally;
  for (int i = 0; tally.all() < cases(); ++i) {
    IdentityGenerator generator(static_cast<std::uint64_t>(i) + 1);
    const Pair p = generator.next(4);
    if (p.lhs.node_count() > 400) continue;
    const Distance d = distance(p.lhs, p.rhs);
    ASSERT_TRUE(d.points == 0 || d.worst < 1e-60) << "the generator is wrong: " << shown(p);
    const Verdict v = verify(p.lhs, p.rhs);
    tally.add(v);
    ASSERT_FALSE(v.refuted()) << shown(p) << "\n" << v;
    if (std::getenv("SLOPE_VERDICT_SHOW") && !v.proved()) std::cout << shown(p) << "\n   " << v << "\n";
  }
  report("true", tally);
  EXPECT_GE(tally.proved, tally.all() * 97 / 100);
}

TEST(VerdictFuzz, FalseIdentitiesAreNeverProved) {
  Tally tally;
  for (int i = 0; tally.all() < cases(); ++i) {
    IdentityGenerator generator(static_cast<std::uint64_t>(i) + 1'000'000'007);
    Pair p = generator.next(4);
    p.rhs = generator.changed(p.rhs);
    if (p.lhs.node_count() + p.rhs.node_count() > 400) continue;
    if (const Distance d = distance(p.lhs, p.rhs); d.points == 0 || d.worst < 1e-60)
      continue;  // not surely false
    const Verdict v = verify(p.lhs, p.rhs);
    tally.add(v);
    ASSERT_FALSE(v.proved()) << shown(p) << "\n" << v;
    if (std::getenv("SLOPE_VERDICT_SHOW") && !v.refuted()) std::cout << shown(p) << "\n   " << v << "\n";
  }
  report("false", tally);
  if (has_intervals()) EXPECT_GE(tally.refuted, tally.all() * 99 / 100);
  else EXPECT_EQ(tally.refuted, 0);
}

}  // namespace

}  // namespace slope::fuzz
