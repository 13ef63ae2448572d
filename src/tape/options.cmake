# SPDX-License-Identifier: MIT
# The reverse sweep is a loop of ten instructions. Where it happens to lie costs a network of scalar loops up to 10 %.
set_source_files_properties(${CMAKE_CURRENT_LIST_DIR}/tape.cpp PROPERTIES COMPILE_OPTIONS -falign-loops=32)
