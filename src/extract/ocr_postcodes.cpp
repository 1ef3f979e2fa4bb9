#include "extract/ocr_postcodes.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>

#include "base/digits.hpp"
#include "base/text.hpp"
#include "layout/rows.hpp"

namespace domicile::extract {
namespace {

constexpr std::size_t longest_line_of_digits = 6;  // words: longer ones are tables

using Patterns = std::vector<std::unique_ptr<re2::RE2>>;

// "\d" and "{2}" aside, a pattern that names a capital asks for letters.
bool asks_for_letters(const std::string& pattern) {
  return std::ranges::any_of(pattern, [](char c) { return c >= 'A' && c <= 'Z'; });
}

struct Forms {
  Patterns mixed;   // of letters and digits, for a street
  Patterns digits;  // of digits alone
};

Forms forms_of(const std::vector<std::string>& languages, const rules::RuleBook& book) {
  Forms forms;
  for (const auto& [code, country] : book.countries) {
    const bool spoken = std::ranges::any_of(country.languages, [&](const auto& language) {
      return std::ranges::find(languages, language) != languages.end();
    });
    if (!spoken || country.postcode.empty()) continue;
    const bool mixed = asks_for_letters(country.postcode);
    if (mixed && !country.postcode_names_street) continue;
    (mixed ? forms.mixed : forms.digits)
        .push_back(std::make_unique<re2::RE2>(country.postcode, re2::RE2::Quiet));
  }
  return forms;
}

// What a character may have been in print, itself first.
std::string_view readings_of(char c) {
  switch (c) {
    case 'O':
    case 'o':
      return "O0";
    case 'Q':
      return "Q0";
    case 'D':
      return "D0";
    case '0':
      return "0OQD";
    case 'I':
    case 'i':
      return "I1";
    case 'L':
      return "L1";
    case 'l':
    case '|':
    case '[':
    case ']':
    case '!':
    case '1':
      return "1IL";
    case 'S':
    case 's':
    case '$':
      return "S5";
    case '5':
      return "5S";
    case 'B':
      return "B8";
    case '8':
      return "8B";
    case 'Z':
    case 'z':
      return "Z2";
    case '2':
      return "2Z";
    case 'G':
      return "G6";
    case '6':
      return "6G";
    case 'A':
      return "A4";
    case '4':
      return "4A";
    case 'T':
      return "T7";
    case '7':
      return "7T";
    default:
      return {};
  }
}

bool is_postcode(const std::string& text, const Patterns& patterns) {
  return std::ranges::any_of(patterns,
                             [&](const auto& pattern) { return re2::RE2::FullMatch(text, *pattern); });
}

class Readings {
 public:
  explicit Readings(const Patterns& patterns) : patterns_(patterns) {}

  /// The postcode that `text` is with fewest letters read otherwise; none where there is no such, or more
  /// than one.
  std::optional<std::string> only_postcode(const std::string& text) {
    constexpr int most_changes = 2;
    for (int changes = 1; changes <= most_changes; ++changes) {
      found_.clear();
      std::string spelt = text;
      spell(spelt, 0, changes);
      if (!found_.empty()) break;
    }
    if (found_.empty()) spell_undoubled(text);
    if (found_.size() != 1) return std::nullopt;
    return found_.front();
  }

 private:
  // All spellings with exactly `changes` characters changed from `at` on.
  void spell(std::string& spelt, std::size_t at, int changes) {
    if (changes == 0) {
      if (is_postcode(spelt, patterns_)) found_.push_back(spelt);
      return;
    }
    if (at == spelt.size()) return;
    spell(spelt, at + 1, changes);
    const char printed = spelt[at];
    for (const char reading : readings_of(printed)) {
      if (reading == printed) continue;
      spelt[at] = reading;
      spell(spelt, at + 1, changes - 1);
    }
    spelt[at] = printed;
  }

