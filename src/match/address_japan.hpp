#pragma once
// Japanese addresses: prefecture, town and chōme-banchi-gō without blanks, largest first.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "match/address_tables.hpp"
#include "model/account.hpp"

namespace domicile::match {

/// Components of an address written in kanji, or nullopt where it is none.
///   {"〒150-0001", "東京都渋谷区神宮前一丁目2番3号", "ハイツ青山205号室"}
///     → region 東京都, city 渋谷区, street 神宮前, house_number 1-2-3, building ハイツ青山, unit 205号室
[[nodiscard]] std::optional<AddressComponents> parse_japanese(const AddressTables& tables,
                                                              const std::vector<std::string>& lines,
                                                              std::string_view country);

/// What one line of a Japanese address holds; scores 0..1.
struct JapaneseLine {
  bool postcode = false;  ///< "〒150-0001"
  bool region = false;    ///< begins with a prefecture
  double street = 0;      ///< "神宮前一丁目2番3号", "本町5-10-10"
  double building = 0;    ///< "ハイツ青山205号室"
};

/// "東京都渋谷区神宮前1-2-3" → region, street 0.95. "ご請求金額 1,200円" → nothing.
[[nodiscard]] JapaneseLine judge_japanese_line(std::string_view printed);

}  // namespace domicile::match
