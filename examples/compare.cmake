# SPDX-License-Identifier: MIT
# Fails unless PROGRAM exits with 0 and prints exactly what the file EXPECTED holds; and, if there is a PICTURE, draws
# it when given the name of a file.
set(drawing "")
if(PICTURE)
  cmake_path(GET PICTURE FILENAME drawing)
endif()
execute_process(COMMAND ${PROGRAM} ${drawing} OUTPUT_VARIABLE printed RESULT_VARIABLE code)
file(READ ${EXPECTED} expected)
if(NOT code EQUAL 0 OR NOT printed STREQUAL expected)
  message(FATAL_ERROR "exit code ${code}, printed:\n${printed}\nexpected:\n${expected}")
endif()
if(PICTURE)
  execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${drawing} ${PICTURE} COMMAND_ERROR_IS_FATAL ANY)
endif()
