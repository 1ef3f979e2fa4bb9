#include "domicile/reading_plan.hpp"

#include <algorithm>
#include <chrono>

#include "base/text.hpp"
#include "domicile/second_look.hpp"

namespace domicile {
namespace {

using Clock = std::chrono::steady_clock;

const std::vector<std::string> widest_first{"Latin"};
constexpr double sure = 0.9;  // policies call it certain
constexpr std::size_t fewest_words_of_a_document = 20;
constexpr int text_pages_read_at_once = 8;
constexpr double first_part_of_page = 0.55;
constexpr int pictures_read = 3;  // a proof of address says who and where on its first pages

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// "86160 SAINT-MAURICE" of the place supplied may be all that the upper half has of an address.
bool says_where(const AddressComponents& parts) {
  return !parts.street.empty() || !parts.po_box.empty() || !parts.building.empty() ||
         !parts.house_number.empty();
}

bool complete(const Reading& reading) {
  const auto found = [](const auto& field) { return field && field->confidence >= sure; };
  return found(reading.name) && found(reading.address) && says_where(reading.address->components) &&
         found(reading.issue_date) && reading.kind.confidence >= sure && reading.kind.value != "other";
}

// A bill that names its period only may name its date of issue further down.
bool settled(const Reading& reading) { return complete(reading) && reading.issue_date->role != "period_end"; }

// Nothing is missing: what a first page says with little confidence, the tables behind it will not say
// better.
bool answered(const Reading& reading) {
  return reading.name && reading.address && reading.issue_date && reading.kind.value != "other";
}

// Where name, address and date stand on a picture, as far as their words are less sure than `confidence`.
std::vector<Box> regions_of_fields(const Reading& reading, const Page& page, double confidence) {
  std::vector<Box> regions;
  const auto add = [&](const auto& found) {
    constexpr double beside = 0.05, around = 0.012;  // what was passed over at a line's ends is to be seen
    if (!found || found->page != page.number || found->source != WordSource::ocr ||
        found->legibility > confidence)
      return;
    const Box& box = found->box;
    const auto region =
        intersected({box.x0 - beside, box.y0 - around, box.x1 + beside, box.y1 + around}, whole_page);
    if (!regions.empty() && intersected(regions.back(), region).area() > 0)
      regions.back() = united(regions.back(), region);
    else
      regions.push_back(region);
  };
  add(reading.name);
  add(reading.address);
  add(reading.issue_date);
  return regions;
}

// Where words are doubted: they and what stands near them.
std::vector<Box> doubted_places(const Page& page) {
  constexpr double doubted = 0.85, beside = 0.03, around = 0.006;
  std::vector<Box> places;
  for (const auto& word : page.words) {
    if (word.confidence >= doubted) continue;
    Box place = intersected(
        {word.box.x0 - beside, word.box.y0 - around, word.box.x1 + beside, word.box.y1 + around}, whole_page);
    // Whoever joins may bring others within reach.
    for (auto other = places.begin(); other != places.end();) {
      if (intersected(*other, place).area() > 0) {
        place = united(*other, place);
        places.erase(other);
        other = places.begin();
      } else {
        ++other;
      }
    }
    places.push_back(place);
  }
  return places;
}

std::vector<Box> contradicted_regions(const Reading& reading, const Page& page) {
  constexpr double contradicted = 0.6;  // of a word that two readings give differently
  return regions_of_fields(reading, page, contradicted);
}

bool all_fields(const Reading& reading) { return reading.name && reading.address && reading.issue_date; }

// Other words may say more: an answer is unsure for its letters and not for what they say.
bool unclear(const Reading& reading) {
  constexpr double well_read = 0.95;
  if (settled(reading)) return false;
  const auto blurred = [](const auto& field) {
    return field->confidence < sure && field->legibility < well_read;
  };
  return blurred(reading.name) || blurred(reading.address) || blurred(reading.issue_date) ||
         reading.kind.confidence < sure;
}

// An answer is missing, or the period's end stands for a date of issue that may have been passed over.
bool incomplete(const Reading& reading) {
  return !answered(reading) || reading.issue_date->role == "period_end";
}

// Below a face there is no text either; the head of a page has words that are read well.
bool speaks(const Page& page) {
  constexpr double read_well = 0.7;
  constexpr std::size_t fewest_letters = 24;
  std::size_t letters = 0;
  for (const auto& word : page.words)
    if (word.confidence >= read_well) letters += to_utf32(word.text).size();
  return letters >= fewest_letters;
}

// Certain to be nothing that is wanted: no need to read all thirty pages of a brochure.
bool hopeless(const Reading& reading) {
  return reading.kind.value == "other" && reading.kind.confidence >= 0.97;
}

class Plan {
 public:
  Plan(PageReader& reader, const extract::Extractor& extractor, const Limits& limits,
       std::string_view locale_hint, const std::optional<std::string>& whole_in)
      : reader_(reader),
        extractor_(extractor),
        limits_(limits),
        locale_hint_(locale_hint),
        whole_(whole_in.has_value()) {
    if (whole_ && !whole_in->empty()) models_ = extractor.ocr_models(*whole_in);
  }

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
    look_again();
    finish(*overview);
    reading_.timings.total = milliseconds_since(start);
    return std::move(reading_);
  }

