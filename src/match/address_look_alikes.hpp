#pragma once
// Letters that are made to be taken for others.

#include "model/account.hpp"

namespace domicile::match {

/// True where a part holds a word in two alphabets ("Мaple" with a Cyrillic M), or characters that are not
/// seen or that turn the direction of writing. Whole words in another alphabet are not suspicious.
[[nodiscard]] bool has_look_alikes(const AddressComponents& parts);

}  // namespace domicile::match
