// SPDX-License-Identifier: MIT
#include "slope/tape/products.hpp"

// One source, compiled for each instruction set; the processor's is chosen when the program starts. (clang does not
// combine the two attributes, and inlines the loops by itself.)
#if defined(__x86_64__) && defined(__linux__) && defined(__clang__)
#define SLOPE_FOR_EACH_PROCESSOR [[gnu::target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")]]
#elif defined(__x86_64__) && defined(__linux__) && !defined(__SANITIZE_THREAD__)
#define SLOPE_FOR_EACH_PROCESSOR \
  [[gnu::target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"), gnu::flatten]]
#else
#define SLOPE_FOR_EACH_PROCESSOR
#endif

namespace slope::detail {

SLOPE_FOR_EACH_PROCESSOR void add_scaled(std::size_t n, float s, const float* x, float* y) {
  add_scaled_loop(n, s, x, y);
}
SLOPE_FOR_EACH_PROCESSOR void add_scaled(std::size_t n, double s, const double* x, double* y) {
  add_scaled_loop(n, s, x, y);
}
SLOPE_FOR_EACH_PROCESSOR void add_products(std::size_t n, const float* x, const float* y, float* z) {
  add_products_loop(n, x, y, z);
}
SLOPE_FOR_EACH_PROCESSOR void add_products(std::size_t n, const double* x, const double* y, double* z) {
  add_products_loop(n, x, y, z);
}
SLOPE_FOR_EACH_PROCESSOR void add_product(std::size_t m, std::size_t k, std::size_t n, const float* a,
                                          const float* b, float* c) {
  add_product_loop(m, k, n, a, b, c);
}
SLOPE_FOR_EACH_PROCESSOR void add_product(std::size_t m, std::size_t k, std::size_t n, const double* a,
                                          const double* b, double* c) {
  add_product_loop(m, k, n, a, b, c);
}
SLOPE_FOR_EACH_PROCESSOR void add_product_tn(std::size_t m, std::size_t k, std::size_t n, const float* a,
                                             const float* b, float* c) {
  add_product_tn_loop(m, k, n, a, b, c);
}
SLOPE_FOR_EACH_PROCESSOR void add_product_tn(std::size_t m, std::size_t k, std::size_t n, const double* a,
                                             const double* b, double* c) {
  add_product_tn_loop(m, k, n, a, b, c);
}
SLOPE_FOR_EACH_PROCESSOR void add_product_nt(std::size_t m, std::size_t k, std::size_t n, const float* a,
                                             const float* b, float* c) {
  add_product_nt_loop(m, k, n, a, b, c);
}
SLOPE_FOR_EACH_PROCESSOR void add_product_nt(std::size_t m, std::size_t k, std::size_t n, const double* a,
                                             const double* b, double* c) {
  add_product_nt_loop(m, k, n, a, b, c);
}

}  // namespace slope::detail
