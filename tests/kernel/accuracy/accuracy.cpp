// SPDX-License-Identifier: MIT
#include "accuracy.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstring>
#include <mutex>
#include <thread>

#include "slope/kernel/scalar.hpp"

namespace slope::accuracy {
namespace {

constexpr std::size_t block = 4096;

/// Random bits that depend on i alone. (splitmix64)
std::uint64_t mixed(std::uint64_t i) {
  i = (i + 1) * 0x9e3779b97f4a7c15;
  i = (i ^ (i >> 30)) * 0xbf58476d1ce4e5b9;
  i = (i ^ (i >> 27)) * 0x94d049bb133111eb;
  return i ^ (i >> 31);
}

template <class T> std::vector<const kernel::Functions<T>*> tables() {
  const kernel::InstructionSet before = kernel::instruction_set_in_use();
  std::vector<const kernel::Functions<T>*> all;
  for (const kernel::InstructionSet set : kernel::available_instruction_sets()) {
    kernel::use_instruction_set(set);
    all.push_back(&kernel::functions<T>());
  }
  kernel::use_instruction_set(before);
  return all;
}

/// The unit of the last place of T at y, which has more digits.
template <class T> double unit(double y) {
  static_assert(std::is_same_v<T, float>);
  const std::uint64_t exponent = std::bit_cast<std::uint64_t>(y) >> 52 & 0x7ff;
  return std::bit_cast<double>((std::max<std::uint64_t>(exponent, 1023 - 126) - 23) << 52);
}
template <class T> long double unit(long double y) {
  return std::ldexp(1.0L, std::max(y == 0 ? -1022 : std::ilogb(y), -1022) - 52);
}

/// Measures blocks of inputs; one per thread.
template <class T> class Worker {
 public:
  Worker(const Subject& subject, const std::vector<const kernel::Functions<T>*>& tables)
      : subject_(subject), tables_(tables), reports_(tables.size()) {}

  void measure(const std::vector<T>& x) {
    const std::size_t n = x.size();
    inputs += n;
    for (std::size_t k = 0; k < tables_.size(); ++k) {
      value_.resize(tables_.size() * n), slope_.resize(tables_.size() * n);
      (tables_[k]->*subject_.kernels<T>()).values_and_slopes(x.data(), &value_[k * n], &slope_[k * n], n);
    }
    wide_.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
      wide_[i] = subject_.wider(x[i]);
      if (mixed(seen_++) % 20000 == 0) check_reference(x[i], wide_[i]);
    }
    PairOfErrors last;
    for (std::size_t k = 0; k < tables_.size(); ++k) {
      // The same bits as on the instruction set before have the same errors.
      if (k == 0 || !same(value_, k, n) || !same(slope_, k, n)) last = errors_of_block(x, k);
      reports_[k].value.add(last.value);
      reports_[k].slope.add(last.slope);
    }
  }

  void add_to(Report& report) const {
    report.inputs += inputs, report.exact += asked_;
    report.reference_error = std::max(report.reference_error, reference_error_);
    for (std::size_t k = 0; k < reports_.size(); ++k) {
      report.sets[k].value.add(reports_[k].value);
      report.sets[k].slope.add(reports_[k].slope);
    }
  }

  std::uint64_t inputs = 0;

 private:
  struct PairOfErrors {
    Errors value, slope;
  };
  static constexpr double margin = std::is_same_v<T, float> ? margin_float : margin_double;

  static bool same(const std::vector<T>& y, std::size_t k, std::size_t n) {
    return std::memcmp(&y[k * n], &y[(k - 1) * n], n * sizeof(T)) == 0;
  }

