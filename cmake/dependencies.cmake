# Everything comes from Debian's packages; tools/setup installs them.
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(poppler REQUIRED IMPORTED_TARGET poppler)
pkg_check_modules(poppler_cpp REQUIRED IMPORTED_TARGET poppler-cpp)
pkg_check_modules(tesseract REQUIRED IMPORTED_TARGET tesseract)
pkg_check_modules(lept REQUIRED IMPORTED_TARGET lept)
pkg_check_modules(heif REQUIRED IMPORTED_TARGET libheif)
pkg_check_modules(picture_formats REQUIRED IMPORTED_TARGET libjpeg libpng libtiff-4 libwebp libwebpdemux)
pkg_check_modules(seccomp REQUIRED IMPORTED_TARGET libseccomp)
set(RE2_TARGET PkgConfig::re2)

# Debian's libopencv-core-dev and -imgproc-dev carry no CMake package of their own (libopencv-dev does, with
# every other module).
find_path(OPENCV_INCLUDE opencv2/imgproc.hpp PATH_SUFFIXES opencv4 REQUIRED)
foreach(module core imgproc)
  find_library(OPENCV_${module} opencv_${module} REQUIRED)
  add_library(opencv::${module} UNKNOWN IMPORTED)
  set_target_properties(opencv::${module} PROPERTIES IMPORTED_LOCATION ${OPENCV_${module}}
                        INTERFACE_INCLUDE_DIRECTORIES ${OPENCV_INCLUDE})
endforeach()
