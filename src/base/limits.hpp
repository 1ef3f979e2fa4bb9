#pragma once
// How much one attachment may cost. Every limit has a name, under which the configuration raises it and
// under which the message of an Error names it.

#include <cstdint>

namespace domicile {

struct Limits {
  std::int64_t max_bytes = 25LL << 20;        ///< of the attachment
  int max_pages = 500;                        ///< in the file; more is too_many_pages
  int max_pages_read = 30;                    ///< pages that are read of it
  std::int64_t max_pixels = 80'000'000;       ///< of one decoded page
  std::int64_t max_memory_bytes = 1LL << 30;  ///< of the child's address space beyond the zygote's
  int max_cpu_seconds = 20;
  int max_wall_seconds = 30;
  int max_words = 200'000;                      ///< of one document
  std::int64_t max_answer_bytes = 256LL << 20;  ///< what one answer of the child may weigh
};

}  // namespace domicile
