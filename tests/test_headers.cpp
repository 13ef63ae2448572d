// SPDX-License-Identifier: MIT
// Nothing: a target of CMake has a file.
