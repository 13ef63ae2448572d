// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

#include "slope/tape/stream.hpp"

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace slope::detail {

#if defined(__linux__)

namespace {

// Pages of 2 MB, where the system gives them, make the first touch of a long tape several times cheaper.
void* advised(void* pages, std::size_t bytes) {
  if (pages == MAP_FAILED) throw std::bad_alloc();
  if (bytes >= (std::size_t{8} << 20U)) madvise(pages, bytes, MADV_HUGEPAGE);
  return pages;
}

}  // namespace

void* map_pages(std::size_t bytes) {
  constexpr int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
  return advised(mmap(nullptr, bytes, PROT_READ | PROT_WRITE, flags, -1, 0), bytes);
}

void* grow_pages(void* old, std::size_t old_bytes, std::size_t bytes) {
  return advised(mremap(old, old_bytes, bytes, MREMAP_MAYMOVE), bytes);
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
