#include "extract/sums.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <vector>

#include "base/text.hpp"
#include "extract/kind_support.hpp"
#include "extract/money_text.hpp"

namespace domicile::extract {
namespace {

constexpr double same_edge_points = 3;
constexpr std::size_t most_addends = 40;
constexpr std::size_t most_digits = 12;

struct Amount {
  int page = 0;
  double right_points = 0;
  double y = 0;  // fraction of the page
  long cents = 0;
};

// "1.088,00 €" → 108800; nothing where there is no sum or a longer number.
std::optional<long> cents_of(std::string_view text) {
  if (!is_money(text)) return std::nullopt;
  long cents = 0;
  std::size_t digits = 0;
  bool negative = false;
  for (const char32_t c : to_utf32(text)) {
    negative |= c == U'-' || c == U'−' || c == U'–' || c == U'(';
    if (c < U'0' || c > U'9') continue;
    if (++digits > most_digits) return std::nullopt;
    cents = 10 * cents + static_cast<long>(c - U'0');
  }
  return negative ? -cents : cents;
}

std::vector<Amount> amounts_of(const layout::Document& document) {
  std::vector<Amount> amounts;
  for (const auto& line : document.lines) {
    if (line.page > pages_looked_at) continue;
    auto cents = cents_of(line.text);
    if (!cents && line.words.size() > 1) cents = cents_of(line.words.back().text);  // "VAT 10 %: 8,20"
    if (cents)
      amounts.push_back({line.page, document.points_x(line.page, line.box.x1), line.box.center_y(), *cents});
  }
  return amounts;
}

// `column` from the top.
bool holds_sum(const std::vector<long>& column) {
  for (std::size_t at = 2; at < column.size(); ++at) {
    if (column[at] <= 0) continue;
    long sum = 0;
    int addends = 0;
    for (std::size_t i = at; i-- > 0 && at - i <= most_addends;) {
      sum += column[i];
      addends += column[i] != 0 ? 1 : 0;
      if (addends > 1 && sum == column[at]) return true;
    }
  }
  return false;
}

}  // namespace

bool adds_up(const layout::Document& document) {
  auto amounts = amounts_of(document);
  std::ranges::sort(amounts, [](const Amount& a, const Amount& b) {
    return a.page != b.page ? a.page < b.page : a.right_points < b.right_points;
  });
  for (std::size_t begin = 0; begin < amounts.size();) {
    auto end = begin + 1;
    while (end < amounts.size() && amounts[end].page == amounts[begin].page &&
           amounts[end].right_points - amounts[end - 1].right_points < same_edge_points)
      ++end;
    const auto first = amounts.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = amounts.begin() + static_cast<std::ptrdiff_t>(end);
    std::ranges::sort(first, last, {}, &Amount::y);
    std::vector<long> column;
    std::transform(first, last, std::back_inserter(column),
                   [](const Amount& amount) { return amount.cents; });
    if (holds_sum(column)) return true;
    begin = end;
  }
  return false;
}

int blanks_to_fill(const layout::Document& document) {
  int blanks = 0;
  for (const auto& line : document.lines) {
    if (line.page > pages_looked_at) continue;
    const auto letters = to_utf32(line.text);
    const bool box =
        std::ranges::any_of(letters, [](char32_t c) { return c == U'☐' || c == U'□' || c == U'❏'; });
    blanks += box || line.text.contains("______") ? 1 : 0;
  }
  return blanks;
}

}  // namespace domicile::extract
