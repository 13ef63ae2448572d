// SPDX-License-Identifier: MIT
// Derivatives of a function of doubles by Richardson's extrapolation of central differences, as Ridders does it
// (Advances in Engineering Software 4, 1982), with rounding in the estimate of the error.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>

#include "slope/check/reference.hpp"

namespace slope::check {

namespace {

constexpr int halvings = 16;
constexpr double slack = 8;  // between an estimate of an error and what is allowed
constexpr double epsilon = std::numeric_limits<double>::epsilon(),
                 smallest = std::numeric_limits<double>::min();

struct Estimate {
  double value = std::numeric_limits<double>::quiet_NaN();
  double error = std::numeric_limits<double>::infinity();
};

// The limit of quotient(h) for h → 0, where quotient(h) = limit + c h^order + c′ h^(2 order) + …, with a rounding error
// of noise(h).
template <class Quotient, class Noise>
Estimate extrapolate(double first_step, int order, const Quotient& quotient, const Noise& noise) {
  Estimate best;
  std::array<double, halvings> row{}, before{};
  bool has_before = false;
  double h = first_step;
  int depth = 0;
  for (int k = 0; k < halvings; ++k, h /= 2) {
    row[0] = quotient(h);
    if (!std::isfinite(row[0])) {
      has_before = false, depth = 0;
      continue;
    }
    const int columns = has_before ? std::min(depth + 1, halvings - 1) : 0;
    double factor = 1;
    for (int j = 1; j <= columns; ++j) {
      const auto at = static_cast<std::size_t>(j);
      factor *= std::ldexp(1.0, order);
      row[at] = row[at - 1] + (row[at - 1] - before[at - 1]) / (factor - 1);
      const double error =
          std::max(std::fabs(row[at] - row[at - 1]), std::fabs(row[at] - before[at - 1])) + 2 * noise(h);
      if (error < best.error) best = {row[at], error};
    }
    depth = columns, before = row, has_before = true;
  }
  return best;
}

double step_at(double x) { return std::max(std::fabs(x), 1e-3) / 4; }

class DifferenceReference : public Reference {
 public:
  DifferenceReference(std::function<Numbers(Place)> function, Order order)
      : function_(std::move(function)), order_(order) {}

  std::string text() const override {
    std::string text = "Richardson's differences of your function";
    if (errors_.empty()) return text;
    std::vector<double> sorted = errors_;
    std::sort(sorted.begin(), sorted.end());
    return text + fmt::format("; their own estimate of their relative error: median {:.1e}, largest {:.1e}",
                              sorted[sorted.size() / 2], sorted.back());
  }

  std::vector<TrueNumber> at(Place point) override {
    const Numbers here = function_(point);
    if (std::any_of(here.begin(), here.end(), [](double y) { return std::isnan(y); })) return {};
    std::vector<TrueNumber> out;
    for (std::size_t i = 0; i < here.size(); ++i) {
      if (order_ == Order::value) out.push_back(number({here[i], epsilon * std::fabs(here[i])}));
      for (std::size_t j = 0; j < point.size() && order_ != Order::value; ++j) {
        if (order_ == Order::first) out.push_back(number(slope(point, i, j, 0)));
        for (std::size_t k = 0; k < point.size() && order_ == Order::second; ++k)
          out.push_back(number(second(point, here[i], i, j, k)));
      }
    }
    for (const TrueNumber& n : out)
      if (n.known && n.value.nearest != 0) errors_.push_back(n.error / slack / std::fabs(n.value.nearest));
    return out;
  }

  std::vector<Sides> sides_at(Place point, int) override {
    std::vector<Sides> out;
    const std::size_t results = function_(point).size();
    for (std::size_t i = 0; i < results; ++i)
      for (std::size_t j = 0; j < point.size() && order_ == Order::first; ++j) {
        const Estimate left = slope(point, i, j, -1), right = slope(point, i, j, 1),
                       both = slope(point, i, j, 0);
        // A jump is more than what the estimates may be off.
        const bool jumps = std::fabs(left.value - right.value) > 8 * (left.error + right.error);
        if (jumps)
          out.push_back({std::min(left.value, right.value) - left.error,
                         std::max(left.value, right.value) + right.error});
        else out.push_back({both.value, both.value});
      }
    return out;
  }

 private:
  static TrueNumber number(const Estimate& e) {
    TrueNumber n;
    n.value.nearest = e.value;
    n.known = std::isfinite(e.value) && std::isfinite(e.error);
    // Of the last places of an honest computation nothing is known but that it may be as good as the estimate.
    n.error = slack * e.error + 16 * std::numeric_limits<double>::denorm_min();
    return n;
  }
  double result(const Numbers& place, std::size_t i) const { return function_(place)[i]; }

  // ∂fᵢ/∂xⱼ: of both sides, or of one.
  Estimate slope(Place point, std::size_t i, std::size_t j, int side) const {
    Numbers place(point.begin(), point.end());
    double size = 0;
    const auto f = [&](double x) {
      place[j] = x;
      const double y = result(place, i);
      size = std::max(size, std::fabs(y));
      return y;
    };
    const double x = point[j], middle = side == 0 ? 0 : f(x);
    const auto quotient = [&](double h) {
      if (side == 0) {
        const double high = x + h, low = x - h;  // as they are rounded
        return (f(high) - f(low)) / (high - low);
      }
      const double there = x + side * h;
      return (f(there) - middle) / (there - x);
    };
    return extrapolate(step_at(x), side == 0 ? 2 : 1, quotient,
                       [&](double h) { return (epsilon * size + smallest) / h; });
  }

  Estimate second(Place point, double middle, std::size_t i, std::size_t j, std::size_t k) const {
    Numbers place(point.begin(), point.end());
    double size = std::fabs(middle);
    const auto f = [&](double dj, double dk) {
      place[j] = point[j] + dj;
      place[k] = (j == k ? place[k] : point[k]) + dk;
      const double y = result(place, i);
      size = std::max(size, std::fabs(y));
      return y;
    };
    // Steps that are powers of two, so that x + h loses as little as possible.
    const auto power = [](double h) { return std::ldexp(1.0, std::ilogb(h)); };
    const double hj = power(step_at(point[j])), hk = power(step_at(point[k]));
    const auto quotient = [&](double t) {
      const double a = hj * t, b = hk * t;
      if (j == k) return (f(a, 0) - 2 * middle + f(-a, 0)) / (a * a);
      return (f(a, b) - f(a, -b) - f(-a, b) + f(-a, -b)) / (4 * a * b);
    };
    return extrapolate(1, 2, quotient,
                       [&](double t) { return 4 * (epsilon * size + smallest) / (hj * t) / (hk * t); });
  }

  std::function<Numbers(Place)> function_;
  Order order_;
  std::vector<double> errors_;  // relative
};

}  // namespace

std::unique_ptr<Reference> difference_reference(std::function<Numbers(Place)> function, Order order) {
  return std::make_unique<DifferenceReference>(std::move(function), order);
}

}  // namespace slope::check
