#pragma once
// Forking costs as much as the parent has pages. A zygote full of models forks several times faster where
// they lie in huge pages.

#include <cstdint>

#include "sandbox/descriptor.hpp"

namespace domicile::sandbox {

/// /proc/self/maps, opened while there still is a /proc; empty where there is none.
[[nodiscard]] Descriptor open_own_memory_map();

/// Moves the large private memory of this process into huge pages as far as the kernel grants them. Takes
/// about a millisecond for each 2 MiB, changes no content, and fails silently: it is a matter of speed alone.
void pack_into_huge_pages(const Descriptor& own_memory_map);

/// Gives malloc a stretch of untouched heap in huge pages, which every child then fills with a few page
/// faults instead of thousands, and keeps pictures inside it. Returns the bytes reserved, for the memory
/// limit.
std::int64_t lay_out_heap_for_children();

}  // namespace domicile::sandbox