  // "6T5S" for "6T5": one sign read as two that look like it.
  void spell_undoubled(const std::string& text) {
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
      if (text[at] == text[at + 1] || !readings_of(text[at]).contains(text[at + 1])) continue;
      for (int changes = 0; changes <= 1; ++changes) {
        std::string spelt = text;
        spelt.erase(at + 1, 1);
        spell(spelt, 0, changes);
      }
    }
    std::ranges::sort(found_);
    found_.erase(std::ranges::unique(found_).begin(), found_.end());
  }

  const Patterns& patterns_;
  std::vector<std::string> found_;
};

bool may_be_postcode(const std::string& text, int fewest_digits) {
  const auto in = [&](char from, char to) {
    return std::ranges::count_if(text, [=](char c) { return c >= from && c <= to; });
  };
  const bool plain =
      std::ranges::all_of(text, [](char c) { return c == ' ' || c == '|' || (c > ' ' && c < 0x7f); });
  return plain && text.size() >= 6 && text.size() <= 9 && in('0', '9') >= fewest_digits &&
         in('A', 'Z') + in('a', 'z') >= 1;
}

bool mixes(const Word& word) {
  const auto shares = character_shares(word.text);
  return shares.letters > 0 && shares.digits > 0;
}

// One word, or two that stand together, from `at` on.
bool mend(std::vector<Word>& words, std::size_t at, std::size_t count, const Patterns& patterns,
          Readings& readings) {
  std::string text;
  for (std::size_t i = at; i < at + count; ++i) {
    if (words[i].source != WordSource::ocr) return false;
    text += (i > at ? " " : "") + words[i].text;
  }
  // "HG3 SDN", alone or behind a town: elsewhere a single digit is too little.
  const auto letters = [](const Word& word) { return character_shares(word.text).letters > 0.9; };
  const bool ends_town = count == 2 && at + count == words.size() &&
                         std::all_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at), letters);
  if (!may_be_postcode(text, ends_town ? 1 : 2) || is_postcode(text, patterns)) return false;
  // "BOX 327" is a word and a number.
  if (count == 2 && !mixes(words[at]) && !mixes(words[at + 1])) return false;
  const auto mended = readings.only_postcode(text);
  if (!mended) return false;
  // What stands before the blank is the first word's, whether or not a sign went.
  const auto blank = mended->find(' ');
  words[at].text = mended->substr(0, count == 2 ? blank : std::string::npos);
  if (count == 2) words[at + 1].text = mended->substr(blank + 1);
  return true;
}

// Letters of any alphabet that a digit looks like.
std::string with_digits_for_letters(const std::string& text, int& changes) {
  static constexpr std::u32string_view ones = U"IlLi|[]!ΙΊιίІіІ", noughts = U"OoQDОоΟο";
  std::u32string spelt = to_utf32(text);
  for (char32_t& c : spelt) {
    const char32_t digit = ones.contains(c)                      ? U'1'
                           : noughts.contains(c)                 ? U'0'
                           : c == U'S'                           ? U'5'
                           : c == U'Z'                           ? U'2'
                           : c == U'З' || c == U'з'              ? U'3'
                           : c == U'B' || c == U'В' || c == U'Β' ? U'8'
                                                                 : c;
    changes += digit != c;
    c = digit;
  }
  return to_utf8(spelt);
}

// A postcode of digits at the head of a line, before its town, with one letter in it: "152 3Ί Χαλάνδρι".
bool mend_leading_digits(std::vector<Word>& words, const Patterns& patterns) {
  for (const std::size_t count : {2U, 1U}) {
    if (words.size() <= count || words.front().source != WordSource::ocr) continue;
    if (character_shares(words[count].text).letters < 0.7) continue;
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? " " : "") + words[i].text;
    const bool digit_first = is_digit(text.front());
    int changes = 0;
    const auto spelt = with_digits_for_letters(text, changes);
    if (!digit_first || changes != 1 || spelt.size() < 5 || !is_postcode(spelt, patterns)) continue;
    words.front().text = spelt.substr(0, spelt.find(' '));
    if (count == 2) words[1].text = spelt.substr(spelt.find(' ') + 1);
    return true;
  }
  return false;
}

