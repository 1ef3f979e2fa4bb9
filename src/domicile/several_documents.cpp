#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "base/digits.hpp"
#include "base/text.hpp"
#include "domicile/reading_plan.hpp"
#include "domicile/seen_text.hpp"

namespace domicile {
namespace {

constexpr extract::Likely likely{.document = 0.85, .holder = 0.75};
constexpr std::size_t pages_compared = 6;

std::string first_line(const Reading& page) { return fold(page.address->lines.front()); }

bool name_others(const Reading& one, const Reading& other) {
  return fold(one.name->value) != fold(other.name->value) && first_line(one) != first_line(other);
}

bool differ(const Reading& one, const Reading& other) {
  return one.issue_date->value != other.issue_date->value || name_others(one, other);
}

bool leaves_print_unread(const Page& page) {
  return std::ranges::find(page.quality.problems, "print_not_read") != page.quality.problems.end();
}

// A cover with one holder before another's bill.
bool is_of_another(const Reading& page, const Reading& whole) {
  return whole.name && whole.address && !whole.address->lines.empty() && name_others(page, whole);
}

// A sender's head that each page repeats at its place names nobody new. An address that a cover names
// elsewhere is the next document's own.
bool is_head_of_first(const Reading& page, const Reading& whole) {
  constexpr double head = 0.14, same_place = 0.01;  // of the page
  const Box& here = page.address->box;              // of the lines alone; the others begin with their names
  if (here.y1 > head) return false;
  return std::ranges::any_of(whole.other_addresses, [&](const OtherAddress& other) {
    return other.page == 1 && other.lines == page.address->lines &&
           std::abs(other.box.x0 - here.x0) < same_place && std::abs(other.box.y1 - here.y1) < same_place;
  });
}

// A logo beside a line is seen as a few letters: "ni ) Maury Light" without them.
std::string without_specks(const std::string& line) {
  constexpr std::size_t longest_speck = 2;
  auto words = fold_tokens(line);
  const auto is_speck = [](const std::string& word) {
    return to_utf32(word).size() <= longest_speck && digits_in(word) == 0;
  };
  const auto first = std::ranges::find_if_not(words, is_speck);
  words.erase(words.begin(), first);
  return join(words, " ");
}

// Whether what `text` has near `box` is `lines`, letter for letter.
bool says_at(const Page& text, const Box& box, const std::vector<std::string>& lines) {
  SeenText said;
  for (const auto& line : lines_near(text, box)) said.add(line);
  return std::ranges::all_of(lines, [&](const std::string& line) {
    const auto print = without_specks(line);
    return said.shows_each_letter(line) || (!print.empty() && said.shows_each_letter(print));
  });
}

}  // namespace

bool hold_several_documents(const std::vector<Page>& pages, const extract::Extractor& extractor,
                            const Reading& reading) {
  if (pages.size() < 2 || reading.kind.value == "other") return false;
  // From the end, since pages behind the first are seldom whole: the first is read only to be held against
  // another.
  std::vector<Reading> alone;
  for (std::size_t i = std::min(pages.size(), pages_compared); i-- > 0;) {
    if (i == 0 && alone.empty()) break;
    if (pages[i].source != WordSource::text_layer || pages[i].words.empty()) continue;
    auto page = extractor.read_if_whole(pages[i], reading.locale, likely);
    if (!page || page->issue_date->role == "period_end" || (i > 0 && is_head_of_first(*page, reading)))
      continue;
    if (is_of_another(*page, reading)) return true;
    if (std::ranges::any_of(alone, [&](const Reading& other) { return differ(*page, other); })) return true;
    alone.push_back(std::move(*page));
  }
  return false;
}

std::optional<IntegrityFinding> holder_shown_above(PageReader& reader, const extract::Extractor& extractor,
                                                   const match::Matcher& matcher, const Reading& reading) {
  constexpr double middle = 0.5;
  constexpr Box upper{0, 0, 1, 0.55};
  if (!reading.name || !reading.address || reading.address->lines.empty()) return std::nullopt;
  const auto& address = *reading.address;
  const bool at_usual_place = address.page == 1 && address.box.center_y() < middle;
  if (at_usual_place || address.source != WordSource::text_layer) return std::nullopt;
  WordsRequest request{.page = 1, .region = upper, .models = extractor.ocr_models(reading.locale)};
  request.source = WordsRequest::Source::whole;
  if (const auto passed_over = reader.words(request); passed_over && leaves_print_unread(*passed_over))
    return IntegrityFinding{"text_layer_differs", IntegrityFinding::Severity::critical,
                            "The page shows print above the holder that is not in the file's text and can't "
                            "be read.",
                            1, upper};
  request.source = WordsRequest::Source::ocr;
  const auto seen = reader.words(request);
  if (!seen || seen->words.empty()) return std::nullopt;
  const auto above = extractor.read({*seen}, reading.locale);
  if (!above.name || !is_of_another(reading, above)) return std::nullopt;
  // "KUYKENDALL MARVIN D" in a form, or the same name with a letter misread.
  if (matcher.compare_names({reading.name->text}, {above.name->text, above.name->legibility}).outcome !=
      match::Sameness::different)
    return std::nullopt;
  // What the upper half alone would say, a sender's block for one, its text says too.
  request.source = WordsRequest::Source::text_layer;
  if (const auto text = reader.words(request); text && !text->words.empty()) {
    if (above.address && says_at(*text, above.name->box, {above.name->text}) &&
        says_at(*text, above.address->box, above.address->lines))
      return std::nullopt;
    const auto said = extractor.read({*text}, reading.locale);
    if (said.name && said.address && !is_of_another(said, above)) return std::nullopt;
  }
  return IntegrityFinding{"text_layer_differs", IntegrityFinding::Severity::critical,
                          "The picture of the page shows another holder than the file's text.", 1,
                          above.address->box};
}

}  // namespace domicile
