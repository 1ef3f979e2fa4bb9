#include "domicile/screener.hpp"

#include "base/sha256.hpp"
#include "domicile/decoding.hpp"
#include "domicile/file_dates.hpp"
#include "domicile/reading_plan.hpp"
#include "extract/extractor.hpp"
#include "match/match.hpp"
#include "rules/rule_book.hpp"
#include "screen/policy.hpp"
#include "screen/screen.hpp"

namespace domicile {

namespace {

// An accept, or a rejection for what name, address or date say: both must stand on what a person sees.
bool rests_on_fields(const Screening& screening) {
  if (screening.decision == Decision::accept) return true;
  const auto failed = [](const Check& check) { return check.outcome == Outcome::fail; };
  return screening.decision == Decision::reject && !failed(screening.document) &&
         (failed(screening.name) || failed(screening.address) || failed(screening.recency));
}

Timings sum(const Timings& a, const Timings& b) {
  return {a.open + b.open, a.text + b.text,   a.render + b.render,
          a.ocr + b.ocr,   a.parse + b.parse, a.total + b.total};
}

}  // namespace

struct Screener::Parts {
  Parts(rules::RuleBook rule_book, std::unique_ptr<Decoding> decoders, const Limits& document_limits)
      : book(std::move(rule_book)),
        matcher(book),
        extractor(book, matcher),
        decoding(std::move(decoders)),
        limits(document_limits) {}
  [[nodiscard]] Reading read(const Attachment& attachment, PageReader& reader, std::string_view locale_hint,
                             const std::optional<std::string>& whole_in = std::nullopt) const;

  rules::RuleBook book;
  match::Matcher matcher;
  extract::Extractor extractor;
  std::unique_ptr<Decoding> decoding;
  Limits limits;
  screen::Policy default_policy;
};

Screener::Screener(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Screener::~Screener() = default;

Result<std::unique_ptr<Screener>> Screener::create(const ScreenerOptions& options) {
  // The zygote first: it must fork while this process is small and has one thread.
  auto decoding = Decoding::start(options);
  if (!decoding) return std::unexpected(decoding.error());
  auto book = rules::load_rules(options.data_directory, options.rules_cache);
  if (!book) return std::unexpected(book.error());
  auto parts = std::make_unique<Parts>(std::move(*book), std::move(*decoding), options.limits);
  return std::unique_ptr<Screener>(new Screener(std::move(parts)));
}

Reading Screener::Parts::read(const Attachment& attachment, PageReader& reader, std::string_view locale_hint,
                              const std::optional<std::string>& whole_in) const {
  RememberingReader remembering(reader);
  auto reading = read_document(remembering, extractor, limits, locale_hint, whole_in);
  judge_added_words(reading);
  if (auto finding = contradicting_dates(remembering.saved(), reading))
    reading.integrity.push_back(std::move(*finding));
  reading.file = attachment.file;
  reading.sha256 = sha256_hex(attachment.untrusted_bytes);
  return reading;
}

Reading Screener::read(const Attachment& attachment, const ReadRequest& request) const {
  const auto reader = parts_->decoding->open(attachment);
  return parts_->read(attachment, *reader, request.locale_hint);
}

Screening Screener::screen(const Attachment& attachment, const Account& account,
                           const ScreenRequest& request) const {
  auto policy = request.policy != nullptr ? *request.policy : parts_->default_policy;
  if (request.max_age_days) {
    policy.max_age_days = *request.max_age_days;
    policy.max_age_days_of.clear();
  }
  const auto reader = parts_->decoding->open(attachment);
  auto reading = parts_->read(attachment, *reader, request.locale_hint);
  auto screening = screen::decide(reading, account, request.as_of, policy, parts_->matcher);
  // Another holder or day may stand on the page as a picture or in outlines.
  if (screening.decision == Decision::accept && rests_on_text_layer(reading)) {
    auto whole = parts_->read(attachment, *reader, request.locale_hint, reading.locale);
    if (whole.source != reading.source) {
      whole.timings = sum(reading.timings, whole.timings);
      reading = std::move(whole);
      screening = screen::decide(reading, account, request.as_of, policy, parts_->matcher);
    }
  }
  if (screening.decision == Decision::accept) {
    if (auto finding = holder_shown_above(*reader, parts_->extractor, parts_->matcher, reading))
      reading.integrity.push_back(std::move(*finding));
  }
  if (!rests_on_fields(screening)) return screening;
  verify_against_picture(*reader, reading,
                         {.own = parts_->extractor.ocr_models(reading.locale).front(),
                          .latin = parts_->extractor.latin_model(reading.locale)},
                         parts_->book);
  return screen::decide(std::move(reading), account, request.as_of, policy, parts_->matcher);
}

Result<Picture> Screener::picture(const Attachment& attachment, int page, int dpi, bool colour) const {
  return parts_->decoding->open(attachment)->picture({.page = page, .dpi = dpi, .colour = colour});
}

const match::Matcher& Screener::matcher() const { return parts_->matcher; }
const rules::RuleBook& Screener::rules() const { return parts_->book; }
std::vector<sandbox::Layer> Screener::sandbox_layers() const { return parts_->decoding->layers(); }

}  // namespace domicile
