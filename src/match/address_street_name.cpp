#include "match/address_street_name.hpp"

#include <unicode/translit.h>

#include <algorithm>
#include <memory>

#include "base/digits.hpp"
#include "base/text.hpp"

namespace domicile::match {
namespace {

constexpr std::size_t long_word = 6;
constexpr std::size_t very_long_word = 14;

bool is_latin(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// ü or ue, å or aa, ß or ss: one spelling for both.
std::string plain_spelling(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool umlaut = c == 'e' && i > 0 && (text[i - 1] == 'a' || text[i - 1] == 'o' || text[i - 1] == 'u');
    const bool doubled = !plain.empty() && plain.back() == c && (c == 'a' || c == 's');
    if (!umlaut && !doubled) plain += c;
  }
  return plain;
}

// Insertions, deletions, changes and swaps of neighbours; counts no further than 3.
int edits(const std::u32string& a, const std::u32string& b) {
  if (a.size() > b.size() + 2 || b.size() > a.size() + 2) return 3;
  std::vector<std::vector<int>> cost(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = static_cast<int>(i);
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int change = a[i - 1] == b[j - 1] ? 0 : 1;
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + change});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

std::string joined_words(const std::vector<std::string>& words) { return join(words, ""); }

bool holds_digit(std::string_view text) { return std::ranges::any_of(text, is_digit); }

// A slip of the pen is believed only inside long words: "N" and "S" are no slip.
bool differ_in_long_words_only(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto is_short = [](const std::string& word) { return word.size() < 5; };
  if (a.size() != b.size()) return std::ranges::none_of(a, is_short) && std::ranges::none_of(b, is_short);
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i] && (is_short(a[i]) || is_short(b[i]))) return false;
  }
  return true;
}

class StreetReader {
 public:
  StreetReader(const AddressTables& tables, LanguageSet languages, std::string_view text)
      : words_(tables.words), languages_(languages), taken_(take_apart(text)) {}

  StreetName read() {
    const auto& pieces = taken_.pieces;
    for (std::size_t at = 0; at < pieces.size();) at += take(at);
    if (name_.name.empty() && name_.numbers.empty()) fall_back();
    return std::move(name_);
  }

 private:
  std::size_t take(std::size_t at) {
    const auto& piece = taken_.pieces[at];
    const auto hit = words_.find(taken_.pieces, at);
    const std::size_t count = std::max<std::size_t>(1, hit.count);
    const bool first = at == 0;
    const bool last = at + count >= taken_.pieces.size();
    if (piece.has_digit) return take_number(piece, first);
    // "Queen's Gate" is also written "Queens Gate".
    if (piece.mark == '\'' && piece.folded.size() == 1 && !name_.name.empty()) {
      name_.name.back() += piece.folded;
      return 1;
    }
    // "rue St-Denis": what a hyphen ties to the next word is part of the name.
    const bool tied = count == 1 && !last && taken_.pieces[at + 1].gap == '-';
    const auto* tied_form = tied ? AddressWords::sense(hit, WordKind::short_form, languages_) : nullptr;
    if (tied_form != nullptr) {
      add(words_.written_out(*tied_form));
      return count;
    }
    if (const auto* type = street_type(hit, first, last)) {
      name_.types.push_back(meanings(hit, type->kind));
      return count;
    }
    if (const auto* direction = AddressWords::sense(hit, WordKind::direction, languages_);
        direction && (first || last || piece.folded.size() <= 2)) {
      name_.directions.push_back(meanings(hit, direction->kind));
      return count;
    }
    if (AddressWords::sense(hit, WordKind::filler, languages_) != nullptr && !(first && last)) return count;
    if (const auto* short_form = AddressWords::sense(hit, WordKind::short_form, languages_);
        short_form && (!last || !name_.types.empty())) {
      add(words_.written_out(*short_form));
      return count;
    }
    if (const auto ordinal = words_.ordinal(piece.folded)) {
      name_.numbers.push_back(std::to_string(*ordinal));
      return 1;
    }
    if (const auto joined = words_.joined_street_word(piece.folded, languages_); joined && joined->sure) {
      add(std::string_view(piece.folded).substr(0, joined->begin));
      name_.types.emplace_back(joined->full.begin(), joined->full.end());
      return 1;
    }
    // "Sta Approach": a street word that is the name is still written out.
    for (const auto kind : {WordKind::street_after, WordKind::street_before}) {
      if (const auto* word = AddressWords::sense(hit, kind, languages_)) {
        add(words_.written_out(*word));
        return count;
      }
    }
    add(piece.folded);
    return 1;
  }

  // "Av" is avenida in one language of the country and avinguda in another.
  std::vector<std::string> meanings(const PhraseMap<WordSense>::Hit& hit, WordKind kind) const {
    std::vector<std::string> all;
    for (const auto& sense : hit.values) {
      if (sense.kind == kind && (sense.languages & languages_) != 0) all.push_back(words_.written_out(sense));
    }
    return all;
  }

  // A one-word name is no type: "Broadway", "The Green".
  const WordSense* street_type(const PhraseMap<WordSense>::Hit& hit, bool first, bool last) const {
    if (first && last) return nullptr;
    if (const auto* before = AddressWords::sense(hit, WordKind::street_before, languages_); before && !last) {
      if (first || name_.name.empty()) return before;
    }
    const auto* after = AddressWords::sense(hit, WordKind::street_after, languages_);
    return after != nullptr && !first ? after : nullptr;
  }