  PairOfErrors errors_of_block(const std::vector<T>& x, std::size_t k) {
    PairOfErrors errors;
    // Smaller errors are not looked at; other instruction sets, too, may be given what is found.
    const auto known = [&](Errors PairOfErrors::*part) {
      double least = (reports_[0].*part).worst;
      for (const PairOfErrors& r : reports_) least = std::min(least, (r.*part).worst);
      return least;
    };
    const double known_value = known(&PairOfErrors::value), known_slope = known(&PairOfErrors::slope);
    errors.value.worst = known_value, errors.slope.worst = known_slope;
    for (std::size_t i = 0, n = x.size(); i < n; ++i) {
      exact_is_known_ = false;
      consider(errors.value, x[i], value_[k * n + i], wide_[i].value, &Exact::value, false);
      consider(errors.slope, x[i], slope_[k * n + i], wide_[i].slope, &Exact::slope, subject_.cancels(x[i]));
    }
    if (errors.value.worst == known_value) errors.value.worst = Errors().worst;
    if (errors.slope.worst == known_slope) errors.slope.worst = Errors().worst;
    return errors;
  }

  template <class Wide>
  void consider(Errors& errors, T x, T y, Wide wide, mpfr_t Exact::*part, bool cancels) {
    double error = 0;
    if (!cancels) {
      const Wide difference = std::fabs(static_cast<Wide>(y) - wide);
      if (static_cast<Wide>(y) == wide ||
          difference < unit<T>(wide) * static_cast<Wide>(std::min(errors.worst, 0.5) - margin))
        return;
      const T nearest = static_cast<T>(wide);
      if (std::isnan(y) && std::isnan(wide)) return;
      if (y == nearest && std::is_same_v<T, double> && errors.worst > 0.5) return;
      if (std::isfinite(y) && std::isfinite(nearest)) error = static_cast<double>(difference / unit<T>(wide));
      else if (y != nearest) error = std::numeric_limits<double>::infinity();
      // Between the two bounds it is neither the worst nor perhaps misrounded.
      if (error > 0.5 + margin && error < errors.worst - margin) {
        ++errors.misrounded;
        errors.wrongly_zero += y == 0 && nearest != 0;
        return;
      }
    }
    const Exact& truth = exact(x);
    error = ulps(y, truth.*part);
    if (!(error <= 0.5)) {
      ++errors.misrounded;
      errors.wrongly_zero += y == 0;
    }
    if (!(error <= errors.worst)) errors.worst = error, errors.at = static_cast<double>(x);
  }

  const Exact& exact(T x) {
    if (!exact_is_known_) {
      subject_.exact(exact_, static_cast<double>(x));
      exact_is_known_ = true;
      ++asked_;
    }
    return exact_;
  }

  template <class Wide> void check_reference(T x, const Both<Wide>& wide) {
    exact_is_known_ = false;
    const Exact& truth = exact(x);
    const auto check = [&](Wide y, mpfr_srcptr t) {
      const T nearest = static_cast<T>(y);
      if (!std::isfinite(nearest) || !mpfr_number_p(t)) return;
      mpfr_t difference;
      mpfr_init2(difference, Exact::bits);
      mpfr_set_ld(difference, y, MPFR_RNDN);
      mpfr_sub(difference, difference, t, MPFR_RNDN);
      const double size = std::fabs(mpfr_get_d(difference, MPFR_RNDN));
      mpfr_clear(difference);
      reference_error_ = std::max(reference_error_, size / static_cast<double>(unit<T>(y)));
    };
    check(wide.value, truth.value);
    if (!subject_.cancels(x)) check(wide.slope, truth.slope);
  }

