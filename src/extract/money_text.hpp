#pragma once
// Sums of money in a line, in whatever currency and way of writing.

#include <optional>
#include <string_view>
#include <vector>

namespace domicile::extract {

/// True where `text` is a sum and nothing else but the currency: "12,50 zł", "-1.234,00 €", and in currencies
/// without cents "¥1,200", "1,200円", "$ 24.310", "3.418.207". "12,5" is none, "12,50 kWh Strom" is none.
[[nodiscard]] bool is_money(std::string_view text);

/// What stands directly before the first sum of `line` and behind the first, as written: "R 286,09" → {"R"}.
[[nodiscard]] std::vector<std::string_view> symbols_beside_money(std::string_view line);

/// True where a sum of `line` has a currency's sign and thousands but no cents: "Total a pagar $ 24.310".
[[nodiscard]] bool shows_whole_sum(std::string_view line);

}  // namespace domicile::extract