  std::size_t take_number(const Piece& piece, bool first) {
    // "SS2/75" and "SS 2/75"
    const auto digit = piece.folded.find_first_of("0123456789");
    if (digit > 0 && piece.folded.find_first_not_of("0123456789", digit) == std::string::npos) {
      add(std::string_view(piece.folded).substr(0, digit));
      name_.numbers.push_back(piece.folded.substr(digit));
      return 1;
    }
    // "5a Avenida" is the fifth, "Calle 45A" another street than "Calle 45".
    const bool sign = piece.end - piece.begin > piece.folded.size();
    const bool letter = !sign && (piece.folded.back() == 'a' || piece.folded.back() == 'o') &&
                        piece.folded.find_first_not_of("0123456789") + 1 == piece.folded.size();
    if (const auto ordinal = words_.ordinal(piece.folded); ordinal && (first || !letter)) {
      name_.numbers.push_back(std::to_string(*ordinal));
    } else {
      auto text = piece.folded;
      while (text.size() > 1 && text.front() == '0') text.erase(0, 1);
      name_.numbers.push_back(std::move(text));
    }
    return 1;
  }

  void add(std::string_view words) {
    while (!words.empty()) {
      const auto end = words.find(' ');
      if (end != 0) name_.name.emplace_back(words.substr(0, end));
      words = end == std::string_view::npos ? std::string_view{} : words.substr(end + 1);
    }
  }

  // "N Park Rd": the first of several types is the name; where there is no type, every word is.
  void fall_back() {
    if (!name_.types.empty()) {
      add(name_.types.front().front());
      name_.types.erase(name_.types.begin());
      return;
    }
    for (const auto& piece : taken_.pieces) name_.name.push_back(piece.folded);
  }

  const AddressWords& words_;
  LanguageSet languages_;
  AddressText taken_;
  StreetName name_;
};

}  // namespace

std::vector<std::string> in_latin(std::string_view folded) {
  if (is_latin(folded)) return {std::string(folded)};
  // "Šipka" by the standard, "Shipka" and "Shypka" on signs.
  static const auto romanisers = [] {
    std::vector<std::unique_ptr<icu::Transliterator>> made;
    for (const char* first : {"", "Russian-Latin/BGN; ", "Ukrainian-Latin/BGN; "}) {
      UErrorCode status = U_ZERO_ERROR;
      const std::string id = std::string(first) + "Any-Latin; Latin-ASCII; Lower";
      made.emplace_back(icu::Transliterator::createInstance(id.c_str(), UTRANS_FORWARD, status));
    }
    return made;
  }();
  std::vector<std::string> spellings;
  for (const auto& romaniser : romanisers) {
    if (!romaniser) continue;
    auto text = icu::UnicodeString::fromUTF8({folded.data(), static_cast<int32_t>(folded.size())});
    romaniser->transliterate(text);
    std::string latin;
    text.toUTF8String(latin);
    std::erase_if(latin, [](char c) { return c == '\'' || c == '"' || c == '`'; });
    latin = fold(latin);
    if (std::ranges::find(spellings, latin) == spellings.end()) spellings.push_back(std::move(latin));
  }
  return spellings;
}

StreetName street_name(std::string_view text, const AddressTables& tables, LanguageSet languages) {
  return StreetReader(tables, languages, text).read();
}

std::vector<std::string> name_words(std::string_view text, const AddressTables& tables,
                                    LanguageSet languages) {
  const auto taken = take_apart(text);
  std::vector<std::string> words;
  for (std::size_t at = 0; at < taken.pieces.size();) {
    const auto hit = tables.words.find(taken.pieces, at);
    const auto* short_form = AddressWords::sense(hit, WordKind::short_form, languages);
    const bool last = at + hit.count >= taken.pieces.size();
    if (short_form != nullptr && !short_form->in_full && !last) {
      words.push_back(tables.words.written_out(*short_form));
      at += hit.count;
      continue;
    }
    words.push_back(taken.pieces[at].folded);
    ++at;
  }
  return words;
}

NameSameness compare_words(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::string one = joined_words(a);
  std::string other = joined_words(b);
  if (one == other) return NameSameness::same;
  if (is_latin(one) != is_latin(other)) {
    const auto ones = in_latin(one), others = in_latin(other);
    for (const auto& left : ones) {
      for (const auto& right : others) {
        if (plain_spelling(left) == plain_spelling(right)) return NameSameness::same;
      }
    }
    one = ones.front();
    other = others.front();
  }
  const std::string plain = plain_spelling(one);
  const std::string other_plain = plain_spelling(other);
  if (plain == other_plain) return NameSameness::same;
  // Digits never pass for a slip of the pen.
  const bool digits = holds_digit(one) || holds_digit(other);
  const std::size_t shorter = std::min(plain.size(), other_plain.size());
  if (!digits && shorter >= long_word && differ_in_long_words_only(a, b)) {
    const int apart = edits(to_utf32(plain), to_utf32(other_plain));
    if (apart == 1 || (apart == 2 && shorter >= very_long_word)) return NameSameness::similar;
  }
  const auto& fewer = a.size() < b.size() ? a : b;
  const auto& more = a.size() < b.size() ? b : a;
  if (!fewer.empty() && fewer.size() < more.size() && std::ranges::all_of(fewer, [&](const auto& word) {
        return std::ranges::find(more, word) != more.end();
      })) {
    return NameSameness::less_complete;
  }
  return NameSameness::different;
}

}  // namespace domicile::match
