#pragma once
// The tables, as numbered steps from nothing to now.

#include <cstdint>

#include "store/database.hpp"

namespace domicile::store {

/// The number of the last migration that this program knows.
[[nodiscard]] int newest_migration();

/// Brings the tables up to date; does nothing where they are. Several programs may start at once: one
/// migrates, the others wait. Fails with store_unreachable where the store is of a newer program: it is not
/// touched then.
[[nodiscard]] Result<void> migrate(Database& database);

}  // namespace domicile::store
