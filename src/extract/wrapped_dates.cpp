#include "extract/wrapped_dates.hpp"

#include <algorithm>
#include <optional>

#include "base/digits.hpp"
#include "base/text.hpp"

namespace domicile::extract {
namespace {

using layout::no_line;
using Range = WrittenDate::Range;

constexpr std::size_t longest_chain = 3;
constexpr char32_t first_ideograph = 0x3000;
constexpr std::size_t longest_open_word_bytes = 24;

// Lines read as one text.
struct Chain {
  std::vector<std::size_t> lines;
  std::vector<std::size_t> starts;  // where each begins in `text`
  std::string text;

  void add(const Marked& marked, std::size_t line) {
    const auto last = to_utf32(text.substr(text.size() - std::min<std::size_t>(text.size(), 4)));
    if (!last.empty() && last.back() < first_ideograph) text += ' ';
    starts.push_back(text.size());
    lines.push_back(line);
    text += marked.document.lines[line].text;
  }
  [[nodiscard]] std::size_t part_of(std::size_t offset) const {
    return static_cast<std::size_t>(std::ranges::upper_bound(starts, offset) - starts.begin()) - 1;
  }
};

template <class Predicate>
bool any_language(const Marked& marked, Predicate&& predicate) {
  return std::ranges::any_of(marked.locale.languages,
                             [&](const LanguageLexicon* language) { return predicate(language->dates); });
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::ranges::binary_search(words, word);
}

// Does the text end where a date or a range must go on: with a day, a month's name, a weekday, "to", "-"?
bool ends_open(const Marked& marked, const layout::Line& line) {
  const auto& last = line.words.back().text;
  // "令和6年1月14日〜令" goes on in "和7年1月12日".
  if (line.text.contains("年") && !line.text.ends_with("日")) return true;
  if (last.size() > longest_open_word_bytes) return false;
  const auto tokens = fold_tokens(last);
  if (tokens.empty()) return last == "-" || last == "–" || last == "—" || last == "~";
  const auto& token = tokens.back();
  if (std::ranges::all_of(token, is_digit)) return token.size() <= 2;
  return any_language(marked, [&](const DateWords& words) {
    return words.months.contains(token) || contains(words.weekdays, token) ||
           contains(words.range_to, token) || contains(words.fillers, token) ||
           contains(words.range_from, token);
  });
}

// Does it start with what only goes on: "to", "-"?
bool starts_open(const Marked& marked, const layout::Line& line) {
  const auto& first = line.words.front().text;
  if (first == "-" || first == "–" || first == "—" || first == "~") return true;
  const auto tokens = fold_tokens(first.substr(0, longest_open_word_bytes));
  if (tokens.empty()) return false;
  return any_language(marked, [&](const DateWords& words) {
    return std::ranges::any_of(words.range_to, [&](const std::string& phrase) {
      return phrase == tokens.front() || phrase.starts_with(tokens.front() + " ");
    });
  });
}

// Which lines go on in the next, each asked once: it is the neighbour of several.
class OpenLines {
 public:
  explicit OpenLines(const Marked& marked)
      : marked_(marked), ends_(marked.document.lines.size()), starts_(marked.document.lines.size()) {}

  bool goes_on(std::size_t line, std::size_t next) {
    if (next == no_line) return false;
    return known(ends_[line],
                 [&] { return ends_open(marked_, marked_.document.lines[line]) && !ends_in_date(line); }) ||
           known(starts_[next], [&] { return starts_open(marked_, marked_.document.lines[next]); });
  }

 private:
  // "2026. gada 10. jūnijs" ends in a month's name and lacks nothing.
  [[nodiscard]] bool ends_in_date(std::size_t line) const {
    return std::ranges::any_of(marked_.dates, [&](const DateInLine& date) {
      return date.line == line && date.date.form == DateForm::year_first &&
             date.date.end == marked_.document.lines[line].text.size();
    });
  }

  static bool known(std::optional<bool>& answer, const auto& ask) {
    if (!answer) answer = ask();
    return *answer;
  }

