#pragma once
// Why a Result holds no value, for messages of tests.

#include <string>

#include "base/error.hpp"

namespace domicile::test {

template <class T>
[[nodiscard]] std::string why(const Result<T>& result) {
  return result ? "no failure" : to_string(result.error());
}

}  // namespace domicile::test
