// SPDX-License-Identifier: MIT
// What operations on matrices did, to be done again.
#pragma once

#include <cstddef>
#include <cstring>
#include <type_traits>
#include <vector>

namespace slope::detail {

/// Calls of functions of one argument, a struct of sizes and of places in memory.
class Calls {
 public:
  template <auto function, class A> [[gnu::cold, gnu::noinline]] void add(const A& argument) {
    static_assert(std::is_trivially_copyable_v<A> && sizeof(A) <= room && alignof(A) <= alignof(Call));
    Call& call = calls_.emplace_back();
    call.function = [](const void* a) { function(*static_cast<const A*>(a)); };
    std::memcpy(call.argument, &argument, sizeof argument);
  }
  void clear() { calls_.clear(); }
  void run() const {
    for (const Call& call : calls_) call.function(call.argument);
  }

 private:
  static constexpr std::size_t room = 136;
  struct Call {
    void (*function)(const void*);
    std::byte argument[room];
  };
  std::vector<Call> calls_;
};

}  // namespace slope::detail