  const Marked& marked_;
  std::vector<std::optional<bool>> ends_;
  std::vector<std::optional<bool>> starts_;
};

std::vector<std::size_t> chain_from(std::size_t line, bool downwards, const layout::Document& document,
                                    OpenLines& open) {
  std::vector<std::size_t> chain{line};
  while (chain.size() < longest_chain) {
    const auto& neighbours = document.neighbours[chain.back()];
    const auto next = downwards ? neighbours.below : neighbours.right;
    if (!open.goes_on(chain.back(), next)) break;
    chain.push_back(next);
  }
  return chain;
}

bool overlaps(const Chain& chain, const DateInLine& known, const WrittenDate& date) {
  for (std::size_t i = 0; i < chain.lines.size(); ++i) {
    if (chain.lines[i] != known.line) continue;
    return chain.starts[i] + known.date.begin < date.end && chain.starts[i] + known.date.end > date.begin;
  }
  return false;
}

// A piece that is a whole date by itself is no piece.
bool splits_a_date(const Marked& marked, const Chain& chain, const WrittenDate& date) {
  return std::ranges::any_of(marked.dates, [&](const DateInLine& known) {
    return known.date.form != DateForm::month_only && overlaps(chain, known, date) &&
           known.date.value != date.value;
  });
}

DateInLine placed(const Marked& marked, const Chain& chain, const WrittenDate& date) {
  DateInLine found;
  const auto first = chain.part_of(date.begin);
  const auto last = chain.part_of(date.end - 1);
  found.line = chain.lines[first];
  found.date = date;
  found.text = squeeze(chain.text.substr(date.begin, date.end - date.begin));
  bool started = false;
  for (auto part = first; part <= last; ++part) {
    const auto& line = marked.document.lines[chain.lines[part]];
    const auto begin = part == first ? date.begin - chain.starts[part] : 0;
    const auto end = part == last ? date.end - chain.starts[part] : line.text.size();
    const auto box = box_of(line, begin, end);
    found.box = started ? united(found.box, box) : box;
    found.confidence = std::min(found.confidence, confidence_of(line, begin, end));
    started = true;
  }
  found.date.begin = date.begin - chain.starts[first];
  found.date.end = std::min(date.end - chain.starts[first], marked.document.lines[found.line].text.size());
  return found;
}

// Dates of the chain that no single line gives: they cross a line's end, or their range does.
std::vector<WrittenDate> crossing(const Marked& marked, const Chain& chain) {
  const bool from_ocr = marked.document.lines[chain.lines.front()].words.front().source == WordSource::ocr;
  const auto dates = find_dates(chain.text, marked.locale.languages, from_ocr);
  const auto crosses = [&](std::size_t begin, std::size_t end) {
    return chain.part_of(begin) != chain.part_of(end - 1);
  };
  // A year of two digits is one where the range's start has such a year too: "09 ABR 26 - 10" over "JUN 26".
  const auto sound = [&](const WrittenDate& date, const WrittenDate& start) {
    if (!crosses(date.begin, date.end)) return true;
    const bool short_like_start = &date != &start && start.short_year && start.form == date.form;
    const bool spelled =
        date.form == DateForm::named_month ||
        (date.form == DateForm::year_first && (date.separator == ' ' || date.separator == '.'));
    return spelled && (!date.short_year || short_like_start) && !splits_a_date(marked, chain, date);
  };
  std::vector<WrittenDate> found;
  for (std::size_t i = 0; i < dates.size(); ++i) {
    const bool pair =
        dates[i].range == Range::start && i + 1 < dates.size() && dates[i + 1].range == Range::end;
    const std::size_t last = pair ? i + 1 : i;
    // What starts further down crosses from a line of its own.
    const bool from_first_line = chain.part_of(dates[i].begin) == 0;
    if (from_first_line && crosses(dates[i].begin, dates[last].end) && sound(dates[i], dates[i]) &&
        sound(dates[last], dates[i])) {
      found.insert(found.end(), dates.begin() + static_cast<std::ptrdiff_t>(i),
                   dates.begin() + static_cast<std::ptrdiff_t>(last) + 1);
    }
    i = last;
  }
  return found;
}

// Across two cells of a row only a date that begins its cell or stands behind a label there: "Koivukuja 3"
// beside "joulukuuta 2026" is a street beside a period's end.
bool may_cross_cells(const Marked& marked, std::size_t line, const WrittenDate& date) {
  const auto& text = marked.document.lines[line].text;
  if (character_shares(text.substr(0, date.begin)).letters == 0) return true;
  return std::ranges::any_of(marked.labels, [&](const PhraseInLine& label) {
    return label.line == line && label.begin < date.begin;
  });
}

bool apply(Marked& marked, const Chain& chain, bool downwards) {
  const auto dates = crossing(marked, chain);
  if (dates.empty()) return false;
  if (!downwards && !may_cross_cells(marked, chain.lines.front(), dates.front())) return false;
  std::vector<DateInLine> added;
  added.reserve(dates.size());
  for (const auto& date : dates) added.push_back(placed(marked, chain, date));
  std::erase_if(marked.dates, [&](const DateInLine& known) {
    return std::ranges::any_of(dates, [&](const WrittenDate& date) { return overlaps(chain, known, date); });
  });
  std::ranges::move(added, std::back_inserter(marked.dates));
  return true;
}

}  // namespace

void join_wrapped_dates(Marked& marked) {
  const auto& document = marked.document;
  OpenLines open(marked);
  bool changed = false;
  for (std::size_t line = 0; line < document.lines.size(); ++line) {
    for (const bool downwards : {true, false}) {
      const auto lines = chain_from(line, downwards, document, open);
      if (lines.size() == 1) continue;
      Chain chain;
      for (const auto each : lines) chain.add(marked, each);
      if (!apply(marked, chain, downwards)) continue;
      changed = true;
      break;
    }
  }
  if (!changed) return;
  std::ranges::stable_sort(marked.dates, [](const DateInLine& a, const DateInLine& b) {
    return a.line != b.line ? a.line < b.line : a.date.begin < b.date.begin;
  });
}

}  // namespace domicile::extract