 private:
  static bool has_text(const Overview& overview, int page) {
    const auto index = static_cast<std::size_t>(page - 1);
    return index < overview.has_text_layer.size() && overview.has_text_layer[index];
  }

  // A few lines tell the language, and its own model reads the rest better and faster than the one for all.
  void learn_language(int page) {
    if (models_ != widest_first || language_sought_) return;
    language_sought_ = true;
    const auto start = Clock::now();
    const auto sample = reader_.words({.page = page, .models = models_, .look = WordsRequest::Look::sample});
    timings_.ocr += milliseconds_since(start);
    if (!sample) return;  // reading the page will say why
    const auto language = extractor_.language_of(*sample);
    if (!language.empty()) models_ = extractor_.ocr_models(language);
  }

  // The answers are read once more, otherwise; where one is unsure, all that was doubted; and where one is
  // missing, or nothing says what the document is, all that was read from the picture.
  void look_again() {
    if (!worth_another_look()) return;
    if (all_fields(reading_)) read_again(regions_of_fields(reading_, pages_.front(), 1), other_models());
    if (answered(reading_) && unclear(reading_))
      read_again(doubted_places(pages_.front()), models_for_doubted());
    const auto parts = pages_.front().regions_read;
    for (std::size_t i = 0; i < parts.size() && incomplete(reading_); ++i)
      read_again({parts[i]}, models_for_doubted());
    // Two readings that contradict each other need a third. Another script is told on the way: what read it
    // is its own model then. The model of ideographs has said what it says of softened pixels.
    if (!extractor_.parts_words(reading_.locale)) return;
    looked_again_.clear();
    const bool latin = extractor_.writes_latin(reading_.locale);
    read_again(contradicted_regions(reading_, pages_.front()),
               latin ? read_with_ : extractor_.ocr_models(reading_.locale));
  }

  [[nodiscard]] bool worth_another_look() const {
    return !hopeless(reading_) && !pages_.empty() && pages_.front().source == WordSource::ocr &&
           pages_.front().words.size() >= fewest_words_of_a_document && speaks(pages_.front()) &&
           reading_.problems.empty();
  }

  // What was looked at twice already says nothing new.
  [[nodiscard]] bool was_looked_at(const Box& box) const {
    return std::ranges::any_of(looked_again_, [&](const Box& seen) { return share_inside(box, seen) > 0.9; });
  }

  void read_again(std::vector<Box> regions, const std::vector<std::string>& models) {
    std::erase_if(regions, [&](const Box& region) { return was_looked_at(region); });
    for (const auto& region : regions) {
      const auto start = Clock::now();
      auto again = reader_.words({.page = pages_.front().number,
                                  .region = region,
                                  .source = WordsRequest::Source::ocr,  // by these models and no others
                                  .models = models,
                                  .look = WordsRequest::Look::again});
      timings_.ocr += milliseconds_since(start);
      if (!again) break;  // what was read before it stands
      std::erase_if(again->words, [&](const Word& word) { return was_looked_at(word.box); });
      add_second_look(pages_.front(), std::move(*again));
      looked_again_.push_back(region);
    }
    if (!regions.empty()) extract();
  }

  // Another eye: the widest model where the language's own has read, else the language's own.
  [[nodiscard]] std::vector<std::string> other_models() const {
    const auto own = extractor_.ocr_models(reading_.locale);
    return read_with_ != widest_first && extractor_.writes_latin(reading_.locale) ? widest_first : own;
  }

  // A heading in Latin letters, such as "Internet", is noise to a model of another alphabet.
  [[nodiscard]] std::vector<std::string> models_for_doubted() const {
    const bool latin_words = reading_.kind.confidence < sure && !extractor_.writes_latin(reading_.locale) &&
                             extractor_.parts_words(reading_.locale);
    return latin_words ? widest_first : other_models();
  }

  void read_pages(const Overview& overview, int last) {
    int pictures = 0;
    for (int page = 1; page <= last; ++page) {
      bool go_on = true;
      const auto text = has_text(overview, page) ? read_text(page) : TextOf::picture;
      if (text == TextOf::picture) {
        if (++pictures > pictures_read) return;
        // The words of tables on later pages may still say what the document is.
        go_on = read_picture_page(page) && (!answered(reading_) || reading_.kind.confidence < sure);
      } else {
        go_on = text == TextOf::page;
        const bool more_text = page < std::min(last, text_pages_read_at_once) && has_text(overview, page + 1);
        if (go_on && more_text) continue;
        extract();
      }
      if (!go_on || settled(reading_) || (page >= 2 && hopeless(reading_))) return;
    }
  }

