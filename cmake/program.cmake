# The program.
include(GNUInstallDirs)
set(DOMICILE_DATA_DIR ${CMAKE_INSTALL_DATADIR}/domicile)
if(EXISTS ${PROJECT_SOURCE_DIR}/src/cli/main.cpp)
  add_executable(domicile_program src/cli/main.cpp)
  set_target_properties(domicile_program PROPERTIES OUTPUT_NAME domicile)
  target_link_libraries(domicile_program PRIVATE domicile_cli)
endif()
if(TARGET domicile_cli)
  target_compile_definitions(domicile_cli PRIVATE DOMICILE_VERSION="${PROJECT_VERSION}"
                             DOMICILE_SOURCE_DATA="${PROJECT_SOURCE_DIR}"
                             DOMICILE_INSTALLED_DATA="${CMAKE_INSTALL_FULL_DATADIR}/domicile"
                             DOMICILE_BUILT_RULES="${PROJECT_BINARY_DIR}/rules.cache")
endif()

# The rules as one file that loads in milliseconds. Without it, or after a change in the YAML, the YAML is read.
if(TARGET domicile_program)
  file(GLOB_RECURSE rule_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/locales/*.yaml
       ${PROJECT_SOURCE_DIR}/parsers/*.yaml)
  add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/rules.cache
                     COMMAND domicile_program lint --quiet --data ${PROJECT_SOURCE_DIR}
                             --write-cache ${PROJECT_BINARY_DIR}/rules.cache
                     DEPENDS domicile_program ${rule_files} VERBATIM)
  add_custom_target(rules_cache ALL DEPENDS ${PROJECT_BINARY_DIR}/rules.cache)
  install(FILES ${PROJECT_BINARY_DIR}/rules.cache DESTINATION ${DOMICILE_DATA_DIR})
endif()
