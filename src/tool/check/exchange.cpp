// SPDX-License-Identifier: MIT
#include "exchange.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>

#include "child.hpp"
#include "interrupt.hpp"

namespace slope::tool {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t buffered = std::size_t{1} << 15;  // bytes that wait to be written
constexpr milliseconds look_around{100};                // how often to see whether the program has ended
constexpr milliseconds left_open{500};  // how long to wait for output of what an ended program started
constexpr std::size_t shown_bytes = 100, shown_errors = 12;  // bytes of output, lines of standard error

std::string seconds(milliseconds time) {
  return fmt::format("{:g} s", static_cast<double>(time.count()) / 1000);
}

// The last lines of standard error, each behind a bar.
std::string quoted(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = std::string_view(text).substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(printable(line, 2 * shown_bytes));
    at = end + 1;
  }
  std::string quote;
  if (lines.size() > shown_errors) {
    lines.erase(lines.begin(), lines.end() - shown_errors);
    quote = "\n  | ...";
  }
  for (const std::string& line : lines) quote += "\n  | " + line;
  return quote;
}

// What the message about a failure says after the name of the program.
struct Fault : Error {
  using Error::Error;
};

// One run of the program.
class Run {
 public:
  Run(const Exchange& exchange, const Points& points,
      const std::function<void(std::size_t, std::span<const double>)>& result)
      : exchange_(exchange),
        points_(points),
        hand_over_(result),
        child_(exchange.command),
        reader_(exchange.wire, exchange.columns),
        result_(exchange.columns) {}

  std::vector<std::string> go() {
    try {
      while (child_.output() >= 0 && !left_behind_) step();
      finish();
    } catch (const Fault& e) {
      fail(e.what());
    }
    child_.end();
    std::vector<std::string> notes;
    if (left_behind_) notes.push_back("the program ended, but left a process that kept its output open");
    const std::string errors = child_.errors_text();
    if (!errors.empty()) notes.push_back("the program wrote to its standard error:" + quoted(errors));
    return notes;
  }

 private:
  void step() {
    write_points();
    pollfd all[] = {{child_.output(), POLLIN, 0},
                    {child_.errors(), POLLIN, 0},
                    {child_.input(), POLLOUT, 0},  // open while there is something to write
                    {interrupt_.descriptor(), POLLIN, 0}};
    ::poll(all, std::size(all), static_cast<int>(std::min(look_around, exchange_.silence).count()));
    if (interrupt_.signal() != 0) stop();
    if (all[1].revents != 0) child_.read_errors();
    if (all[2].revents & POLLERR) child_.close_input();
    if (all[0].revents == 0) return be_patient();
    reader_.add(child_.read());
    take_results();
    silent_since_ = Clock::now();
  }

  bool waiting() const { return written_ < out_.size(); }

  void write_points() {
    if (child_.input() < 0) return;
    if (!waiting()) {
      out_.clear();
      written_ = 0;
      for (; sent_ < points_.count() && out_.size() < buffered; ++sent_)
        append_point(out_, points_[sent_], exchange_.wire);
    }
    if (waiting()) {
      const std::size_t written = child_.write(std::string_view(out_).substr(written_));
      written_ += written;
      if (written > 0) silent_since_ = Clock::now();
    }
    if (!waiting() && sent_ == points_.count()) child_.close_input();
  }

  void take_results() {
    while (taken_ < points_.count() && next()) {
      hand_over_(taken_, result_);  // which may take long
      ++taken_;
      if (interrupt_.signal() != 0) stop();
    }
    if (taken_ < points_.count() || reader_.rest().empty()) return;
    throw Fault(fmt::format("writes more than {}: after the last comes '{}'", all_results(), rest_shown()));
  }

  bool next() {
    try {
      return reader_.next(result_);
    } catch (const BadResult& e) {
      throw Fault(
          fmt::format("writes a bad result: number {} of {} {}", taken_ + 1, points_.count(), e.what()));
    }
  }

  Clock::duration silence() const { return Clock::now() - silent_since_; }

  // Nothing has been written.
  void be_patient() {
    if (silence() >= left_open && child_.ending()) {
      left_behind_ = taken_ == points_.count() || !child_.ending()->good();
      if (left_behind_) return;
    }
    if (silence() >= exchange_.silence) hang(progress());
  }

  [[noreturn]] void hang(const std::string& when) {
    throw Fault(
        fmt::format("hangs: for {}, {}, it has neither read nor written nor ended; --timeout allows more",
                    seconds(exchange_.silence), when));
  }

  // The output has ended: has the program, and was that all?
  void finish() {
    while (!child_.ending()) {
      pollfd all[] = {{child_.errors(), POLLIN, 0}, {interrupt_.descriptor(), POLLIN, 0}};
      ::poll(all, std::size(all), 5);
      if (interrupt_.signal() != 0) stop();
      if (all[0].revents != 0) child_.read_errors();
      if (silence() >= exchange_.silence) hang(progress() + " and closing its output");
    }
    const Ending ending = *child_.ending();
    if (!ending.good()) throw Fault(fmt::format("{} {}", ending.text(), progress()));
    reader_.end();
    take_results();
    if (taken_ < points_.count())
      throw Fault(fmt::format("writes too few results: {} of {}, then it ended with exit code 0", taken_,
                              points_.count()));
  }

  std::string all_results() const {
    return points_.count() == 1 ? "one result"
                                : fmt::format("{} results, one for each point", points_.count());
  }
  std::string progress() const { return fmt::format("after {} of {} results", taken_, points_.count()); }
  std::string rest_shown() const {
    const std::string_view rest = reader_.rest();
    return printable(exchange_.wire.binary ? rest : rest.substr(0, rest.find('\n')), shown_bytes);
  }

  [[noreturn]] void fail(const std::string& how) {
    child_.end();
    const std::string errors = child_.errors_text();
    throw ProgramFailure(fmt::format("the program '{}' {}{}{}", printable(exchange_.command, shown_bytes),
                                     how, errors.empty() ? "" : "\nits standard error:", quoted(errors)));
  }

  [[noreturn]] void stop() {
    child_.end();
    interrupt_.obey();
  }

  const Exchange& exchange_;
  const Points& points_;
  const std::function<void(std::size_t, std::span<const double>)>& hand_over_;
  InterruptWatch interrupt_;
  Child child_;
  ResultReader reader_;
  std::vector<double> result_;
  std::string out_;
  std::size_t written_ = 0;           // bytes of out_
  std::size_t sent_ = 0, taken_ = 0;  // points, results
  Clock::time_point silent_since_ = Clock::now();
  bool left_behind_ = false;
};

}  // namespace

std::vector<std::string> run_exchange(
    const Exchange& exchange, const Points& points,
    const std::function<void(std::size_t, std::span<const double>)>& result) {
  return Run(exchange, points, result).go();
}

std::string describe(std::span<const double> point, const std::vector<std::string>& names, NumberType type) {
  std::string text;
  for (std::size_t i = 0; i < point.size(); ++i)
    text += fmt::format("{}{} = {}", i == 0 ? "" : ", ", names[i], write_number(point[i], type));
  return text;
}

}  // namespace slope::tool
