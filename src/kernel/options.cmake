# SPDX-License-Identifier: MIT
# How the kernels are compiled, in every configuration: optimised, as they are measured, and with the arithmetic as
# written. Nothing is vectorised but what says so: descriptions of work that were just written word by word would be read
# two words at once, which waits until both have left the store buffer. Only the three files that are one per instruction
# set get its flags, and share nothing (lanes.hpp).
set(kernel_options -O2 -ffp-contract=off -fno-math-errno -fno-trapping-math -fno-tree-slp-vectorize)
set_source_files_properties(${CMAKE_CURRENT_LIST_DIR}/baseline.cpp PROPERTIES COMPILE_OPTIONS "${kernel_options}")
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  set_source_files_properties(${CMAKE_CURRENT_LIST_DIR}/avx2.cpp PROPERTIES COMPILE_OPTIONS "${kernel_options};-mavx2;-mfma")
  set_source_files_properties(
    ${CMAKE_CURRENT_LIST_DIR}/avx512.cpp PROPERTIES COMPILE_OPTIONS "${kernel_options};-mavx512f;-mavx512dq;-mavx512vl;-mfma")
  set_source_files_properties(${CMAKE_CURRENT_LIST_DIR}/instruction_set.cpp PROPERTIES COMPILE_DEFINITIONS SLOPE_HAVE_AVX)
endif()
