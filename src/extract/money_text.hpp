#pragma once
// Sums of money in a line, in whatever currency and way of writing.

#include <optional>
#include <string_view>
#include <vector>

namespace domicile::extract {

/// True where `text` is a sum with its cents and nothing else but the currency: "12,50 zł", "-1.234,00 €",
/// "¥1,200". "12,5" is none, "12,50 kWh Strom" is none.
[[nodiscard]] bool is_money(std::string_view text);

/// What stands directly before the first sum of `line` and behind the first, as written: "R 286,09" → {"R"}.
[[nodiscard]] std::vector<std::string_view> symbols_beside_money(std::string_view line);

}  // namespace domicile::extract