bool stand_close(const Word& left, const Word& right, const Page& page) {
  constexpr double close = 0.8;  // heights
  return (right.box.x0 - left.box.x1) * page.width_pt <= close * right.box.height() * page.height_pt;
}

// `count` words from `first` on become one, without blanks.
void make_one(std::vector<Word>& words, std::size_t first, std::size_t count) {
  Word& whole = words[first];
  for (std::size_t i = first + 1; i < first + count; ++i) {
    whole.text += words[i].text;
    whole.box = united(whole.box, words[i].box);
    whole.confidence = std::min(whole.confidence, words[i].confidence);
  }
  const auto rest = words.begin() + static_cast<std::ptrdiff_t>(first);
  words.erase(rest + 1, rest + static_cast<std::ptrdiff_t>(count));
}

// A digit that stands close to others and is a postcode with them, but not apart: "4 9000". Of "48 17 Avenue"
// neither number is short of a digit.
bool join_digits(std::vector<Word>& words, std::size_t at, const Page& page, const Patterns& patterns) {
  const auto digits = [](const Word& word) {
    return word.source == WordSource::ocr && std::ranges::all_of(word.text, is_digit);
  };
  Word& left = words[at];
  const Word& right = words[at + 1];
  if (!digits(left) || !digits(right) || std::min(left.text.size(), right.text.size()) > 1 ||
      is_postcode(left.text, patterns) || is_postcode(right.text, patterns) ||
      !is_postcode(left.text + right.text, patterns) || is_postcode(left.text + " " + right.text, patterns))
    return false;
  if (!stand_close(left, right, page)) return false;
  make_one(words, at, 2);
  return true;
}

constexpr std::size_t letters_of_region = 2;

