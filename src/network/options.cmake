# SPDX-License-Identifier: MIT
# Training gives the same bits whatever the compiler could fuse: products and sums round as written.
file(GLOB network_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.cpp)
set_source_files_properties(${network_sources} PROPERTIES COMPILE_OPTIONS "-ffp-contract=off")
if(nlohmann_json_FOUND)
  target_link_libraries(slope PRIVATE $<BUILD_INTERFACE:nlohmann_json::nlohmann_json>)
  target_compile_definitions(slope PRIVATE SLOPE_HAVE_JSON)
endif()
