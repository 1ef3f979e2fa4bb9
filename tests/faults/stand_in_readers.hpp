#pragma once
// Readers that misbehave in one way each, named by the document's text. They run inside real children.

#include <memory>
#include <string>

#include "sandbox/zygote.hpp"

namespace domicile::sandbox::testing {

/// The words of an honest page, so that tests can compare what went in with what came out.
[[nodiscard]] Page honest_page(int number);

/// A child whose reader does what its document says: "honest", "crash", "hang" and the other cases of
/// stand_in_readers.cpp.
[[nodiscard]] ChildMain stand_ins();

}  // namespace domicile::sandbox::testing
