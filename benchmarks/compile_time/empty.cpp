// SPDX-License-Identifier: MIT
// empty
