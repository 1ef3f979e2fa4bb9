#pragma once
// Points in time as the store keeps them. The store never asks the clock: whoever calls it says what time it
// is.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace domicile::store {

/// Milliseconds of UTC.
using Moment = std::chrono::sys_time<std::chrono::milliseconds>;

/// "2026-11-22T17:05:09.042Z": always as long, so that texts sort as their moments do.
[[nodiscard]] std::string to_text(Moment moment);

/// Reads what `to_text` writes; "2026-11-22T17:05:09Z" and anything else give nullopt.
[[nodiscard]] std::optional<Moment> parse_moment(std::string_view text);

/// The first moment of `day` in UTC.
[[nodiscard]] Moment start_of(Date day);

}  // namespace domicile::store