bool is_region_code(std::string_view text) {
  return text.size() == letters_of_region &&
         std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

// "IL7" with "1453-2806" behind it: the first digit of a letter-spaced postcode stood closer to its region.
bool part_from_region(std::vector<Word>& words, const Patterns& patterns) {
  if (words.size() < 3) return false;
  Word& region = words[words.size() - 2];
  if (region.source != WordSource::ocr || region.text.size() <= letters_of_region) return false;
  const auto digits = region.text.substr(letters_of_region);
  if (!is_region_code(region.text.substr(0, letters_of_region)) || !std::ranges::all_of(digits, is_digit) ||
      is_postcode(words.back().text, patterns) || !is_postcode(digits + words.back().text, patterns))
    return false;
  const double share = static_cast<double>(letters_of_region) / static_cast<double>(region.text.size());
  const double cut = region.box.x0 + share * region.box.width();
  words.back().text = digits + words.back().text;
  words.back().box.x0 = cut;
  words.back().confidence = std::min(words.back().confidence, region.confidence);
  region.text.resize(letters_of_region);
  region.box.x1 = cut;
  return true;
}

// Print for sorting machines sets a postcode with blanks between its digits: "HI 2 992 2". None stands far
// from the next, and no piece is one by itself, but for one that a lone digit goes with behind a region's
// code.
bool join_spaced(std::vector<Word>& words, const Page& page, const Patterns& patterns) {
  constexpr std::size_t fewest_pieces = 3;
  std::size_t first = words.size();
  std::string joined;
  bool any_alone = false, lone_digit = false;
  while (first > 0) {
    const Word& word = words[first - 1];
    const bool piece = std::ranges::all_of(word.text, [](char c) { return is_digit(c) || c == '-'; });
    if (!piece || (first < words.size() && !stand_close(word, words[first], page))) break;
    joined.insert(0, word.text);
    any_alone |= is_postcode(word.text, patterns);
    lone_digit |= word.text.size() == 1;
    --first;
  }
  const std::size_t pieces = words.size() - first;
  const bool behind_region = first > 0 && is_region_code(words[first - 1].text);
  if (any_alone && !(behind_region && lone_digit)) return false;
  if (first == 0 || pieces < (behind_region ? 2 : fewest_pieces) || !is_postcode(joined, patterns))
    return false;
  make_one(words, first, pieces);
  return true;
}

// "NJ 79.419": a speck among the digits of a postcode.
bool drop_speck(std::vector<Word>& words, const Patterns& patterns) {
  if (words.size() < 2 || words.back().source != WordSource::ocr ||
      !is_region_code(words[words.size() - 2].text))
    return false;
  std::string plain = words.back().text;
  const auto dot = plain.find_first_of(".,");
  if (dot == std::string::npos || dot + 1 == plain.size() || is_postcode(plain, patterns)) return false;
  plain.erase(dot, 1);
  if (!is_postcode(plain, patterns)) return false;
  words.back().text = plain;
  return true;
}

// "67000STRASBOURG": a postcode of digits that lost the blank before its town.
bool part_from_town(std::vector<Word>& words, std::size_t at, const Patterns& patterns) {
  static const re2::RE2 glued(R"((\d{4,6})['’.,]?(\pL{3}.*))");
  std::string digits, town;
  if (words[at].source != WordSource::ocr || !re2::RE2::FullMatch(words[at].text, glued, &digits, &town) ||
      !is_postcode(digits, patterns))
    return false;
  Word rest = words[at];
  const double share =
      static_cast<double>(digits.size()) / static_cast<double>(to_utf32(words[at].text).size());
  words[at].text = digits;
  words[at].box.x1 = rest.box.x0 + share * rest.box.width();
  rest.text = town;
  rest.box.x0 = words[at].box.x1;
  words.insert(words.begin() + static_cast<std::ptrdiff_t>(at) + 1, rest);
  return true;
}

// Whether a line ends with two words or more that are digits, one of them alone.
bool has_loose_digits(const layout::Document& document) {
  return std::ranges::any_of(document.lines, [](const layout::Line& line) {
    if (line.words.size() < 3) return false;
    const auto digits = [](const Word& word) { return std::ranges::all_of(word.text, is_digit); };
    const auto &last = line.words.back(), &before = line.words[line.words.size() - 2];
    return digits(last) && digits(before) && std::min(last.text.size(), before.text.size()) == 1;
  });
}

}  // namespace

layout::Document with_mended_postcodes(const std::vector<std::string>& languages, const rules::RuleBook& book,
                                       layout::Document document) {
  const bool read_by_ocr = layout::holds_ocr(document);
  if (!read_by_ocr && !has_loose_digits(document)) return document;
  const Forms forms = forms_of(languages, book);
  const Patterns& patterns = forms.mixed;
  Readings readings(patterns);
  layout::mend_lines(document, [&](layout::Line& line, const Page& page) {
    bool changed = join_spaced(line.words, page, forms.digits);
    if (!read_by_ocr) return changed;
    changed |= part_from_region(line.words, forms.digits);
    changed |= drop_speck(line.words, forms.digits);
    for (std::size_t at = 0; at + 1 < line.words.size() && line.words.size() <= longest_line_of_digits; ++at)
      changed |= join_digits(line.words, at, page, forms.digits);
    changed |= part_from_town(line.words, 0, forms.digits);
    changed |= mend_leading_digits(line.words, forms.digits);
    for (std::size_t at = 0; at < line.words.size() && !patterns.empty(); ++at) {
      // A postcode that is right in two words must not be mended out of one of them.
      const bool pair = at + 1 < line.words.size();
      if (pair && is_postcode(line.words[at].text + " " + line.words[at + 1].text, patterns)) {
        ++at;
        continue;
      }
      changed |= (pair && mend(line.words, at, 2, patterns, readings)) ||
                 mend(line.words, at, 1, patterns, readings);
    }
    return changed;
  });
  return document;
}

}  // namespace domicile::extract
