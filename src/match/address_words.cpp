#include "match/address_words.hpp"

#include <unicode/dtfmtsym.h>
#include <unicode/rbnf.h>

#include <algorithm>
#include <span>

#include "base/digits.hpp"
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

// First byte of Han and kana in UTF-8. Tokens of wordings are single characters there, pieces of addresses
// runs.
bool starts_ideograph(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value >= 0xE3 && value <= 0xE9;
}

}  // namespace

AddressWords::AddressWords(const rules::RuleBook& book) : book_(book) {
  for (const auto& [tag, rules] : book.addresses) bits_.emplace(tag, LanguageSet{1} << (bits_.size() % 64));
  for (const auto& [code, country] : book.countries) {
    LanguageSet set = 0;
    for (const auto& tag : country.languages) {
      if (const auto bit = bits_.find(tag); bit != bits_.end()) set |= bit->second;
    }
    countries_.emplace(code, set == 0 ? all_languages : set);
  }
  if (auto ready = unpacked(book.ready_bytes(ready_name))) {
    tables_ = std::move(*ready);
  } else {
    make_tables();
  }
}

void AddressWords::make_tables() {
  for (const auto& [tag, rules] : book_.addresses) add_language(tag, rules);
  add_vocabulary();
  for (const char* tag : {"en", "fr", "es", "de", "it", "pt"}) add_ordinals(tag);
  tables_.words.finish();
  tables_.joined.finish();
  tables_.ordinals.finish();
}

std::string AddressWords::packed() const {
  Packer packer;
  tables_.words.pack(packer);
  tables_.full.pack(packer);
  tables_.joined.pack(packer);
  tables_.joined_full.pack(packer);
  packer.number(tables_.longest_joined);
  tables_.vocabulary.pack(packer);
  tables_.ordinals.pack(packer);
  return packer.take();
}

std::optional<AddressWords::Tables> AddressWords::unpacked(std::string_view untrusted_bytes) {
  Unpacker unpacker(untrusted_bytes);
  std::uint32_t most_full = 0, most_joined = 0;
  const auto is_sense = [&](const WordSense& sense) {
    most_full = std::max(most_full, sense.written_out);
    return sense.kind <= WordKind::numbered_road;
  };
  const auto is_joined = [&](const JoinedForm& form) {
    most_joined = std::max(most_joined, form.full);
    return true;
  };
  Tables read;
  read.words = PhraseMap<WordSense>::unpacked(unpacker, is_sense);
  read.full = TextTable::unpacked(unpacker);
  read.joined = TextValues<JoinedForm>::unpacked(unpacker, is_joined);
  read.joined_full = TextTable::unpacked(unpacker);
  read.longest_joined = static_cast<std::uint32_t>(unpacker.number());
  read.vocabulary = TextTable::unpacked(unpacker);
  read.ordinals = TextValues<std::uint32_t>::unpacked(unpacker, [](std::uint32_t) { return true; });
  const bool fits = unpacker.complete() && (most_full == 0 || most_full < read.full.size()) &&
                    (most_joined == 0 || most_joined < read.joined_full.size());
  return fits ? std::optional(std::move(read)) : std::nullopt;
}

LanguageSet AddressWords::languages_of(std::string_view country) const {
  const auto found = countries_.find(country);
  return found == countries_.end() ? all_languages : found->second;
}

const WordSense* AddressWords::sense(const PhraseMap<WordSense>::Hit& hit, WordKind kind,
                                     LanguageSet languages) {
  for (const auto& sense : hit.values) {
    if (sense.kind == kind && (sense.languages & languages) != 0) return &sense;
  }
  return nullptr;
}

