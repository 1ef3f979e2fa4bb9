#include "domicile/seen_text.hpp"

#include <re2/re2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/digits.hpp"
#include "base/text.hpp"
#include "layout/document.hpp"

namespace domicile {
namespace {

// Share of letters and digits that OCR of a clean rendering may get wrong before the layer is said to differ.
constexpr double tolerated_share = 0.34;
constexpr double tolerated_in_short_line = 2;
constexpr std::size_t short_line = 5;
constexpr std::size_t letters_for_one_mistake = 5;  // in the words of a date
// A number at the edge of a line may be aligned a little beside it.
constexpr std::size_t slack = 2;
constexpr char raised_letter_as_digit = '2';
constexpr std::size_t bytes_for_one_mistake = 12;  // of Greek and Cyrillic, which take two bytes a letter

// Behind a digit a Greek omicron is seen as a nought: "3ΟΣ ΟΡΟΦΟΣ" as "30Σ ΟΡΟΦΟΣ".
void write_omicron_as_latin(std::u32string& text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    const bool omicron = text[i] == U'Ο' || text[i] == U'ο';
    if (omicron && text[i - 1] >= U'0' && text[i - 1] <= U'9') text[i] = U'O';
  }
}

// Before a digit a Japanese "one" is the dash of "１１－２２", and so is the mark of a long vowel.
void write_dashes_as_blanks(std::u32string& text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const bool digit =
        (text[i + 1] >= U'0' && text[i + 1] <= U'9') || (text[i + 1] >= U'０' && text[i + 1] <= U'９');
    if (digit && (text[i] == U'一' || text[i] == U'ー')) text[i] = U' ';
  }
}

// A Cyrillic letter that looks like a digit is one where it stands alone, "б грудня" for the 6th of December,
// and in a house number: "З0А", "ЗОА" for "30А". The letter behind the number is the same in either alphabet.
std::u32string digits_for_letters(std::u32string text) {
  static const std::map<char32_t, char32_t> alone{
      {U'б', U'6'}, {U'З', U'3'}, {U'з', U'3'}, {U'О', U'0'}, {U'о', U'0'}};
  static const std::map<char32_t, char32_t> in_number{{U'З', U'3'},
                                                      {U'О', U'0'}};  // "17б" is a house beside 17
  constexpr std::size_t longest_number = 4;
  static const std::u32string cyrillic = U"АВЕКМНРСТУХ", latin = U"ABEKMHPCTYX";
  const auto parts = [](char32_t c) { return c == U' ' || c == U'.' || c == U','; };
  const auto digit = [](char32_t c) { return c >= U'0' && c <= U'9'; };
  for (auto begin = text.begin(); begin != text.end();) {
    const auto end = std::find_if(begin, text.end(), parts);
    const auto length = static_cast<std::size_t>(end - begin);
    const auto& look_alikes = length == 1 ? alone : in_number;
    const auto first_other =
        std::find_if(begin, end, [&](char32_t c) { return !digit(c) && !look_alikes.contains(c); });
    const bool houses = length > 1 && length <= longest_number && end - first_other <= 1 &&
                        first_other - begin >= 1 &&
                        (std::any_of(begin, end, digit) || (first_other != end && *begin == U'З'));
    if (length == 1 || houses) {
      std::transform(begin, first_other, begin, [&](char32_t c) { return digit(c) ? c : look_alikes.at(c); });
      if (const auto at = cyrillic.find(first_other == end ? U' ' : *first_other); at != std::u32string::npos)
        *first_other = latin[at];
    }
    begin = std::find_if_not(end, text.end(), parts);
  }
  return text;
}

// A "9" of some types is seen as the "Ə" of Azerbaijani: "H91 VƏWK"; the capital "I" of a type without serifs
// is a stroke: "SAN FELIPE | ETAPA".
char32_t letter_for_sign(char32_t c) { return c == U'Ə' || c == U'ə' ? U'9' : c == U'|' ? U'I' : c; }

// Folded words. The raised letters of Spanish and Portuguese ordinals come and go with OCR: "5º 2ª" is "5 2".
std::vector<std::string> tokens_of(const std::string& line) {
  std::u32string text = to_utf32(line);
  std::erase_if(text, [](char32_t c) { return c == U'º' || c == U'ª' || c == U'°'; });
  std::ranges::transform(text, text.begin(), letter_for_sign);
  write_omicron_as_latin(text);
  write_dashes_as_blanks(text);
  return fold_tokens(to_utf8(digits_for_letters(std::move(text))));
}

// The numbers with a raised letter behind them: "3º", "2ª".
std::vector<std::string> ordinals_of(const std::string& line) {
  std::vector<std::string> ordinals;
  std::string digits;
  for (const char32_t c : to_utf32(line)) {
    if ((c == U'º' || c == U'ª') && !digits.empty()) ordinals.push_back(digits);
    if (c >= U'0' && c <= U'9')
      digits += static_cast<char>(c);
    else if (c != U'.')
      digits.clear();
  }
  return ordinals;
}

