// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>

#include "slope/tape/stream.hpp"

#if defined(__linux__)
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace slope::detail {

#if defined(__linux__)

namespace {

// Pages of 2 MB, where the system gives them, make the first touch of a long tape several times cheaper. They exist at
// multiples of their size only, and survive a move only from one such place to another.
constexpr std::size_t huge_page = std::size_t{2} << 20U, huge_from = 2 * huge_page;

void* reserve(std::size_t bytes) {
  constexpr int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
  void* const pages = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, flags, -1, 0);
  if (pages == MAP_FAILED) throw std::bad_alloc();
  return pages;
}

// Address space at a multiple of 2 MB if there is room for pages of that size.
void* reserve_aligned(std::size_t bytes) {
  if (bytes < huge_from) return reserve(bytes);
  const std::size_t page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  bytes = (bytes + page - 1) / page * page;
  auto* const first = static_cast<std::byte*>(reserve(bytes + huge_page));
  const std::size_t before = -reinterpret_cast<std::uintptr_t>(first) % huge_page;
  if (before > 0) munmap(first, before);
  if (before < huge_page) munmap(first + before + bytes, huge_page - before);
  return first + before;
}

void* advised(void* pages, std::size_t bytes) {
  if (bytes >= huge_from) madvise(pages, bytes, MADV_HUGEPAGE);
  return pages;
}

}  // namespace

void* map_pages(std::size_t bytes) { return advised(reserve_aligned(bytes), bytes); }

void* grow_pages(void* old, std::size_t old_bytes, std::size_t bytes) {
  void* const place = reserve_aligned(bytes);
  void* const pages = mremap(old, old_bytes, bytes, MREMAP_MAYMOVE | MREMAP_FIXED, place);
  if (pages != MAP_FAILED) return advised(pages, bytes);
  munmap(place, bytes);
  throw std::bad_alloc();
}

void unmap_pages(void* pages, std::size_t bytes) noexcept { munmap(pages, bytes); }

#else

void* map_pages(std::size_t bytes) {
  void* pages = std::calloc(bytes, 1);
  if (pages == nullptr) throw std::bad_alloc();
  return pages;
}

void* grow_pages(void* old, std::size_t old_bytes, std::size_t bytes) {
  void* pages = std::realloc(old, bytes);
  if (pages == nullptr) throw std::bad_alloc();
  std::memset(static_cast<char*>(pages) + old_bytes, 0, bytes - old_bytes);
  return pages;
}

void unmap_pages(void* pages, std::size_t) noexcept { std::free(pages); }

#endif

}  // namespace slope::detail
