# What `cmake --install` puts where, and what find_package(domicile) finds there.
# The library is every room but the doors; its headers are reached as "domicile/screener.hpp", as in the build tree.
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/domicile)
set(doors cli http mcp service store regress)

get_property(rooms GLOBAL PROPERTY DOMICILE_ROOMS)
list(REMOVE_ITEM rooms ${doors})
foreach(room IN LISTS rooms)
  set_target_properties(domicile_${room} PROPERTIES EXPORT_NAME ${room})
  target_include_directories(domicile_${room} INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/domicile>)
  install(TARGETS domicile_${room} EXPORT domicileTargets)
  install(DIRECTORY src/${room} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/domicile FILES_MATCHING PATTERN "*.hpp")
endforeach()
install(EXPORT domicileTargets NAMESPACE domicile:: DESTINATION ${package_dir})

configure_package_config_file(cmake/domicile-config.cmake.in ${PROJECT_BINARY_DIR}/domicile-config.cmake
                              INSTALL_DESTINATION ${package_dir} PATH_VARS DOMICILE_DATA_DIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/domicile-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/domicile-config.cmake ${PROJECT_BINARY_DIR}/domicile-config-version.cmake
              cmake/dependencies.cmake DESTINATION ${package_dir})

if(TARGET domicile_program)
  install(TARGETS domicile_program)
endif()
install(DIRECTORY locales parsers policies web DESTINATION ${DOMICILE_DATA_DIR})
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES README.md CHANGELOG.md LICENSE NOTICE THIRD-PARTY.md DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