// "Mª" and "M.ª", short for María, come out as "M2", "M8", "Mê" or "M": the line in each of these spellings.
// Of lines with many such letters all are spelt alike.
std::vector<std::string> spellings_of_raised(const std::string& line) {
  static const std::array<std::u32string, 6> seen_as{U"", U"a", U"e", U"2", U"4", U"8"};
  constexpr std::size_t most_apart = 2;
  const auto text = to_utf32(line);
  std::vector<std::size_t> raised;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const bool ends_word = i + 1 == text.size() || text[i + 1] == U' ' || text[i + 1] == U'.';
    const char32_t before = text[i - 1] == U'.' && i > 1 ? text[i - 2] : text[i - 1];
    if (text[i] == U'ª' && ends_word && u_isalpha(static_cast<UChar32>(before))) raised.push_back(i);
  }
  std::vector<std::string> spellings;
  if (raised.empty()) return spellings;
  const bool apart = raised.size() <= most_apart;
  for (const auto& first : seen_as) {
    for (const auto& next : seen_as) {
      if ((!apart || raised.size() < 2) && first != next) continue;
      std::u32string spelling;
      for (std::size_t i = 0; i < text.size(); ++i) {
        const bool known = std::ranges::find(raised, i) != raised.end();
        spelling += !known ? std::u32string(1, text[i]) : i == raised.front() ? first : next;
      }
      spellings.push_back(to_utf8(spelling));
    }
  }
  return spellings;
}

// One sign for those that OCR takes for each other: a digit stands for the letters that look like it. No two
// digits share one.
std::string alike(std::string letters) {
  static const std::map<char, char> look_alikes{{'a', '4'}, {'b', '8'}, {'g', '9'}, {'i', '1'},
                                                {'j', '1'}, {'l', '1'}, {'o', '0'}, {'q', '0'},
                                                {'s', '5'}, {'t', '1'}, {'z', '2'}, {'/', '1'}};
  for (char& letter : letters) {
    if (const auto found = look_alikes.find(letter); found != look_alikes.end()) letter = found->second;
  }
  return letters;
}

}  // namespace

std::vector<std::string> lines_near(Page page, const Box& box) {
  constexpr double beside = 0.02, around = 0.004;
  std::erase_if(page.words, [&](const Word& word) {
    const double y = word.box.center_y();
    return word.box.x1 < box.x0 - beside || word.box.x0 > box.x1 + beside || y < box.y0 - around ||
           y > box.y1 + around;
  });
  std::vector<std::string> texts;
  for (auto& line : layout::arrange({std::move(page)}).lines) texts.push_back(std::move(line.text));
  return texts;
}

std::string without_ordinal_endings(std::string date, const std::vector<std::string>& endings) {
  std::vector<std::string> quoted;
  for (const auto& ending : endings) {
    if (ending != "º" && ending != "ª") quoted.push_back(re2::RE2::QuoteMeta(ending));
  }
  const re2::RE2 ordinal(R"((?i)\b(\d{1,2})(?:)" + join(quoted, "|") + R"()([\s,./)-]|$))");
  re2::RE2::GlobalReplace(&date, ordinal, R"(\1\2)");
  return date;
}

void SeenText::add(const std::string& line) {
  for (const auto& token : tokens_of(line)) {
    letters_ += token;
    begins_word_.push_back(true);
    begins_word_.resize(letters_.size(), false);
  }
}