  enum class TextOf { page, picture, nothing };

  // A text layer that can't be trusted leaves the page to be read from its picture; `nothing` where reading
  // must stop.
  TextOf read_text(int number) {
    const auto known = pages_.size();
    if (!read(number, whole_page, whole_ ? WordsRequest::Source::whole : WordsRequest::Source::trusted))
      return TextOf::nothing;
    if (pages_.size() == known || pages_.back().source != WordSource::ocr) return TextOf::page;
    pages_.pop_back();
    return TextOf::picture;
  }

  // Of two languages on a page the sample may have shown the other one: "Account statement" beside "Konto
  // väljavõte". A model without a language's letters reads "Ounapuu" for "Õunapuu".
  [[nodiscard]] bool read_in_other_letters() const {
    return !reading_.locale.empty() && read_with_ != widest_first && models_ != read_with_ &&
           extractor_.writes_latin(reading_.locale) && extract::Extractor::has_own_letters(reading_.locale) &&
           speaks(pages_.front()) && reading_.kind.value != "other";
  }

  // The upper part first: name, address and date mostly stand there.
  bool read_picture_page(int page) {
    learn_language(page);
    read_with_ = models_;
    const Box upper{0, 0, 1, first_part_of_page};
    if (!read(page, upper)) return false;
    const bool nothing_came = pages_.empty() || pages_.back().number != page;
    if (nothing_came) return true;
    const bool whole = pages_.back().regions_read == std::vector<Box>{whole_page};
    extract();
    if (pages_.size() == 1 && read_in_other_letters()) {
      pages_.pop_back();
      read_with_ = models_;
      if (!read(page, whole ? whole_page : upper)) return false;
      if (pages_.empty()) return true;
      extract();
    }
    if (whole) return true;
    if (settled(reading_)) return true;
    // What stands there and is unsure the lower part won't say better.
    if (!incomplete(reading_) && pages_.size() == 1 && worth_another_look()) {
      read_again(regions_of_fields(reading_, pages_.front(), 1), other_models());
      if (settled(reading_)) return true;
    }
    if (!speaks(pages_.back())) return true;
    if (!read(page, {0, first_part_of_page, 1, 1})) return false;
    extract();
    return true;
  }

  // Reads a region into the page; false where reading must stop.
  bool read(int number, const Box& region, WordsRequest::Source source = WordsRequest::Source::automatic) {
    const auto start = Clock::now();
    auto page = reader_.words({.page = number, .region = region, .source = source, .models = models_});
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
    // What has been read tells the language; the rest need not be guessed again. A Latin guess of what says
    // nothing stays open, since it may be the noise that another script gives.
    const bool may_be_noise = extractor_.writes_latin(reading_.locale) && reading_.kind.value == "other";
    if (!reading_.locale.empty() && !may_be_noise) models_ = extractor_.ocr_models(reading_.locale);
  }

  void finish(const Overview& overview) {
    reading_.media_type = overview.media_type;
    reading_.pages = overview.pages;
    reading_.integrity.insert(reading_.integrity.begin(), overview.findings.begin(), overview.findings.end());
    std::ranges::move(extractor_.judge_origin(overview, rests_on_text_layer(reading_)),
                      std::back_inserter(reading_.integrity));
    reading_.several_documents = hold_several_documents(pages_, extractor_, reading_);
    for (const auto& page : pages_) {
      const auto index = static_cast<std::size_t>(page.number - 1);
      if (index >= overview.has_text_layer.size() || !overview.has_text_layer[index]) continue;
      if (auto finding = layer_of_scan_differs(reader_, page, reading_))
        reading_.integrity.push_back(std::move(*finding));
    }
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
  bool whole_;
  std::vector<std::string> models_ = widest_first;
  std::vector<std::string> read_with_ = widest_first;  ///< the first page
  bool language_sought_ = false;
  std::vector<Box> looked_again_;  ///< of the first page
  std::vector<Page> pages_;
  Reading reading_;
  Timings timings_;
};

}  // namespace

bool rests_on_text_layer(const Reading& reading) {
  const auto of_layer = [](const auto& field) { return field && field->source == WordSource::text_layer; };
  return of_layer(reading.name) || of_layer(reading.address) || of_layer(reading.issue_date);
}

Reading read_document(PageReader& reader, const extract::Extractor& extractor, const Limits& limits,
                      std::string_view locale_hint, const std::optional<std::string>& whole_in) {
  return Plan(reader, extractor, limits, locale_hint, whole_in).run();
}

}  // namespace domicile
