#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "domicile/reading_plan.hpp"
#include "domicile/seen_text.hpp"

namespace domicile {
namespace {

constexpr const char* widest_model = "Latin";
constexpr std::string_view kind_field = "kind of document";
constexpr double margin_x = 0.012;
constexpr double margin_y = 0.006;
constexpr std::array margins{1.0, 3.0, 8.0};  // times those above, look by look

// Latin letters in a Greek document are read best as Latin; what stands beside a date is Greek.
std::string model_for(const std::vector<std::string>& lines, const LanguageModels& models) {
  const bool latin = std::ranges::any_of(lines, [](const std::string& line) {
    return std::ranges::any_of(line, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  });
  const bool other_script = std::ranges::any_of(lines, [](const std::string& line) {
    return std::ranges::any_of(to_utf32(line), [](char32_t c) { return c >= 0x370; });
  });
  return other_script || !latin ? models.own : models.latin;
}

bool is_latin(const std::string& line) {
  return std::ranges::all_of(to_utf32(line), [](char32_t c) { return c < 0x370; });
}

// What stands around costs as much to read as the claim itself. The reader takes a little more than it is
// asked for: as much as keeps the letters of `box` whole is left.
Box closed_in(const Box& box) {
  constexpr double spared = 0.004;
  const double by = std::min(spared, box.height() / 4);
  return {box.x0, box.y0 + by, box.x1, box.y1 - by};
}

Box widened(const Box& box, double by) {
  return {std::max(0.0, box.x0 - by * margin_x), std::max(0.0, box.y0 - by * margin_y),
          std::min(1.0, box.x1 + by * margin_x), std::min(1.0, box.y1 + by * margin_y)};
}

// What the picture shows, read at most once for each place and model.
class Looks {
 public:
  explicit Looks(PageReader& reader) : reader_(reader) {}

  // nullptr where it could not be read.
  const Page* at(int page, const Box& box, double by, const std::string& model) {
    const Key key{page, box.x0, box.y0, box.x1, box.y1, by, model};
    if (const auto known = known_.find(key); known != known_.end()) return &known->second;
    const auto read =
        reader_.words({.page = page,
                       .region = widened(box, by),
                       .source = WordsRequest::Source::ocr,
                       .models = {model},
                       .look = by > 1 ? WordsRequest::Look::thorough : WordsRequest::Look::plain});
    return read ? &known_.emplace(key, *read).first->second : nullptr;
  }

 private:
  using Key = std::tuple<int, double, double, double, double, double, std::string>;
  PageReader& reader_;
  std::map<Key, Page> known_;
};

// What has to be seen, and where.
struct Claim {
  Finding* found;
  std::string field;
  std::vector<std::string> lines;
  Box place;  ///< that is looked at: its own box, or one that it shares with others
  enum class By { each_letter, words, date } by = By::each_letter;
  Finding* rests_on_it = nullptr;     ///< another that is worth nothing without it
  std::vector<std::string> or_lines;  ///< that do as well, where `lines` were put together

  [[nodiscard]] bool shown_by(const SeenText& seen, const std::string& line) const {
    if (by == By::date) return seen.shows_date(line);
    return seen.shows(line) && (by == By::words || seen.shows_each_letter(line));
  }
};

// Lines that the picture does not show as the file's text has them. A line is looked for again in a wider
// region, and by another model: what OCR misreads in one look it mostly reads in another, but nothing makes
// it read what does not stand there.
std::vector<std::string> not_seen(Looks& looks, const Claim& claim, const std::string& model) {
  const Box& own = claim.found->box;
  std::vector<std::pair<Box, double>> places{{closed_in(claim.place), 0}, {claim.place, margins.front()}};
  for (const double by : margins) places.emplace_back(own, by);
  auto lines = claim.lines;
  SeenText by_own;
  for (const auto& eye : {model, std::string(widest_model)}) {
    for (const auto& [place, by] : places) {
      const auto* read = looks.at(claim.found->page, place, by, eye);
      if (read == nullptr) return lines;
      SeenText seen;
      for (const auto& line : lines_near(*read, own)) seen.add(line);
      std::erase_if(lines, [&](const auto& line) { return claim.shown_by(seen, line); });
      if (lines.empty()) return lines;
      if (eye == model) by_own = std::move(seen);
    }
    if (model == widest_model) return lines;
  }
  // Beside letters of its own alphabet a model may miss a digit that the widest one sees.
  const auto* widest = looks.at(claim.found->page, own, margins.back(), widest_model);
  if (widest == nullptr) return lines;
  for (const auto& read : lines_near(*widest, own)) {
    SeenText numbers;
    numbers.add(read);
    std::erase_if(lines, [&](const auto& line) {
      return !is_latin(line) && by_own.shows_words(line) && numbers.shows_numbers(line);
    });
  }
  return lines;
}

bool is_seen(Looks& looks, Claim claim, const LanguageModels& models) {
  const auto model = model_for(claim.lines, models);
  if (not_seen(looks, claim, model).empty()) return true;
  claim.lines = claim.or_lines;
  return !claim.lines.empty() && not_seen(looks, claim, model).empty();
}

// Each word by itself: one may be in other letters than the rest.
std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream stream(text);
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

// Each with what stands directly beside it is one look.
void share_places(std::vector<Claim>& claims) {
  constexpr double tight = 1.8;  // of the two areas
  for (std::size_t i = 1; i < claims.size(); ++i) {
    const Box before = claims[i - 1].place;
    const Box both = united(before, claims[i].place);
    if (claims[i - 1].found->page != claims[i].found->page ||
        both.area() > tight * (before.area() + claims[i].place.area()))
      continue;
    for (std::size_t k = 0; k < i; ++k) {
      if (claims[k].place == before && claims[k].found->page == claims[i].found->page) claims[k].place = both;
    }
    claims[i].place = both;
  }
}

// Of all languages: the document's own is a guess.
std::vector<std::string> ordinal_endings(const rules::RuleBook& book) {
  std::vector<std::string> endings;
  for (const auto& language : book.languages)
    std::ranges::copy(language.ordinal_suffixes, std::back_inserter(endings));
  return endings;
}

std::vector<Claim> claims_of(Reading& reading, const rules::RuleBook& book) {
  std::vector<Claim> claims;
  if (auto& name = reading.name) {
    claims.push_back({&*name, "name", {name->text}, name->box});
    claims.back().or_lines = name->all;
  }
  if (auto& address = reading.address) claims.push_back({&*address, "address", address->lines, address->box});
  if (auto& date = reading.issue_date) {
    claims.push_back({&*date,
                      "date of issue",
                      {without_ordinal_endings(date->text, ordinal_endings(book))},
                      date->box,
                      Claim::By::date});
    if (auto& label = date->label_words)
      claims.push_back({&*label, "label of the date of issue", words_of(label->text), label->box,
                        Claim::By::words, &*date});
  }
  for (auto& words : reading.kind.words)
    claims.push_back({&words, std::string(kind_field), words_of(words.text), words.box, Claim::By::words});
  std::erase_if(claims, [](const Claim& claim) {
    return claim.found->source != WordSource::text_layer || claim.found->page == 0;
  });
  return claims;
}

IntegrityFinding differs(const Claim& claim) {
  return {"text_layer_differs", IntegrityFinding::Severity::critical,
          fmt::format("The file's text gives another {} than the picture of the page.", claim.field),
          claim.found->page, claim.found->box};
}

}  // namespace

// Where the picture shows something else, the field is no longer trusted: it neither accepts nor rejects. Of
// the words of a kind one may be misread, unless it is the heading or there are no others.
void verify_against_picture(PageReader& reader, Reading& reading, const LanguageModels& models,
                            const rules::RuleBook& book) {
  Looks looks(reader);
  auto claims = claims_of(reading, book);
  share_places(claims);
  double unseen_of_kind = 0, seen_of_kind = 0;
  bool vocabulary_seen = false;
  for (const auto& claim : claims) {
    const bool of_kind = claim.field == kind_field;
    const bool of_vocabulary = of_kind && claim.found->confidence < 1;
    if (of_vocabulary && vocabulary_seen) continue;
    if (is_seen(looks, claim, models)) {
      seen_of_kind += of_kind ? claim.found->confidence : 0;
      vocabulary_seen |= of_vocabulary;
      continue;
    }
    claim.found->legibility = 0;
    if (claim.rests_on_it != nullptr) claim.rests_on_it->legibility = 0;
    unseen_of_kind += of_kind ? claim.found->confidence : 0;
    if (!of_kind) reading.integrity.push_back(differs(claim));
  }
  const bool no_kind = unseen_of_kind >= 1 || (unseen_of_kind > 0 && seen_of_kind == 0);
  const auto unseen = std::ranges::find_if(
      claims, [](const Claim& claim) { return claim.field == kind_field && claim.found->legibility == 0; });
  if (no_kind) reading.integrity.push_back(differs(*unseen));
}

}  // namespace domicile
