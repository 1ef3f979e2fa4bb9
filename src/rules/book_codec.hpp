#pragma once
// Which fields a RuleBook has, said once for writing and for reading it. A structured binding names every
// field, so that a field that is added to a struct and forgotten here does not compile.

#include <concepts>
#include <type_traits>

#include "rules/rule_book.hpp"

namespace domicile::rules {

template <class T, class Struct>
concept Is = std::same_as<std::remove_const_t<T>, Struct>;

/// Gives every field to `archive`, in the order in which they stand in the file.
template <class Archive>
void pass_fields(Archive& archive, Is<LanguageRules> auto& rules) {
  auto& [tag, ocr_model, function_words, labels, range_from, range_to, fillers, previous, next, since,
         in_place, documents, slips, months_beside, six_digit_dates, ordinals, months, titles, terms, file] =
      rules;
  archive(tag, ocr_model, function_words, labels, range_from, range_to, fillers, previous, next, since,
          in_place, documents, slips, months_beside, six_digit_dates, ordinals, months, titles, terms, file);
}

template <class Archive>
void pass_fields(Archive& archive, Is<RegionRules> auto& rules) {
  auto& [locale, language, country, order, order_certain, marks, labels, months, titles, terms, file] = rules;
  archive(locale, language, country, order, order_certain, marks, labels, months, titles, terms, file);
}

template <class Archive>
void pass_fields(Archive& archive, Is<NameRules> auto& rules) {
  auto& [language, honorifics, suffixes, titles_behind, juniors, grandchildren, seniors, joint_words, care_of,
         hosts_behind, birth_words, firm_titles, company_forms, company_words, particles, articles, child_of,
         given_names, family_name_first, surnames, spellings, variants, diminutives, romanisations,
         loose_romanisations, surname_endings, gendered_endings, file] = rules;
  archive(language, honorifics, suffixes, titles_behind, juniors, grandchildren, seniors, joint_words,
          care_of, hosts_behind, birth_words, firm_titles, company_forms, company_words, particles, articles,
          child_of, given_names, family_name_first, surnames, spellings, variants, diminutives, romanisations,
          loose_romanisations, surname_endings, gendered_endings, file);
}

template <class Archive>
void pass_fields(Archive& archive, Is<AddressRules> auto& rules) {
  auto& [street_before, street_after, street_joined, street_endings, street_fillers, units, floors,
         named_floors, entrances, blocks, positions, buildings, directions, short_forms, district_words,
         district_words_after, place_words, region_words, post_districts, po_box, postcode_words,
         number_words, none_words, near_words, numbered_roads, file] = rules;
  archive(street_before, street_after, street_joined, street_endings, street_fillers, units, floors,
          named_floors, entrances, blocks, positions, buildings, directions, short_forms, district_words,
          district_words_after, place_words, region_words, post_districts, po_box, postcode_words,
          number_words, none_words, near_words, numbered_roads, file);
}

template <class Archive>
void pass_fields(Archive& archive, Is<CountryRules> auto& rules) {
  auto& [code, languages, format, postcode, prefixes, names_street, number_first, slash, dash, optional_words,
         numbers_like_dates, numbers_before_names, numbers_behind_names, regions, cities, towns, names,
         file] = rules;
  archive(code, languages, format, postcode, prefixes, names_street, number_first, slash, dash,
          optional_words, numbers_like_dates, numbers_before_names, numbers_behind_names, regions, cities,
          towns, names, file);
}

template <class Archive>
void pass_fields(Archive& archive, Is<SubkindRules> auto& rules) {
  auto& [name, patterns, resembles] = rules;
  archive(name, patterns, resembles);
}

template <class Archive>
void pass_fields(Archive& archive, Is<Kind> auto& kind) {
  auto& [name, subkinds, patterns, file] = kind;
  archive(name, subkinds, patterns, file);
}

template <class Archive>
void pass_fields(Archive& archive, Is<IssuerRules> auto& rules) {
  auto& [name, marks, kind, subkind, order, labels, file] = rules;
  archive(name, marks, kind, subkind, order, labels, file);
}

template <class Archive>
void pass_fields(Archive& archive, Is<KindRules> auto& rules) {
  auto& [kinds, issuers, weights, editors] = rules;
  archive(kinds, issuers, weights, editors);
}

template <class Archive>
void pass_fields(Archive& archive, Is<Meaning> auto& meaning) {
  auto& [type, name] = meaning;
  archive(type, name);
}

template <class Archive>
void pass_fields(Archive& archive, Is<Wordings> auto& wordings) {
  auto& [meanings, languages, words, own_words] = wordings;
  archive(meanings, languages, words, own_words);
}

// The version stands at the head of the file: it decides whether the rest is read.
template <class Archive>
void pass_fields(Archive& archive, Is<RuleBook> auto& book) {
  auto& [languages, regions, names, addresses, countries, kinds, wordings, ready, version] = book;
  archive(languages, regions, names, addresses, countries, kinds, wordings, ready);
}

}  // namespace domicile::rules