// Sellers (1980): the alignment may begin and end anywhere in what was seen.
SeenText::Stretch SeenText::nearest(const std::string& claimed) const {
  std::vector<Stretch> row(letters_.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = {j, j, 0};
  for (std::size_t i = 1; i <= claimed.size(); ++i) {
    Stretch diagonal = row[0];
    row[0].distance = i;
    for (std::size_t j = 1; j < row.size(); ++j) {
      const Stretch above = row[j];
      const auto after = [](const Stretch& from, std::size_t cost) {
        return Stretch{from.begin, 0, from.distance + cost};
      };
      row[j] = std::ranges::min(
          {after(diagonal, claimed[i - 1] == letters_[j - 1] ? 0 : 1), after(above, 1), after(row[j - 1], 1)},
          {}, &Stretch::distance);
      row[j].end = j;
      diagonal = above;
    }
  }
  return *std::ranges::min_element(row, {}, &Stretch::distance);
}

// "12" is no part of "112", though it may stand directly before a word.
bool SeenText::bounded(const std::string& token, std::size_t at) const {
  const auto end = at + token.size();
  const bool left = at == 0 || begins_word_[at] || !is_digit(letters_[at - 1]) || !is_digit(token.front());
  const bool right =
      end == letters_.size() || begins_word_[end] || !is_digit(letters_[end]) || !is_digit(token.back());
  return left && right;
}

// All numbers of the line, in its order.
bool SeenText::numbers_shown(const std::string& line, const Stretch& within) const {
  const auto seen = alike(letters_.substr(0, std::min(letters_.size(), within.end + slack)));
  auto from = within.begin - std::min(within.begin, slack);
  // Strokes between the parts of a date come out as ones: the whole may be seen where no part of it is.
  if (seen.find(alike(line), from) != std::string::npos) return true;
  const auto find = [&](const std::string& token) {
    const auto sought = alike(token);
    auto at = seen.find(sought, from);
    while (at != std::string::npos && !bounded(token, at)) at = seen.find(sought, at + 1);
    return at;
  };
  const auto ordinals = ordinals_of(line);
  for (const auto& token : tokens_of(line)) {
    if (std::ranges::none_of(token, is_digit)) continue;
    auto at = find(token);
    // "3º" comes out as "32".
    if (at == std::string::npos && std::ranges::find(ordinals, token) != ordinals.end())
      at = find(token + raised_letter_as_digit);
    if (at == std::string::npos) return false;
    from = at + token.size();
  }
  return true;
}

// Each word by itself: a month is another with few letters changed.
bool SeenText::words_shown(const std::string& line, const Stretch& within) const {
  SeenText part;
  const auto from = within.begin - std::min(within.begin, slack);
  part.letters_ = alike(letters_.substr(from, within.end + slack - from));
  return std::ranges::all_of(tokens_of(line), [&](const std::string& token) {
    return part.nearest(alike(token)).distance <= token.size() / letters_for_one_mistake;
  });
}

// "14105/2026", "14/0512026": one stroke of "14/05/2026" came out as a one, the other parts the words.
bool SeenText::shows_date_with_stroke(const std::string& date) const {
  static const re2::RE2 parts(R"((\d{1,2})/(\d{1,2})/(\d{4}))");
  std::string day, month, year;
  if (!re2::RE2::FullMatch(date, parts, &day, &month, &year)) return false;
  const auto stands = [&](const std::string& left, const std::string& right) {
    const auto whole = left + right;
    for (auto at = letters_.find(whole); at != std::string::npos; at = letters_.find(whole, at + 1)) {
      const auto end = at + whole.size();
      const auto within = std::ranges::count(begins_word_.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                                             begins_word_.begin() + static_cast<std::ptrdiff_t>(end), true);
      if (begins_word_[at] && within == 1 && begins_word_[at + left.size()] &&
          (end == letters_.size() || begins_word_[end]))
        return true;
    }
    return false;
  };
  return stands(day + "1" + month, year) || stands(day, month + "1" + year);
}

bool SeenText::shows_date(const std::string& date) const {
  if (shows_date_with_stroke(date)) return true;
  const auto claimed = join(tokens_of(date), "");
  const auto found = nearest(claimed);
  return numbers_shown(date, found) && words_shown(date, found);
}

bool SeenText::near_enough(const std::string& claimed, const Stretch& found) const {
  const auto tolerated = std::max(tolerated_share * static_cast<double>(claimed.size()),
                                  claimed.size() >= short_line ? tolerated_in_short_line : 0.0);
  return static_cast<double>(found.distance) <= tolerated;
}

bool SeenText::shows(const std::string& line) const {
  const auto claimed = join(tokens_of(line), "");
  auto found = nearest(claimed);
  const auto raised = ordinals_of(line).size();
  const auto within = raised > 0 ? Stretch{0, letters_.size(), 0} : found;  // too short to be found by itself
  found.distance -= std::min(found.distance, raised);  // each may have come out as a digit
  return near_enough(claimed, found) && numbers_shown(line, within);
}

bool SeenText::holds_whole_words(const std::string& claimed) const {
  const auto seen = alike(letters_);
  for (auto at = seen.find(claimed); at != std::string::npos; at = seen.find(claimed, at + 1)) {
    const auto end = at + claimed.size();
    if (begins_word_[at] && (end == seen.size() || begins_word_[end])) return true;
  }
  return false;
}

bool SeenText::shows_each_letter(const std::string& line) const {
  const auto claimed = alike(join(tokens_of(line), ""));
  if (claimed.empty() || has_ideographs(line)) return true;
  if (holds_whole_words(claimed)) return true;
  for (const auto& spelling : spellings_of_raised(line)) {
    if (holds_whole_words(alike(join(tokens_of(spelling), "")))) return true;
  }
  SeenText folded;
  folded.letters_ = alike(letters_);
  const auto raised = ordinals_of(line).size();  // each may have come out as a digit
  const bool latin =
      std::ranges::all_of(claimed, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const auto tolerated = latin ? raised : raised + claimed.size() / bytes_for_one_mistake;
  return tolerated > 0 && folded.nearest(claimed).distance <= tolerated;
}

bool SeenText::shows_words(const std::string& line) const {
  std::string claimed;
  for (const auto& token : tokens_of(line)) claimed += std::ranges::any_of(token, is_digit) ? "" : token;
  return near_enough(claimed, nearest(claimed));
}

bool SeenText::shows_numbers(const std::string& line) const {
  return numbers_shown(line, {0, letters_.size(), 0});
}

}  // namespace domicile
