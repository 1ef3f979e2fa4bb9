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
                             DOMICILE_INSTALLED_DATA="${CMAKE_INSTALL_FULL_DATADIR}/domicile")
endif()
