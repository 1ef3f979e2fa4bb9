#include "extract/extractor.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "extract/choice.hpp"
#include "extract/country_hints.hpp"
#include "extract/hidden_text.hpp"
#include "extract/issue_date.hpp"
#include "extract/issuer.hpp"
#include "extract/kind.hpp"
#include "extract/lexicon.hpp"
#include "extract/locale_guess.hpp"
#include "extract/marked.hpp"
#include "extract/mixed_fonts.hpp"
#include "extract/ocr_letters.hpp"
#include "extract/ocr_postcodes.hpp"
#include "extract/parties.hpp"
#include "extract/party_blocks.hpp"
#include "extract/person_line.hpp"
#include "layout/document.hpp"
#include "match/address_shape.hpp"

namespace domicile::extract {

struct Extractor::Tables {
  Tables(const rules::RuleBook& book, const match::Matcher& names_and_addresses, ChoiceLog* log)
      : lexicon(book), people(book), shapes(names_and_addresses.shapes()), weights(book.kinds.weights, log),
        matcher(names_and_addresses) {}
  Lexicon lexicon;
  PersonLines people;
  const match::AddressShapes& shapes;
  Weights weights;
  const match::Matcher& matcher;
};

namespace {

std::vector<std::string> tags_of(const std::vector<const LanguageLexicon*>& languages) {
  std::vector<std::string> tags;
  for (const auto* language : languages) tags.push_back(language->tag);
  return tags;
}

// "Adobe Photoshop 24.1" → "adobe photoshop 24 1 ".
std::string join_tokens(std::string_view text) {
  std::string joined;
  for (const auto& token : fold_tokens(text)) joined += token + " ";
  return joined;
}

}  // namespace

Extractor::Extractor(const rules::RuleBook& book, const match::Matcher& matcher, ChoiceLog* log)
    : tables_(std::make_unique<const Tables>(book, matcher, log)) {}
Extractor::~Extractor() = default;
Extractor::Extractor(Extractor&&) noexcept = default;

std::string Extractor::ocr_model(std::string_view locale) const {
  const auto* language = tables_->lexicon.book.language(locale.substr(0, locale.find('-')));
  return language == nullptr ? "Latin" : language->ocr_model;
}

std::vector<IntegrityFinding> Extractor::judge_origin(const Overview& overview) const {
  const std::string origin = " " + join_tokens(overview.producer) + join_tokens(overview.creator);
  for (const auto& editor : tables_->lexicon.book.kinds.editors) {
    if (origin.find(" " + join_tokens(editor)) == std::string::npos) continue;
    return {{"suspicious_producer",
             IntegrityFinding::Severity::warning,
             "The file was saved by " + editor + ", a program that changes finished documents.",
             0,
             {}}};
  }
  return {};
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
  const auto languages = spoken_languages(document, lexicon, locale_hint);
  const auto tags = tags_of(languages);
  document = with_mended_postcodes(tags, lexicon.book, in_letters_of(tags, std::move(document)));
  const auto hints = country_hints(document, countries_of(languages, lexicon), shapes);
  const auto marked = mark(document, lexicon, guess_locale(document, lexicon, languages, hints, locale_hint));
  reading.locale = marked.locale.locale;
  reading.integrity = find_hidden_text(pages, marked.locale.languages, people, shapes);

  auto kind = read_kind(marked, lexicon, weights);
  reading.kind = std::move(kind.kind);
  auto dates = read_dates(marked, weights, reading.kind.value);
  reading.issue_date = std::move(dates.issue_date);
  reading.other_dates = std::move(dates.others);

  const auto blocks = find_party_blocks(marked, {lexicon, people, shapes, matcher});
  reading.issuer = read_issuer(marked, blocks, people, shapes);
  auto parties =
      read_parties(marked, blocks, people, matcher, weights, reading.issuer ? reading.issuer->value : "");
  reading.name = std::move(parties.name);
  reading.address = std::move(parties.address);
  reading.other_addresses = std::move(parties.others);
  std::ranges::move(find_mixed_fonts(pages, reading), std::back_inserter(reading.integrity));
  for (auto* runners : {&kind.runners_up, &dates.runners_up, &parties.runners_up}) {
    std::ranges::move(*runners, std::back_inserter(reading.runners_up));
  }
  return reading;
}

}  // namespace domicile::extract
