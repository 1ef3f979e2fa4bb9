#include "match/address_japan.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace domicile::match {
namespace {

constexpr std::array<std::pair<std::string_view, int>, 9> kanji_digits{
    {{"一", 1}, {"二", 2}, {"三", 3}, {"四", 4}, {"五", 5}, {"六", 6}, {"七", 7}, {"八", 8}, {"九", 9}}};

int kanji_digit(std::string_view text) {
  for (const auto& [sign, value] : kanji_digits) {
    if (text.starts_with(sign)) return value;
  }
  return 0;
}

// "二十三" → 23; every sign has three bytes.
int kanji_number(std::string_view text) {
  int value = 0, units = 0;
  for (std::size_t at = 0; at + 3 <= text.size(); at += 3) {
    if (text.substr(at, 3) == "十") {
      value += (units == 0 ? 1 : units) * 10;
      units = 0;
    } else {
      units = kanji_digit(text.substr(at));
    }
  }
  return value + units;
}

// Kanji numerals to digits where they count blocks and houses; "三田" keeps its three.
std::string with_plain_numbers(std::string text) {
  static const RE2 counted("([一二三四五六七八九十]+)(丁目|番地|番|号室|号|階)");
  std::string result;
  re2::StringPiece rest(text);
  std::string number, counter;
  const char* from = text.data();
  while (RE2::FindAndConsume(&rest, counted, &number, &counter)) {
    const char* match_end = rest.data();
    const char* match_begin = match_end - number.size() - counter.size();
    result.append(from, static_cast<std::size_t>(match_begin - from));
    result += std::to_string(kanji_number(number)) + counter;
    from = match_end;
  }
  result.append(from, static_cast<std::size_t>(text.data() + text.size() - from));
  return result;
}

bool has_kanji(std::string_view text) {
  for (const char32_t c : to_utf32(text)) {
    if (c >= 0x4E00 && c <= 0x9FFF) return true;
  }
  return false;
}

struct Forms {
  RE2 postcode{"(?:〒\\s*)?(\\d{3}[-‐−–ー]?\\d{4})"};
  RE2 marked_postcode{"〒+\\s*(\\d{3})[^\\d\\s]?\\s?(\\d{4})"};  // whatever OCR makes of the dash
  RE2 prefecture{"^\\s*(東京都|北海道|京都府|大阪府|[^\\s\\d]{2,3}?県)"};
  RE2 city{
      "^\\s*((?:市川|四日市|廿日市|野々市|大和郡山|郡山|小郡|郡上|蒲郡|余市|大町|十日町|村山|武蔵村山|東村山|"
      "町田|市原)市"
      "|[^\\s\\d]{1,5}?郡[^\\s\\d]{1,6}?[町村]|[^\\s\\d]{1,6}?市(?:[^\\s\\d市区町]{1,4}区)?|[^\\s\\d]{1,4}?区"
      "|[^\\s\\d]{1,5}?[町村])"};
  RE2 block{
      "^\\s*([^\\d]*?)\\s*(\\d+)\\s*(?:丁目|番地|番|号|[-‐‑−–—―ーｰの.・])?\\s*(?:(\\d+)\\s*(?:番地|番|号|[-"
      "‐‑−–—―ーｰの.・])"
      "?\\s*)?"
      "(?:(\\d+)\\s*号?)?(?:\\s*[-‐‑−–—―ーｰの.・]\\s*(\\d+))?"};
  RE2 room{"\\s*((?:#\\s*)?[0-9A-Za-z]{1,5}\\s*号室?|[0-9A-Za-z]{1,5}室|\\d{3,4}|\\d{1,2}[FＦ階])\\s*$"};
};

const Forms& forms() {
  static const Forms made;
  return made;
}

// Takes the first group of `form` out of `text`.
std::string taken(std::string& text, const RE2& form) {
  std::string found;
  re2::StringPiece rest(text);
  if (RE2::FindAndConsume(&rest, form, &found)) text = squeeze(std::string(rest.data(), rest.size()));
  return found;
}

// Whoever sets an address wide, and OCR, puts blanks between signs; none of them parts anything, but the one
// behind a number.
std::string without_blanks_between_signs(std::string text) {
  static const RE2 blank(
      "([\\p{Han}\\p{Katakana}\\p{Hiragana}ー])\\s+([\\p{Han}\\p{Katakana}\\p{Hiragana}ー])");
  while (RE2::GlobalReplace(&text, blank, "\\1\\2") > 0) continue;  // signs that two blanks share
  return text;
}

std::string postcode_of(std::string& text) {
  std::string code;
  RE2::Replace(&text, forms().marked_postcode, "〒\\1-\\2");
  re2::StringPiece whole(text);
  if (!RE2::PartialMatch(whole, forms().postcode, &code)) return {};
  RE2::Replace(&text, forms().postcode, " ");
  text = squeeze(text);
  return code;
}

bool is_japanese(const AddressTables& tables, const std::string& text, std::string_view country) {
  if (!has_kanji(text)) return false;
  if (!country.empty()) return country == "JP";
  if (text.contains("〒")) return true;
  const auto japan = tables.places.index_of("JP");
  if (!japan) return false;
  static const RE2 prefecture("(東京都|北海道|京都府|大阪府|県[^\\s\\d]{1,6}[市郡])");
  return RE2::PartialMatch(text, prefecture);
}

}  // namespace

