#include "domicile/reading_plan.hpp"

#include <algorithm>
#include <chrono>

namespace domicile {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double sure = 0.93;
constexpr int text_pages_read_at_once = 8;
constexpr double first_part_of_page = 0.55;
constexpr int pictures_read = 3;  // a proof of address says who and where on its first pages

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

bool complete(const Reading& reading) {
  const auto found = [](const auto& field) { return field && field->confidence >= sure; };
  return found(reading.name) && found(reading.address) && found(reading.issue_date) &&
         reading.kind.confidence >= sure && reading.kind.value != "other";
}

// A bill that names its period only may name its date of issue further down.
bool settled(const Reading& reading) { return complete(reading) && reading.issue_date->role != "period_end"; }

// Nothing is missing: what a first page says with little confidence, the tables behind it will not say better.
bool answered(const Reading& reading) {
  return reading.name && reading.address && reading.issue_date && reading.kind.value != "other";
}

// Certain to be nothing that is wanted: no need to read all thirty pages of a brochure.
bool hopeless(const Reading& reading) { return reading.kind.value == "other" && reading.kind.confidence >= 0.97; }

class Plan {
 public:
  Plan(PageReader& reader, const extract::Extractor& extractor, const Limits& limits, std::string_view locale_hint)
      : reader_(reader), extractor_(extractor), limits_(limits), locale_hint_(locale_hint) {}

  Reading run() {
    const auto start = Clock::now();
    auto overview = reader_.overview();
    timings_.open = milliseconds_since(start);
    if (!overview) {
      reading_.problems.push_back(overview.error());
      timings_.total = milliseconds_since(start);
      reading_.timings = timings_;
      return std::move(reading_);
    }
    const int last = std::min(overview->pages, limits_.max_pages_read);
    read_pages(*overview, last);
    finish(*overview);
    reading_.timings.total = milliseconds_since(start);
    return std::move(reading_);
  }

 private:
  static bool has_text(const Overview& overview, int page) {
    const auto index = static_cast<std::size_t>(page - 1);
    return index < overview.has_text_layer.size() && overview.has_text_layer[index];
  }

  void read_pages(const Overview& overview, int last) {
    int pictures = 0;
    for (int page = 1; page <= last; ++page) {
      bool go_on = true;
      if (has_text(overview, page)) {
        go_on = read(page, whole_page);
        // Its text was not to be trusted: it took as long as a picture.
        const bool as_picture = go_on && pages_.back().source == WordSource::ocr;
        const bool more_text = page < std::min(last, text_pages_read_at_once) && has_text(overview, page + 1);
        if (go_on && more_text && !as_picture) continue;
        extract();
        if (as_picture) go_on = !answered(reading_) && ++pictures < pictures_read;
      } else if (++pictures > pictures_read) {
        return;
      } else {
        go_on = read_picture_page(page) && !answered(reading_);
      }
      if (!go_on || settled(reading_) || (page >= 2 && hopeless(reading_))) return;
    }
  }

  // The upper part first: name, address and date mostly stand there.
  bool read_picture_page(int page) {
    const Box upper{0, 0, 1, first_part_of_page};
    if (!read(page, upper)) return false;
    const bool nothing_came = pages_.empty() || pages_.back().number != page;
    if (nothing_came) return true;
    if (pages_.back().regions_read == std::vector<Box>{whole_page}) {
      extract();
      return true;
    }
    extract();
    if (settled(reading_)) return true;
    if (!read(page, {0, first_part_of_page, 1, 1})) return false;
    extract();
    return true;
  }

  // Reads a region into the page; false where reading must stop.
  bool read(int number, const Box& region) {
    const auto start = Clock::now();
    auto page = reader_.words({.page = number, .region = region, .models = models_});
    const double spent = milliseconds_since(start);
    if (!page) {
      (page.error().code == ErrorCode::internal_defect ? timings_.text : timings_.ocr) += spent;
      reading_.problems.push_back(page.error());
      const auto code = page.error().code;
      return code != ErrorCode::took_too_long && code != ErrorCode::reader_crashed;
    }
    (page->source == WordSource::text_layer ? timings_.text : timings_.ocr) += spent;
    if (!pages_.empty() && pages_.back().number == number) {
      auto& known = pages_.back();
      std::ranges::move(page->words, std::back_inserter(known.words));
      std::ranges::move(page->regions_read, std::back_inserter(known.regions_read));
      if (page->quality.score < known.quality.score) known.quality = page->quality;
    } else {
      pages_.push_back(std::move(*page));
    }
    return true;
  }

  void extract() {
    const auto start = Clock::now();
    auto problems = std::move(reading_.problems);
    reading_ = extractor_.read(pages_, locale_hint_);
    reading_.problems = std::move(problems);
    timings_.parse += milliseconds_since(start);
    // What has been read tells the language; the rest need not be guessed again. A Latin guess stays open, since it
    // may be the noise that another script gives.
    const auto model = extractor_.ocr_model(reading_.locale);
    if (!reading_.locale.empty() && model != models_.front()) models_ = {model};
  }

  void finish(const Overview& overview) {
    reading_.media_type = overview.media_type;
    reading_.pages = overview.pages;
    reading_.integrity.insert(reading_.integrity.begin(), overview.findings.begin(), overview.findings.end());
    std::ranges::move(extractor_.judge_origin(overview), std::back_inserter(reading_.integrity));
    reading_.several_documents = hold_several_documents(pages_, extractor_, reading_);
    bool text = false, ocr = false;
    std::size_t words = 0;
    for (const auto& page : pages_) {
      for (const auto& word : page.words) (word.source == WordSource::ocr ? ocr : text) = true;
      words += page.words.size();
      if (page.quality.score < reading_.quality.score) reading_.quality = page.quality;
    }
    reading_.source = ocr && text ? "mixed" : ocr || !text ? "ocr" : "text_layer";
    if (words == 0 && pages_.empty() && reading_.problems.empty()) {
      reading_.problems.push_back({ErrorCode::empty_document, "", "The document has no page.", ""});
    }
    reading_.timings = timings_;
  }

  PageReader& reader_;
  const extract::Extractor& extractor_;
  const Limits& limits_;
  std::string_view locale_hint_;
  std::vector<std::string> models_{"Latin"};
  std::vector<Page> pages_;
  Reading reading_;
  Timings timings_;
};

}  // namespace

Reading read_document(PageReader& reader, const extract::Extractor& extractor, const Limits& limits,
                      std::string_view locale_hint) {
  return Plan(reader, extractor, limits, locale_hint).run();
}

}  // namespace domicile
