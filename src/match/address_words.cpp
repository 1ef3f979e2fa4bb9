#include "match/address_words.hpp"

#include <unicode/dtfmtsym.h>
#include <unicode/rbnf.h>

#include <algorithm>

#include "base/text.hpp"

namespace domicile::match {
namespace {

constexpr LanguageSet all_languages = ~LanguageSet{0};
constexpr int highest_spelt_ordinal = 30;

std::string utf8(const icu::UnicodeString& text) {
  std::string result;
  text.toUTF8String(result);
  return result;
}

// First byte of Han and kana in UTF-8. Tokens of wordings are single characters there, pieces of addresses runs.
bool starts_ideograph(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value >= 0xE3 && value <= 0xE9;
}

}  // namespace

AddressWords::AddressWords(const rules::RuleBook& book) {
  for (const auto& [tag, rules] : book.addresses) {
    bits_.emplace(tag, LanguageSet{1} << (bits_.size() % 64));
    add_language(tag, rules);
  }
  for (const auto& [code, country] : book.countries) {
    LanguageSet set = 0;
    for (const auto& tag : country.languages) {
      if (const auto bit = bits_.find(tag); bit != bits_.end()) set |= bit->second;
    }
    countries_.emplace(code, set == 0 ? all_languages : set);
  }
  add_vocabulary(book);
  for (const char* tag : {"en", "fr", "es", "de", "it", "pt"}) add_ordinals(tag);
}

LanguageSet AddressWords::languages_of(std::string_view country) const {
  const auto found = countries_.find(country);
  return found == countries_.end() ? all_languages : found->second;
}

const WordSense* AddressWords::sense(const PhraseMap<WordSense>::Hit& hit, WordKind kind,
                                     LanguageSet languages) {
  if (hit.values == nullptr) return nullptr;
  for (const auto& sense : *hit.values) {
    if (sense.kind == kind && (sense.languages & languages) != 0) return &sense;
  }
  return nullptr;
}

std::optional<AddressWords::Joined> AddressWords::joined_street_word(std::string_view folded,
                                                                     LanguageSet languages) const {
  // The shortest name before a street word has two letters ("Auweg").
  const std::size_t longest = std::min(longest_joined_, folded.size() < 2 ? 0 : folded.size() - 2);
  for (std::size_t length = longest; length >= 1; --length) {
    const auto found = joined_.find(folded.substr(folded.size() - length));
    if (found == joined_.end()) continue;
    Joined joined{folded.size() - length, false, {}};
    for (const auto& form : found->second) {
      if ((form.languages & languages) == 0) continue;
      joined.full.push_back(form.full);
      joined.sure = joined.sure || form.sure;
    }
    if (!joined.full.empty()) return joined;
  }
  return std::nullopt;
}

std::optional<int> AddressWords::ordinal(std::string_view folded) const {
  const auto found = ordinals_.find(folded);
  if (found != ordinals_.end()) return found->second;
  std::size_t digits = 0;
  int value = 0;
  while (digits < folded.size() && digits < 4 && folded[digits] >= '0' && folded[digits] <= '9') {
    value = value * 10 + (folded[digits++] - '0');
  }
  const auto ending = folded.substr(digits);
  for (const std::string_view known : {"st", "nd", "rd", "th", "er", "ere", "e", "eme", "o", "a", "os"}) {
    if (digits > 0 && ending == known) return value;
  }
  return std::nullopt;
}

std::uint32_t AddressWords::full_word(const std::string& text) {
  const auto [entry, is_new] =
      full_index_.try_emplace(phrase_key(text), static_cast<std::uint32_t>(full_.size()));
  if (is_new) full_.push_back(entry->first);
  return entry->second;
}

void AddressWords::add(WordKind kind, LanguageSet language, const std::string& full,
                       const std::vector<std::string>& forms) {
  const auto index = full_word(full);
  words_.add(full, {kind, language, index, true});
  for (const auto& form : forms) words_.add(form, {kind, language, index, false});
}

void AddressWords::add(WordKind kind, LanguageSet language, const rules::WordForms& forms) {
  for (const auto& [full, others] : forms) add(kind, language, full, others);
}

void AddressWords::add(WordKind kind, LanguageSet language, const std::vector<std::string>& words) {
  for (const auto& word : words) add(kind, language, word, {});
}

void AddressWords::add_joined(LanguageSet language, const rules::WordForms& forms) {
  const auto insert = [&](const std::string& form, const std::string& full) {
    const auto key = phrase_key(form);
    joined_[key].push_back({language, full, true});
    longest_joined_ = std::max(longest_joined_, key.size());
  };
  for (const auto& [full, others] : forms) {
    const auto full_key = phrase_key(full);
    insert(full, full_key);
    for (const auto& other : others) insert(other, full_key);
  }
}

void AddressWords::add_language(const std::string& tag, const rules::AddressRules& rules) {
  const LanguageSet bit = bits_.find(tag)->second;
  add(WordKind::street_before, bit, rules.street_before);
  add(WordKind::street_after, bit, rules.street_after);
  add_joined(bit, rules.street_joined);
  for (const auto& ending : rules.street_endings) {
    const auto key = phrase_key(ending);
    joined_[key].push_back({bit, key, false});
    longest_joined_ = std::max(longest_joined_, key.size());
  }
  add(WordKind::filler, bit, rules.street_fillers);
  add(WordKind::unit, bit, rules.units);
  add(WordKind::floor, bit, rules.floors);
  add(WordKind::entrance, bit, rules.entrances);
  add(WordKind::block, bit, rules.blocks);
  add(WordKind::position, bit, rules.positions);
  add(WordKind::building, bit, rules.buildings);
  add(WordKind::direction, bit, rules.directions);
  add(WordKind::short_form, bit, rules.short_forms);
  add(WordKind::district_before, bit, rules.district_words);
  add(WordKind::district_after, bit, rules.district_words_after);
  add(WordKind::place_word, bit, rules.place_words);
  add(WordKind::region_word, bit, rules.region_words);
  add(WordKind::post_district, bit, rules.post_districts);
  add(WordKind::po_box, bit, rules.po_box);
  add(WordKind::postcode_word, bit, rules.postcode_words);
  add(WordKind::number_word, bit, rules.number_words);
  add(WordKind::none_word, bit, rules.none_words);
  add(WordKind::near_word, bit, rules.near_words);
  add(WordKind::numbered_road, bit, rules.numbered_roads);
}

void AddressWords::add_vocabulary(const rules::RuleBook& book) {
  const auto insert = [&](const std::string& text) {
    for (const auto& piece : take_apart(text).pieces) {
      if (!piece.has_digit && piece.folded.size() > 2) vocabulary_[piece.folded] = true;
    }
  };
  // Words of one region's labels are left out: "south" in the name of a supervisor's office is a place's word too.
  for (std::size_t i = 0; i < book.wordings.languages.size(); ++i) {
    auto tokens = book.wordings.languages[i].tokens();
    tokens.resize(std::min<std::size_t>(tokens.size(), book.wordings.own_tokens[i]));
    vocabulary_.reserve(vocabulary_.size() + tokens.size() / 2);
    for (const auto token : tokens) {
      const bool counts = token.size() > 2 && !starts_ideograph(token.front()) &&
                          std::ranges::none_of(token, [](char c) { return c >= '0' && c <= '9'; });
      if (counts) vocabulary_.emplace(token, true);
    }
  }
  for (const auto& language : book.languages) {
    for (const auto* lists : {&language.labels, &language.titles, &language.terms}) {
      for (const auto& [role, wordings] : *lists) {
        for (const auto& wording : wordings) {
          if (std::ranges::any_of(wording, starts_ideograph)) insert(wording);
        }
      }
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols(icu::Locale(language.tag.c_str()), status);
    int32_t count = 0;
    const icu::UnicodeString* months = symbols.getMonths(count);
    for (int32_t i = 0; U_SUCCESS(status) && i < count; ++i) insert(utf8(months[i]));
  }
}

void AddressWords::add_ordinals(const std::string& tag) {
  UErrorCode status = U_ZERO_ERROR;
  icu::RuleBasedNumberFormat format(icu::URBNF_SPELLOUT, icu::Locale(tag.c_str()), status);
  if (U_FAILURE(status)) return;
  for (const char* set : {"%spellout-ordinal", "%spellout-ordinal-masculine", "%spellout-ordinal-feminine"}) {
    for (int number = 1; number <= highest_spelt_ordinal; ++number) {
      UErrorCode unknown = U_ZERO_ERROR;
      icu::UnicodeString spelt;
      icu::FieldPosition position;
      format.format(static_cast<int32_t>(number), set, spelt, position, unknown);
      if (U_SUCCESS(unknown)) ordinals_.try_emplace(fold(utf8(spelt)), number);
    }
  }
}

}  // namespace domicile::match