std::optional<AddressComponents> parse_japanese(const AddressTables& tables,
                                                const std::vector<std::string>& lines,
                                                std::string_view country) {
  if (!country.empty() && country != "JP") return std::nullopt;
  std::string text = join(lines, " ");
  if (!is_japanese(tables, text, country)) return std::nullopt;
  const auto plain = take_apart(text);  // full-width digits become plain
  text = with_plain_numbers(squeeze(plain.text));
  AddressComponents parts;
  parts.country = country;
  if (RE2::Replace(&text, "^\\s*(日本国?)\\s+|\\s+(日本国?)\\s*$", " ")) parts.country = "JP";
  parts.postcode = postcode_of(text);
  RE2::GlobalReplace(&text, "[,，、]\\s*", " ");
  text = without_blanks_between_signs(squeeze(text));
  RE2::Replace(&text, "^[\\s・･.:：]+", "");  // specks
  parts.region = taken(text, forms().prefecture);
  parts.city = taken(text, forms().city);
  std::string town, chome, banchi, go, extra;
  re2::StringPiece rest(text);
  if (RE2::Consume(&rest, forms().block, &town, &chome, &banchi, &go, &extra)) {
    parts.street = squeeze(town);
    for (const auto* number : {&chome, &banchi, &go}) {
      if (number->empty()) continue;
      if (!parts.house_number.empty()) parts.house_number += '-';
      parts.house_number += *number;
    }
    parts.unit = extra;
    text = squeeze(std::string(rest.data(), rest.size()));
  } else {
    parts.street = text;
    text.clear();
  }
  std::string room;
  re2::StringPiece building(text);
  if (RE2::PartialMatch(text, forms().room, &room)) {
    parts.unit = room;
    RE2::Replace(&text, forms().room, "");
  }
  parts.building = squeeze(text);
  return parts;
}

JapaneseLine judge_japanese_line(std::string_view printed) {
  const std::string line = without_blanks_between_signs(std::string(printed));
  JapaneseLine judged;
  if (!line.contains("〒") &&
      !std::ranges::any_of(to_utf32(line), [](char32_t c) { return c >= 0x3040 && c <= 0x9FFF; })) {
    return judged;
  }
  static const RE2 postcode("〒\\s*\\d{3}[^\\d\\s]?\\d{4}");
  static const RE2 prefecture(
      "^(?:〒?\\s*[\\d‐−–ー-]*[,、 "
      "]*)(?:東京都|北海道|京都府|大阪府|[^\\s\\d]{2,3}?県)[^\\s\\d]{1,8}?[市区町村郡]");
  static const RE2 counted("[^\\s\\d][\\d一二三四五六七八九十]+(?:丁目|番地|番)");
  static const RE2 dashed(
      "[\\p{Han}\\p{Katakana}\\p{Hiragana}ヶ]\\s*\\d{1,4}[-‐−–ー]\\d{1,4}(?:[-‐−–ー]\\d{1,4})?");
  static const RE2 building("^[^\\d:：¥￥,]{2,20}\\s*(?:[A-Z]?\\d{1,4}|[A-Z])\\s*(?:号室?|室|[FＦ階])?$");
  static const RE2 house_kind("[ァ-ヶー]{3}|荘$|館|棟|号室");
  judged.postcode = RE2::PartialMatch(line, postcode);
  judged.region = RE2::PartialMatch(line, prefecture);
  const bool numbers = RE2::PartialMatch(line, counted);
  if (numbers || RE2::PartialMatch(line, dashed))
    judged.street = judged.region ? 0.95 : numbers ? 0.85 : 0.6;
  else if (RE2::PartialMatch(line, building) && RE2::PartialMatch(line, house_kind))
    judged.building = 0.6;
  return judged;
}

}  // namespace domicile::match