std::optional<AddressWords::Joined> AddressWords::joined_street_word(std::string_view folded,
                                                                     LanguageSet languages) const {
  // The shortest name before a street word has two letters ("Auweg").
  const std::size_t longest =
      std::min<std::size_t>(tables_.longest_joined, folded.size() < 2 ? 0 : folded.size() - 2);
  for (std::size_t length = longest; length >= 1; --length) {
    Joined joined{folded.size() - length, false, {}};
    for (const auto& form : tables_.joined.find(folded.substr(folded.size() - length))) {
      if ((form.languages & languages) == 0) continue;
      joined.full.push_back(tables_.joined_full[form.full]);
      joined.sure = joined.sure || form.sure != 0;
    }
    if (!joined.full.empty()) return joined;
  }
  return std::nullopt;
}

std::optional<int> AddressWords::ordinal(std::string_view folded) const {
  if (const auto spelt = tables_.ordinals.find(folded); !spelt.empty())
    return static_cast<int>(spelt.front());
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

bool AddressWords::is_vocabulary(std::string_view folded) const {
  if (folded.size() <= 2) return false;
  if (tables_.vocabulary.contains(folded)) return true;
  // Words of one region's labels are left out: "south" in the name of a supervisor's office is a place's word
  // too.
  return book_.wordings.words.find(folded) < book_.wordings.own_words && !starts_ideograph(folded.front()) &&
         std::ranges::none_of(folded, is_digit);
}

void AddressWords::add(WordKind kind, LanguageSet language, const std::string& full,
                       const std::vector<std::string>& forms) {
  const auto number = tables_.full.add(phrase_key(full));
  tables_.words.add(full, {language, number, kind, 1});
  for (const auto& form : forms) tables_.words.add(form, {language, number, kind, 0});
}

void AddressWords::add(WordKind kind, LanguageSet language, const rules::WordForms& forms) {
  for (const auto& [full, others] : forms) add(kind, language, full, others);
}

void AddressWords::add(WordKind kind, LanguageSet language, const std::vector<std::string>& words) {
  for (const auto& word : words) add(kind, language, word, {});
}

void AddressWords::add_joined(LanguageSet language, const std::string& form, const std::string& full,
                              bool sure) {
  const auto key = phrase_key(form);
  tables_.joined.add(key, {language, tables_.joined_full.add(full), sure});
  tables_.longest_joined = std::max(tables_.longest_joined, static_cast<std::uint32_t>(key.size()));
}

void AddressWords::add_joined(LanguageSet language, const rules::WordForms& forms) {
  for (const auto& [full, others] : forms) {
    const auto full_key = phrase_key(full);
    add_joined(language, full, full_key, true);
    for (const auto& other : others) add_joined(language, other, full_key, true);
  }
}

void AddressWords::add_language(const std::string& tag, const rules::AddressRules& rules) {
  const LanguageSet bit = bits_.find(tag)->second;
  add(WordKind::street_before, bit, rules.street_before);
  add(WordKind::street_after, bit, rules.street_after);
  add_joined(bit, rules.street_joined);
  for (const auto& ending : rules.street_endings) add_joined(bit, ending, phrase_key(ending), false);
  add(WordKind::filler, bit, rules.street_fillers);
  add(WordKind::unit, bit, rules.units);
  add(WordKind::floor, bit, rules.floors);
  add(WordKind::floor, bit, rules.named_floors);
  add(WordKind::named_floor, bit, rules.named_floors);
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

void AddressWords::add_vocabulary() {
  const auto insert = [&](const std::string& text) {
    for (const auto& piece : take_apart(text).pieces) {
      if (!piece.has_digit && piece.folded.size() > 2) tables_.vocabulary.add(piece.folded);
    }
  };
  for (const auto& language : book_.languages) {
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
    if (U_FAILURE(status)) continue;
    for (const auto& month : std::span(months, static_cast<std::size_t>(count))) insert(utf8(month));
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
      if (!U_SUCCESS(unknown)) continue;
      tables_.ordinals.add(fold(utf8(spelt)), static_cast<std::uint32_t>(number));
    }
  }
}

}  // namespace domicile::match
