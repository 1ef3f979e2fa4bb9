#include "extract/extractor.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "extract/alphabet.hpp"
#include "extract/choice.hpp"
#include "extract/country_hints.hpp"
#include "extract/hidden_text.hpp"
#include "extract/issue_date.hpp"
#include "extract/issuer.hpp"
#include "extract/kind.hpp"
#include "extract/lexicon.hpp"
#include "extract/locale_guess.hpp"
#include "extract/lone_date.hpp"
#include "extract/marked.hpp"
#include "extract/mixed_fonts.hpp"
#include "extract/ocr_dates.hpp"
#include "extract/ocr_kana.hpp"
#include "extract/ocr_letters.hpp"
#include "extract/ocr_postcodes.hpp"
#include "extract/ocr_raised.hpp"
#include "extract/ocr_units.hpp"
#include "extract/parties.hpp"
#include "extract/party_blocks.hpp"
#include "extract/person_line.hpp"
#include "layout/document.hpp"
#include "match/address_shape.hpp"

namespace domicile::extract {

struct Extractor::Tables {
  Tables(const rules::RuleBook& book, const match::Matcher& names_and_addresses, ChoiceLog* log)
      : lexicon(book),
        people(book),
        shapes(names_and_addresses.shapes()),
        weights(book.kinds.weights, log),
        matcher(names_and_addresses) {}
  Lexicon lexicon;
  PersonLines people;
  const match::AddressShapes& shapes;
  Weights weights;
  const match::Matcher& matcher;
};

namespace {

constexpr const char* widest_model = "Latin";

std::vector<std::string> tags_of(const std::vector<const LanguageLexicon*>& languages) {
  std::vector<std::string> tags;
  tags.reserve(languages.size());
  for (const auto* language : languages) tags.push_back(language->tag);
  return tags;
}

// "Adobe Photoshop 24.1" → "adobe photoshop 24 1 ".
std::string join_tokens(std::string_view text) {
  std::string joined;
  for (const auto& token : fold_tokens(text)) joined += token + " ";
  return joined;
}

// What is marked keeps a reference to `document`, which is mended first.
Marked mark_document(layout::Document& document, const Lexicon& lexicon, const match::AddressShapes& shapes,
                     std::string_view locale_hint) {
  const auto languages = spoken_languages(document, lexicon, locale_hint);
  const auto tags = tags_of(languages);
  document = with_raised_letters(tags, lexicon.book, std::move(document));
  document = with_mended_postcodes(tags, lexicon.book,
                                   in_letters_of(tags, with_capital_i(lexicon, std::move(document))));
  document = with_mended_japanese_dates(
      with_joined_days(with_mended_units(tags, lexicon.book, std::move(document))));
  if (std::ranges::find(tags, "ja") != tags.end())
    document = with_mended_building_words(lexicon.book, std::move(document));
  const auto hints = country_hints(document, countries_of(languages, lexicon), shapes);
  return mark(document, lexicon, guess_locale(document, lexicon, languages, hints, locale_hint));
}

void keep_runners_up(std::vector<RunnerUp>& runners_up, Reading& reading) {
  std::ranges::move(runners_up, std::back_inserter(reading.runners_up));
}

void add_kind(const Marked& marked, const Lexicon& lexicon, const Weights& weights, Reading& reading) {
  auto kind = read_kind(marked, lexicon, weights);
  reading.kind = std::move(kind.kind);
  keep_runners_up(kind.runners_up, reading);
}

void add_dates(const Marked& marked, const Weights& weights, Reading& reading) {
  auto dates = read_dates(marked, weights, reading.kind.value);
  reading.issue_date = std::move(dates.issue_date);
  reading.other_dates = std::move(dates.others);
  keep_runners_up(dates.runners_up, reading);
}

void add_parties(const Marked& marked, const BlockTools& tools, const Weights& weights, Reading& reading) {
  const auto blocks = find_party_blocks(marked, tools);
  reading.issuer = read_issuer(marked, blocks, tools.people, tools.shapes);
  auto parties = read_parties(marked, blocks, tools.people, tools.matcher, weights,
                              reading.issuer ? reading.issuer->value : "");
  reading.name = std::move(parties.name);
  reading.address = std::move(parties.address);
  reading.other_addresses = std::move(parties.others);
  keep_runners_up(parties.runners_up, reading);
}

}  // namespace

Extractor::Extractor(const rules::RuleBook& book, const match::Matcher& matcher, ChoiceLog* log)
    : tables_(std::make_unique<const Tables>(book, matcher, log)) {}
Extractor::~Extractor() = default;
Extractor::Extractor(Extractor&&) noexcept = default;

std::vector<std::string> Extractor::ocr_models(std::string_view locale) const {
  const auto* language = tables_->lexicon.book.language(locale.substr(0, locale.find('-')));
  if (language == nullptr || language->ocr_model == widest_model) return {widest_model};
  return {language->ocr_model, widest_model};
}

bool Extractor::writes_latin(std::string_view locale) const { return script_of(locale) == "Latn"; }

bool Extractor::parts_words(std::string_view locale) const {
  const auto script = script_of(locale);
  return script != "Jpan" && script != "Hans" && script != "Hant" && script != "Thai";
}

bool Extractor::has_own_letters(std::string_view locale) {
  Alphabet alphabet;
  add_letters(std::string(locale.substr(0, locale.find('-'))), alphabet);
  return !icu::UnicodeSet(0, 0x7F).containsAll(alphabet.own);
}

std::string Extractor::latin_model(std::string_view locale) const {
  return writes_latin(locale) ? ocr_models(locale).front() : widest_model;
}

std::string Extractor::language_of(const Page& sample) const {
  const auto document = layout::arrange({sample});
  const auto* language = plain_language(document, tables_->lexicon);
  return language == nullptr ? "" : language->tag;
}

std::vector<IntegrityFinding> Extractor::judge_origin(const Overview& overview,
                                                      bool rests_on_text_layer) const {
  const auto producer = fmt::format(" {}", join_tokens(overview.producer)),
             creator = fmt::format(" {}", join_tokens(overview.creator));
  const auto& editors = tables_->lexicon.book.kinds.editors;
  const auto named_in = [&](const std::string& program) {
    return std::ranges::find_if(editors, [&](const std::string& editor) {
      return program.contains(fmt::format(" {}", join_tokens(editor)));
    });
  };
  const auto saved_by = named_in(producer), made_by = named_in(creator);
  if (saved_by == editors.end() && made_by == editors.end()) return {};
  const bool changed = saved_by != editors.end() && overview.resaved && rests_on_text_layer;
  return {{"suspicious_producer",
           changed ? IntegrityFinding::Severity::critical : IntegrityFinding::Severity::warning,
           fmt::format("The file was {} by {}, a program that changes finished documents.",
                       changed ? "saved again after it was made" : "saved",
                       saved_by != editors.end() ? *saved_by : *made_by),
           0,
           {}}};
}

Reading Extractor::read(const std::vector<Page>& pages, std::string_view locale_hint) const {
  const auto& [lexicon, people, shapes, weights, matcher] = *tables_;
  Reading reading;
  if (weights.log() != nullptr) weights.log()->start_document();
  auto document = layout::arrange(pages);
  if (document.lines.empty()) {
    reading.kind.confidence = 1;
    return reading;
  }
  const auto marked = mark_document(document, lexicon, shapes, locale_hint);
  reading.locale = marked.locale.locale;
  reading.integrity = find_hidden_text(pages, marked.locale.languages, people, shapes);
  add_kind(marked, lexicon, weights, reading);
  add_dates(marked, weights, reading);
  add_parties(marked, {lexicon, people, shapes, matcher}, weights, reading);
  std::ranges::move(find_mixed_fonts(pages, reading), std::back_inserter(reading.integrity));
  if (auto finding = find_lone_date(reading)) reading.integrity.push_back(std::move(*finding));
  return reading;
}

std::optional<Reading> Extractor::read_if_whole(const Page& page, std::string_view locale_hint,
                                                const Likely& likely) const {
  const auto& [lexicon, people, shapes, weights, matcher] = *tables_;
  Page first = page;
  first.number = 1;
  auto document = layout::arrange({std::move(first)});
  if (document.lines.empty()) return std::nullopt;
  const auto marked = mark_document(document, lexicon, shapes, locale_hint);
  Reading reading;
  reading.locale = marked.locale.locale;
  add_kind(marked, lexicon, weights, reading);
  if (reading.kind.value == "other" || reading.kind.confidence < likely.document) return std::nullopt;
  add_dates(marked, weights, reading);
  if (!reading.issue_date || reading.issue_date->confidence < likely.document) return std::nullopt;
  add_parties(marked, {lexicon, people, shapes, matcher}, weights, reading);
  const bool whole = reading.name && reading.name->confidence >= likely.holder && reading.address &&
                     reading.address->confidence >= likely.holder;
  return whole ? std::optional(std::move(reading)) : std::nullopt;
}

}  // namespace domicile::extract
