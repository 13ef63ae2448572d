# SPDX-License-Identifier: MIT
# slope_warnings(TARGET): the warnings that every file of ours must be free of.
function(slope_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
  if(SLOPE_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()
