// SPDX-License-Identifier: MIT
// Written by coefficients.py, which says how.
#pragma once

#include <cstdint>

// clang-format off
namespace slope::kernel::SLOPE_INSTRUCTION_SET {

constexpr double log2_e = 0x1.71547652b82fep+0;
// ln 2 in two parts: integers of 11 bits times the first are exact.
constexpr double ln2_high = 0x1.62e42fefa3000p-1, ln2_low = 0x1.3de6af278ece6p-42;
// The same for arithmetic in floats: integers of 9 bits.
constexpr double ln2_high_short = 0x1.62e4000000000p-1, ln2_low_short = 0x1.7f7d1cf79abcap-20;
// (e^r − 1 − r)/r² on |r| ≤ ln 2/16; relative error 2^-37.9
constexpr double exponential_rest_eighth[] = {0x1.0000000000000p-1, 0x1.5555554dd43f1p-3, 0x1.5555555194cbdp-5, 0x1.1114f8ae51f04p-7, 0x1.6c1aa908021a5p-10};
// The bits of 2^(k/8) less those of 1 and k in the place of eighths of an exponent.
constexpr std::int64_t eighths[] = {0, -155339362315909, -273786814220523, -352003352548825, -386347768529971, -372849295843109, -307177783110739, -184611166772089};
// (e^r − 1 − r)/r² on |r| ≤ ln 2/2; relative error 2^-58.2
constexpr double exponential_rest[] = {0x1.0000000000000p-1, 0x1.5555555555557p-3, 0x1.5555555555556p-5, 0x1.11111111100dfp-7, 0x1.6c16c16c162d6p-10, 0x1.a01a01abe6323p-13, 0x1.a01a01a6d7831p-16, 0x1.71de0237484cdp-19, 0x1.27e4db67ac2b0p-22, 0x1.af4ddda1c08cdp-26, 0x1.1f72fc83bcbc7p-29};
// (e^r − 1 − r)/r² on |r| ≤ ln 2/2; relative error 2^-45.9
constexpr double exponential_rest_brief[] = {0x1.0000000000000p-1, 0x1.5555555553b7dp-3, 0x1.5555555554cb8p-5, 0x1.1111111c45d9fp-7, 0x1.6c16c1738ed23p-10, 0x1.a019adabe6699p-13, 0x1.a019c9ab133b1p-16, 0x1.72c720d005e4bp-19, 0x1.2880393a358c4p-22};
// (e^r − 1 − r)/r² on |r| ≤ ln 2/2; relative error 2^-28.4
constexpr double exponential_rest_short[] = {0x1.0000000b8f670p-1, 0x1.5555555a78251p-3, 0x1.5554e91133b7ep-5, 0x1.1110e0f71a4a5p-7, 0x1.6d43152a5e20ap-10, 0x1.a124e412bb9cfp-13};
// (2 atanh s − 2 s)/s³ in s², |s| ≤ 1/5; relative error 2^-54.6
constexpr double two_atanh_rest[] = {0x1.5555555555555p-1, 0x1.9999999999f30p-2, 0x1.24924923dba6ap-2, 0x1.c71c72e2f78d5p-3, 0x1.745cab2727663p-3, 0x1.3b29fcbbce66dp-3, 0x1.0e88ea4725d3dp-3, 0x1.16b68338bd78bp-3};
// (2 atanh s − 2 s)/s³ in s², |s| ≤ 1/5; relative error 2^-41.0
constexpr double two_atanh_rest_brief[] = {0x1.5555555554abap-1, 0x1.999999a2e50dap-2, 0x1.24923e9b3f973p-2, 0x1.c7252825eaa80p-3, 0x1.72be46e4ffadap-3, 0x1.5e3af68249425p-3};
// (2 atanh s − 2 s)/s³ in s², |s| ≤ 1/5; relative error 2^-27.3
constexpr double two_atanh_rest_short[] = {0x1.555555338930ep-1, 0x1.999a6c1558a42p-2, 0x1.242c5ad276ccbp-2, 0x1.e66d6f49a5601p-3};
// the slope of x σ(x) vanishes at minus this
constexpr double swish_zero = 0x1.474973c84120bp+0, swish_zero_low = 0x1.f8d74bc9ac154p-54;
// its e^−a, which is a − 1
constexpr double swish_zero_exponential = 0x1.1d25cf210482ep-2;
// (e^d − 1 − d)/d² on |d| ≤ 1/32; relative error 2^-49.3
constexpr double swish_rest[] = {0x1.0000000000007p-1, 0x1.5555555555558p-3, 0x1.5555555381363p-5, 0x1.1111111041036p-7, 0x1.6c1931950c84fp-10, 0x1.a01c2c6edca70p-13};
// the slope of x Φ(x) vanishes at minus this
constexpr double gelu_zero = 0x1.80ead197f00b4p-1, gelu_zero_low = -0x1.13e74c58cada8p-56;
constexpr double tail_middle = 5;
// (1 + a) e^(a²/2) Φ(−a) in t = (a − 5)/(a + 5), 0 ≤ a ≤ 40; relative error 2^-58.5
constexpr double normal_tail[] = {0x1.d8979b0f2b39dp-2, -0x1.76ff86859eb14p-4, 0x1.fc66cc64a1460p-6, 0x1.47c1d03054939p-7, -0x1.b08e0007b6b21p-6, 0x1.92037bab4699bp-6, -0x1.f11aab02b0bf5p-7, 0x1.ab6d038d761e2p-8, -0x1.b75f4fa261497p-10, 0x1.05719ebf6330cp-17, 0x1.7e61e860a59bep-13, -0x1.c1b1c2050c687p-15, -0x1.4c0fd4b6ec479p-17, 0x1.30035605eb0f4p-17, -0x1.2c47faa601372p-24, -0x1.5f2f9f18a289ep-20, 0x1.10940d6569ce2p-23, 0x1.a7409726c64dbp-23, -0x1.ae4b5e235e613p-26, -0x1.0cb349ac9e9b7p-25, 0x1.77ec130b5aed1p-29, 0x1.2806fa80b5652p-28, -0x1.45587cea66577p-37, -0x1.3a07a002cae32p-32};
constexpr double normal_tail_low = 0x1.b55e8780cbec8p-56;
// (e^(a²/2) Φ(−a) − a/√(2π))/(gelu_zero − a) in t = (a − 5)/(a + 5), 0 ≤ a ≤ 40; relative error 2^-58.1
constexpr double gelu_slope[] = {0x1.ce451b41a3ba0p-2, -0x1.6fce89f8d2b96p-4, 0x1.ef8423a0a7431p-5, -0x1.231a8d12384b0p-5, 0x1.23c37589941bcp-6, -0x1.e0a951946bec6p-8, 0x1.2dc0779902d45p-9, -0x1.cdee09d8e5be1p-12, -0x1.fde2a5295850ap-17, 0x1.54f8b74011a8cp-15, -0x1.34bdbf85d167bp-17, -0x1.0b769455a1127p-19, 0x1.6d26cf5cdcda0p-20, 0x1.7110b721aad33p-26, -0x1.6b13978a54f6dp-23, 0x1.a5e8f1fd0638ap-27, 0x1.7d98b22612ef7p-26, -0x1.2b0a3a403bc99p-29, -0x1.b27e9218f0158p-29, 0x1.f5df4bf58410ep-35, 0x1.93c97f0ea1c64p-32, 0x1.1ac5d53f450c3p-34};
constexpr double gelu_slope_low = -0x1.63e76ea57c6b5p-56;
// e^(a²/2) Φ(−a) times mills_under in a, 0 ≤ a ≤ 14.6; relative error 2^-39.0
constexpr double mills_over[] = {0x1.29db2c2190357p+10, 0x1.52119de39f94dp+10, 0x1.797195bad5b43p+9, 0x1.fb005d4187935p+7, 0x1.ab78e11ad824ep+5, 0x1.ada5f4c77ac33p+2, 0x1.988457df5c579p-2};
// what those are over
constexpr double mills_under[] = {0x1.29db2c218fbfdp+11, 0x1.1fdc9ffe56e6ep+12, 0x1.f3279f1fcfda7p+11, 0x1.f9ffc17aedbfbp+10, 0x1.4622a53b04759p+9, 0x1.0de0a1b36000bp+7, 0x1.0d3e0a3e2e72dp+4, 0x1.0000000000000p+0};
// (e^(a²/2) Φ(−a) − a/√(2π))/(gelu_zero − a) times mills_under in a, 0 ≤ a ≤ 14.6; relative error 2^-38.9
constexpr double gelu_slope_over[] = {0x1.8c31f426af6fdp+10, 0x1.4a48a76a30ba8p+11, 0x1.035534c1fa62dp+11, 0x1.e8e4b7248dc23p+9, 0x1.29a3d53b1cf3bp+8, 0x1.d5a672ee54af6p+5, 0x1.c0d7f57c7b5b4p+2, 0x1.9884533e0a0d5p-2};

}  // namespace slope::kernel::SLOPE_INSTRUCTION_SET