  const Subject& subject_;
  const std::vector<const kernel::Functions<T>*>& tables_;
  std::vector<PairOfErrors> reports_;
  std::vector<decltype(std::declval<Subject>().wider(T{}))> wide_;
  std::vector<T> value_, slope_;
  Exact exact_;
  bool exact_is_known_ = false;
  std::uint64_t seen_ = 0, asked_ = 0;
  double reference_error_ = 0;
};

template <class T, class Input>
Report measure(const Subject& subject, std::uint64_t count, Input input, const Progress& progress) {
  const auto all = tables<T>();
  Report report;
  report.function = subject.name;
  report.type = std::is_same_v<T, float> ? "float" : "double";
  for (const kernel::InstructionSet set : kernel::available_instruction_sets())
    report.sets.push_back({set, {}, {}});
  std::atomic<std::uint64_t> next = 0;
  std::mutex mutex;
  const auto work = [&] {
    Worker<T> worker(subject, all);
    std::vector<T> x;
    for (std::uint64_t from; (from = next.fetch_add(block)) < count;) {
      const std::uint64_t to = std::min<std::uint64_t>(from + block, count);
      x.clear();
      for (std::uint64_t i = from; i < to; ++i) x.push_back(input(i));
      worker.measure(x);
      if (from / block % 1024 == 0) {
        const std::lock_guard lock(mutex);
        progress(static_cast<double>(to) / static_cast<double>(count));
      }
    }
    const std::lock_guard lock(mutex);
    worker.add_to(report);
    mpfr_free_cache2(MPFR_FREE_LOCAL_CACHE);
  };
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < std::thread::hardware_concurrency(); ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  return report;
}

}  // namespace

void Errors::add(const Errors& other) {
  if (other.worst > worst) worst = other.worst, at = other.at;
  misrounded += other.misrounded;
  wrongly_zero += other.wrongly_zero;
}

Report measure_floats(const Subject& subject, std::uint64_t stride, std::uint64_t first,
                      const Progress& progress) {
  const auto input = [=](std::uint64_t i) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(first + i * stride));
  };
  return measure<float>(subject, (std::uint64_t{1} << 32) / stride, input, progress);
}

Report measure_doubles(const Subject& subject, std::uint64_t count, const Progress& progress) {
  return measure<double>(
      subject, count, [&](std::uint64_t i) { return sample(subject, i); }, progress);
}

double sample(const Subject& subject, std::uint64_t i) {
  const std::uint64_t bits = mixed(2 * i);
  const double u = std::ldexp(static_cast<double>(mixed(2 * i + 1) >> 11), -53);  // in [0, 1)
  const double sign = bits & 1 ? 1 : -1;
  const auto small = [&](int most) {
    return std::ldexp(1 + u, -static_cast<int>(bits / 2 % static_cast<unsigned>(most)) - 1);
  };
  if (subject.name == "logit") switch (i % 8) {
      case 0:
      case 1: return u;
      case 2: return small(1074);
      case 3: return small(60);
      case 4: return 0.5 + sign * small(54) / 2;
      case 5: return 1 - small(52);
      case 6: return 0.75 + sign * small(54) / 4;
      default: return std::bit_cast<double>(bits);
    }
  const double zero = subject.cancels(subject.zero) ? subject.zero : -1;
  switch (i % 16) {
    case 0: return sign * 760 * u;
    case 1:
    case 2: return sign * 45 * u;
    case 3:
    case 4: return sign * 3 * u;
    case 5: return sign * 2 * small(60);  // around 0
    case 6: return sign * small(1074);    // down to denormals
    case 7: return sign * (36.7 + 40 * (bits & 2 ? 1 : -1) * small(50));
    case 8: return sign * (709.8 + 4 * (bits & 2 ? 1 : -1) * small(50));
    case 9: return sign * (745.1 + 4 * (bits & 2 ? 1 : -1) * small(50));
    case 10: return sign * (706 + 48 * u);    // where e^−|x| is denormal
    case 11: return sign * (352 + 24 * u);    // where e^−2|x| is
    case 12: return sign * (37.4 + 1.3 * u);  // where e^(−x²/2) is
    case 13: return zero * (1 + sign * small(52));
    case 14:
      return sign * std::log(2.0) *
             (static_cast<double>(bits / 2 % 64) + 0.5 + small(40) * (bits & 256 ? 1 : -1)) /
             (bits & 512 ? 2 : 1);                       // where exponents change
    default: return std::bit_cast<double>(mixed(bits));  // any double
  }
}

}  // namespace slope::accuracy
