#pragma once
// Kana that OCR saw with other marks than were printed.

#include "layout/document.hpp"
#include "rules/rule_book.hpp"

namespace domicile::extract {

/// `document` with "コーボ高橋" as "コーポ高橋": the voicing marks of kana are a few pixels, and ー looks
/// like 一 and a dash. Only in words of buildings of three signs and more (locales/ja/addresses.yaml,
/// `buildings`), read by OCR; a word that is one already stays, and so does one that labels are made of
/// ("コード").
[[nodiscard]] layout::Document with_mended_building_words(const rules::RuleBook& book,
                                                          layout::Document document);

}  // namespace domicile::extract
