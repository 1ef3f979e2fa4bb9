# find_package(domicile) from another project, and the installed program, both against a freshly installed tree.
set(package_prefix ${PROJECT_BINARY_DIR}/package/prefix)
add_test(NAME package_install COMMAND ${CMAKE_COMMAND} --install ${PROJECT_BINARY_DIR} --prefix ${package_prefix})
set_tests_properties(package_install PROPERTIES FIXTURES_SETUP installed_tree)

add_test(NAME package_consumer
         COMMAND ${CMAKE_CTEST_COMMAND} --build-and-test ${CMAKE_CURRENT_LIST_DIR} ${PROJECT_BINARY_DIR}/package/consumer
                 --build-generator ${CMAKE_GENERATOR} --build-options -DCMAKE_PREFIX_PATH=${package_prefix}
                 --test-command consumer)
add_test(NAME package_program COMMAND ${package_prefix}/bin/domicile doctor --sandbox off)
set_tests_properties(package_program PROPERTIES PASS_REGULAR_EXPRESSION "data +${package_prefix}/share/domicile")
set_tests_properties(package_consumer package_program PROPERTIES FIXTURES_REQUIRED installed_tree)
