# SPDX-License-Identifier: MIT
# Fails unless COMPILER refuses PROGRAM with an error that contains what its line `// SAYS: …` says, and accepts it with
# -DRIGHT, by which every program shows the right way (once is enough: if CHECK_RIGHT).
file(STRINGS ${PROGRAM} says REGEX "^// SAYS: ")
string(REPLACE "// SAYS: " "" says "${says}")
if(says STREQUAL "")
  message(FATAL_ERROR "${PROGRAM} has no line `// SAYS: …`")
endif()
set(compile ${COMPILER} -std=c++20 -fsyntax-only -I${INCLUDE} ${PROGRAM})

execute_process(COMMAND ${compile} RESULT_VARIABLE code ERROR_VARIABLE printed)
string(FIND "${printed}" "${says}" at)
if(code EQUAL 0 OR at EQUAL -1)
  message(FATAL_ERROR "exit code ${code}, expected an error that says\n${says}\nbut the compiler printed\n${printed}")
endif()
string(REGEX MATCHALL "static assertion failed|static_assert failed" assertions "${printed}")
list(LENGTH assertions count)
if(count GREATER 1)
  message(FATAL_ERROR "one mistake, ${count} messages:\n${printed}")
endif()

if(NOT CHECK_RIGHT)
  return()
endif()
execute_process(COMMAND ${compile} -DRIGHT RESULT_VARIABLE code ERROR_VARIABLE printed)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "what should be right does not compile:\n${printed}")
endif()
