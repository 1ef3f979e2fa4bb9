#pragma once
// A document's words → what the document says.

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "match/match.hpp"
#include "model/reading.hpp"
#include "rules/rule_book.hpp"

namespace domicile::extract {

class ChoiceLog;

/// Least confidences, 0..1.
struct Likely {
  double document = 0;  ///< of kind and date of issue
  double holder = 0;    ///< of name and address
};

/// Reads fields from words by one RuleBook. Immutable, safe to share between threads. Keeps references.
class Extractor {
 public:
  /// `log`, where there is one, hears of every choice, in the thread that reads.
  Extractor(const rules::RuleBook& book, const match::Matcher& matcher, ChoiceLog* log = nullptr);
  ~Extractor();
  Extractor(Extractor&&) noexcept;

  /// Kind, issuer, name, address, dates, locale of `pages`. Fills nothing about the file itself.
  /// `locale_hint` is BCP 47 or empty. Pages without words give a Reading of kind "other" without fields.
  [[nodiscard]] Reading read(const std::vector<Page>& pages, std::string_view locale_hint) const;

  /// `page` read by itself, as the first of a document, where it is whole: it is no "other", and kind and
  /// date of issue, name and address are each as `likely` as said. Given up as soon as one is missing, as on
  /// most pages behind a first one.
  [[nodiscard]] std::optional<Reading> read_if_whole(const Page& page, std::string_view locale_hint,
                                                     const Likely& likely) const;

  /// What a file says about the program that wrote it, held against `KindRules::editors`:
  /// suspicious_producer, a warning where a document was drawn or a scan was tidied up with such a program.
  /// Critical where one was the last to save a finished file again and the fields rest on its text layer.
  /// "Adobe Photoshop 24.1" gives one; "OpenText Output Transformation Engine" gives none.
  [[nodiscard]] std::vector<IntegrityFinding> judge_origin(const Overview& overview,
                                                           bool rests_on_text_layer) const;

  /// The Tesseract models that read the language of `locale` (BCP 47), best first: "ell", "Latin" for el-GR;
  /// "Latin" alone where the language is unknown.
  [[nodiscard]] std::vector<std::string> ocr_models(std::string_view locale) const;

  /// The model for what a document of that language writes in Latin letters: "Latin" for el-GR, "deu" for
  /// de-AT.
  [[nodiscard]] std::string latin_model(std::string_view locale) const;

  /// Whether the language of `locale` is written in Latin letters.
  [[nodiscard]] bool writes_latin(std::string_view locale) const;

  /// Whether the language of `locale` parts its words by blanks.
  [[nodiscard]] bool parts_words(std::string_view locale) const;

  /// Whether its language has letters beyond those of ASCII (CLDR exemplar characters): English has none.
  [[nodiscard]] static bool has_own_letters(std::string_view locale);

  /// The language (BCP 47) that a few lines of a document speak plainly and alone; empty where they speak two
  /// or none.
  [[nodiscard]] std::string language_of(const Page& sample) const;

 private:
  struct Tables;
  std::unique_ptr<const Tables> tables_;
};

}  // namespace domicile::extract
