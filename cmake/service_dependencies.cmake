# What only the program needs, not the library: the store and the server.
pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(libpqxx REQUIRED IMPORTED_TARGET libpqxx)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(libcurl REQUIRED IMPORTED_TARGET libcurl)
find_package(Boost 1.74 REQUIRED)  # Beast and Asio, which are headers
# Boost 1.74 looks for Clang's coroutines in <experimental/coroutine>, where they are no more; GCC needs no word.
target_compile_definitions(Boost::headers INTERFACE BOOST_ASIO_HAS_CO_AWAIT=1 BOOST_ASIO_HAS_STD_COROUTINE=1)
