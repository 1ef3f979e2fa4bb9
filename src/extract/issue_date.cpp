#include "extract/issue_date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "base/text.hpp"
#include "extract/date_candidate.hpp"
#include "extract/date_order.hpp"
#include "extract/date_role.hpp"
#include "extract/date_rows.hpp"

namespace domicile::extract {
namespace {

constexpr std::size_t runners_up_kept = 4;
constexpr std::size_t others_kept = 300;
constexpr double least_confidence = 0.5;

std::string order_of(const WrittenDate& date, bool month_first) {
  switch (date.form) {
    case DateForm::year_first:
      return "Y/M/D";
    case DateForm::month_only:
      return "M/Y";
    case DateForm::day_first:
      return "D/M/Y";
    case DateForm::month_first:
      return "M/D/Y";
    case DateForm::named_month:
      return date.month_before_day ? "M/D/Y" : "D/M/Y";
    case DateForm::ambiguous:
      return month_first ? "M/D/Y" : "D/M/Y";
  }
  return {};
}

void settle(DateCandidate& candidate, const Marked& marked) {
  const auto& date = candidate.found->date;
  candidate.value = date.value;
  bool month_first = false;
  if (date.form == DateForm::ambiguous && date.month_first) {
    const auto order = settle_order(marked, date.separator);
    month_first = order.month_first;
    candidate.order_settled = order.settled;
    candidate.order_why = order.why;
    candidate.value = month_first ? *date.month_first : date.value;
    candidate.other_value = month_first ? date.value : *date.month_first;
  }
  candidate.order = order_of(date, month_first);
}

// The role under which the contract knows it.
std::string outside_issue_role(const DateCandidate& candidate) {
  if (candidate.role == "period") return "period_end";
  if (candidate.role == "title_and_date") {
    const auto& title = candidate.label->meaning->name;
    const bool statement =
        title == "bank_statement" || title == "checking" || title == "savings" || title == "credit_card";
    return statement ? "statement_date" : title == "invoice" ? "invoice_date" : "bill_date";
  }
  const bool by_place =
      candidate.role == "place_and_date" || candidate.role == "none" || candidate.role == "print_date";
  return by_place ? "letter_date" : candidate.role;
}

bool has_feature(const DateCandidate& candidate, std::string_view name) {
  return std::ranges::find(candidate.features, name, &Feature::name) != candidate.features.end();
}

// The only day of the document that stands by itself. On a picture the label of one may have been passed
// over; before a day by which to pay it can hardly be later than that of issue.
bool alone_of_its_sort(const DateCandidate& candidate, const std::vector<DateCandidate>& all,
                       const Marked& marked) {
  const auto alone = [&](const DateCandidate& other) {
    return other.role == "none" && !other.in_column && words_beside(other, marked) == 0;
  };
  return (!marked.from_ocr || has_feature(candidate, "date.before_due")) && alone(candidate) &&
         !is_captioned(*candidate.found, marked) &&
         std::ranges::none_of(
             all, [&](const DateCandidate& other) { return other.value != candidate.value && alone(other); });
}

// A day that neither a label, nor a place, nor its standing in the head says to be the date of issue may be
// any other: it is worth a look.
bool rests_on_its_place(const DateCandidate& candidate, const std::vector<DateCandidate>& all,
                        const Marked& marked) {
  static constexpr std::array says_more{"date.in_heading", "date.running_head", "date.ends_period"};
  return candidate.role == "none" && !alone_of_its_sort(candidate, all, marked) &&
         std::ranges::none_of(candidate.features, [](const Feature& feature) {
           return std::ranges::find(says_more, feature.name) != says_more.end();
         });
}

bool is_soon_after(const DateCandidate& candidate, const DateCandidate& other) {
  const int days = days_between(candidate.value, other.value);
  return days > 0 && days <= days_of_issue;
}

// "za okres od 2026-04-01 do 2026-04-30, sporządzony dnia 2026-05-04": a day that the same line names behind
// the period may be that of issue, whatever words lead it.
bool day_follows_period(const DateCandidate& candidate, const DateCandidate& other) {
  return candidate.role == "period_end" && other.role == "none" &&
         other.found->line == candidate.found->line && other.found->date.begin >= candidate.found->date.end &&
         is_soon_after(candidate, other);
}

// A bill that was printed soon after the period by which it would be dated was issued no earlier. Statements
// are dated by their periods, whenever they were printed.
bool printed_after_period(const DateCandidate& candidate, const DateCandidate& other) {
  return candidate.role == "period_end" && !has_feature(candidate, "date.statement_period") &&
         other.role == "print_date" && is_soon_after(candidate, other);
}

// "Verbucht zum 01.07.2026" in the head, and "Abschluss per 30.06.2026" at the foot: what words say that are
// in no vocabulary may be that the later day is that of issue.
bool later_day_heads_document(const DateCandidate& candidate, const DateCandidate& other,
                              const Marked& marked) {
  const auto place = [&](const DateCandidate& of) {
    const auto& line = marked.document.lines[of.found->line];
    return (line.page - 1) + line.box.center_y();
  };
  constexpr double head = 0.4;  // of page one
  return place(candidate) >= head && other.role == "none" && !other.in_column &&
         other.found->date.form != DateForm::month_only &&
         other.found->date.range == WrittenDate::Range::none && !other.in_range && place(other) < head &&
         is_soon_after(candidate, other) && words_beside(other, marked) <= words_of_cell;
}

// What OCR left of it: "|7 May" may be the 17th, and "May 2026" beside "Issued on" has lost its day.
bool may_lack_digits(const DateCandidate& candidate, const Marked& marked) {
  const auto& date = candidate.found->date;
  return date.led_by_bar ||
         (marked.from_ocr && date.form == DateForm::month_only && names_issue(candidate.role));
}

// A single day behind a label of a period may be the day on which it begins: OCR passed over the other.
bool may_begin_period(const DateCandidate& candidate, const Marked& marked) {
  return marked.from_ocr && outside_issue_role(candidate) == "period_end" && candidate.label != nullptr &&
         candidate.label->meaning->name == "period" && !candidate.in_range &&
         candidate.found->date.range == WrittenDate::Range::none;
}

// The head of a bill names its sender and mostly its day: where OCR read nothing there well, and no day but
// the period's, it has passed over both.
bool is_period_below_unread_head(const DateCandidate& candidate, const Marked& marked,
                                 std::string_view kind) {
  constexpr double head = 0.12;  // of the page
  constexpr double well_read = 0.8;
  return marked.from_ocr && kind == "utility_bill" && outside_issue_role(candidate) == "period_end" &&
         std::ranges::none_of(marked.document.lines, [](const layout::Line& line) {
           return line.page == 1 && line.box.y0 < head && line.confidence >= well_read;
         });
}

DateReading reading_of(const DateCandidate& candidate, const std::vector<DateCandidate>& all,
                       const Marked& marked, double probability, std::string_view kind) {
  constexpr double worth_a_look = 0.8;
  DateReading reading;
  const auto& found = *candidate.found;
  reading.value = candidate.value;
  reading.text = found.text;
  reading.page = marked.document.lines[found.line].page;
  reading.box = found.box;
  reading.source = marked.document.lines[found.line].words.front().source;
  reading.evidence = candidate.evidence;
  if (candidate.label != nullptr) {
    reading.label_words = witness_of(marked.document, *candidate.label);
    reading.label = reading.label_words->text;
  }
  reading.role = outside_issue_role(candidate);
  reading.order = candidate.order;
  reading.other_value = candidate.other_value;
  reading.order_settled = candidate.order_settled;
  if (!candidate.order_why.empty())
    reading.evidence.push_back({"order " + candidate.order + ": " + candidate.order_why, 0});
  reading.confidence = rests_on_its_place(candidate, all, marked) || may_lack_digits(candidate, marked) ||
                               may_begin_period(candidate, marked) ||
                               is_period_below_unread_head(candidate, marked, kind)
                           ? std::min(probability, worth_a_look)
                           : probability;
  reading.legibility = found.confidence;
  return reading;
}

std::string outside_role(const std::string& role) {
  if (role == "due_date" || role == "period_start" || role == "period_end") return role;
  if (role == "reading_date") return "reading";
  if (role == "transaction_date") return "transaction";
  if (role == "print_date") return "print";
  return "other";
}

// "Erstellt am / Relevé du: 29.06.26": nothing but labels stands in the line of the date.
bool labels_alone_beside(const DateCandidate& candidate, const Marked& marked) {
  const auto line = candidate.found->line;
  std::string rest = marked.document.lines[line].text;
  const auto blank = [&](std::size_t begin, std::size_t end) {
    std::fill(rest.begin() + static_cast<std::ptrdiff_t>(begin),
              rest.begin() + static_cast<std::ptrdiff_t>(end), ' ');
  };
  blank(candidate.found->date.begin, candidate.found->date.end);
  for (const auto& label : marked.labels)
    if (label.line == line) blank(label.begin, label.end);
  return fold_tokens(rest).empty();
}

// "Rechnung 04.08.2026" among the movements of an account heads no statement.
bool heads_kind(std::string_view title, std::string_view kind) {
  static constexpr std::array banking{"bank_statement", "checking", "savings", "credit_card"};
  static constexpr std::array supplying{"utility_bill", "electricity", "gas",   "water",   "internet",
                                        "phone",        "council_tax", "waste", "heating", "invoice"};
  if (kind == "bank_statement") return std::ranges::find(banking, title) != banking.end();
  if (kind == "utility_bill") return std::ranges::find(supplying, title) != supplying.end();
  return true;
}

// "Kontoauszug 5/2026" is the fifth of that year, not that of May.
bool numbers_statement(const DateInLine& found) {
  return found.date.form == DateForm::month_only && character_shares(found.text).letters == 0;
}

// "11. 3. 2095" on a page of 2025: of a picture, a year that lies so far behind all others was misread.
void drop_misread_years(std::vector<DateCandidate>& candidates) {
  constexpr int furthest = 10;
  constexpr std::size_t fewest = 3;
  std::vector<int> years;
  years.reserve(candidates.size());
  for (const auto& candidate : candidates) {
    if (!candidate.found->date.short_year) years.push_back(static_cast<int>(candidate.value.year()));
  }
  if (years.size() < fewest) return;
  std::ranges::sort(years, std::greater{});
  const auto gap =
      std::ranges::adjacent_find(years, [](int later, int one) { return later - one > furthest; });
  // A few at most: most of the page is of its own time.
  if (gap == years.end() || 2 * (gap + 1 - years.begin()) > std::ssize(years)) return;
  std::erase_if(candidates, [first = *gap](const DateCandidate& candidate) {
    return !candidate.found->date.short_year && static_cast<int>(candidate.value.year()) >= first;
  });
}

bool is_slip(const Marked& marked) {
  return std::ranges::any_of(marked.document.lines, [&](const layout::Line& line) {
    if (line.page != 1) return false;
    const auto text = join(fold_tokens(line.text), "");
    return std::ranges::any_of(marked.locale.languages, [&](const LanguageLexicon* language) {
      return std::ranges::any_of(language->dates.slips,
                                 [&](const std::string& slip) { return text.contains(slip); });
    });
  });
}

// What the meter's reader leaves in the letter box is as old as the reading, where no day of issue stands on
// it.
void date_slip_by_reading(std::vector<DateCandidate>& candidates, const Marked& marked) {
  const auto of_issue = [](const DateCandidate& candidate) {
    return names_issue(candidate.role) || candidate.role == "place_and_date";
  };
  if (std::ranges::any_of(candidates, of_issue) || !is_slip(marked)) return;
  DateCandidate* latest = nullptr;
  for (auto& candidate : candidates) {
    if (candidate.role == "reading_date" && (latest == nullptr || candidate.value > latest->value))
      latest = &candidate;
  }
  if (latest == nullptr) return;
  // A day soon after it, that nothing names, may be that of issue.
  const auto may_be_issue = [&](const DateCandidate& other) {
    const int days = days_between(latest->value, other.value);
    return other.role == "none" && !other.in_column && days > 0 && days <= days_of_issue;
  };
  if (std::ranges::none_of(candidates, may_be_issue)) latest->role = "letter_date";
}

std::vector<DateCandidate> candidates_of(const Marked& marked, const Weights& weights,
                                         std::string_view kind) {
  std::vector<DateCandidate> candidates;
  for (const auto& found : marked.dates) {
    DateCandidate candidate{.found = &found};
    settle(candidate, marked);
    give_role(candidate, marked);
    // "Relevé du": of a meter on a bill, of the account on a statement.
    if (kind == "bank_statement" && candidate.role == "reading_date" &&
        labels_alone_beside(candidate, marked))
      candidate.role = "statement_date";
    if (kind == "bank_statement" && candidate.role == "invoice_date" && candidate.label->numbers_document)
      candidate.role = "statement_date";  // "Estratto conto n. 7 del 30/06/2026"
    if (candidate.role == "title_and_date" && ((kind == "bank_statement" && numbers_statement(found)) ||
                                               !heads_kind(candidate.label->meaning->name, kind)))
      candidate.role = "other_date";
    candidates.push_back(std::move(candidate));
  }
  if (marked.from_ocr) drop_misread_years(candidates);
  give_roles_by_others(candidates, marked);
  if (kind == "utility_bill") date_slip_by_reading(candidates, marked);
  count_near(candidates);
  const double median = layout::median_height(marked.document);
  for (auto& candidate : candidates) {
    const Score score = date_score(candidate, candidates, marked, median, kind, weights);
    candidate.score = score.total();
    candidate.evidence = score.evidence();
    candidate.features = score.features();
  }
  return candidates;
}

// `repeated` holds what each day gains by being printed again.
void log_choice(const std::vector<const DateCandidate*>& days, const std::map<Date, double>& repeated,
                const Marked& marked, const Weights& weights) {
  const double each = weights("date.repeated");
  std::vector<Considered> considered;
  for (const auto* day : days) {
    considered.push_back(
        {to_iso(day->value), day->features, marked.document.lines[day->found->line].words.front().source});
    const auto gained = repeated.find(day->value);
    if (gained != repeated.end() && each != 0) {
      considered.back().features.push_back({"date.repeated", std::min(gained->second / each, 2.0)});
    }
  }
  weights.log()->record("issue_date", considered);
}

// Another day that may be that of issue as well is worth a look, unless the same is to be said of both. It
// gets what is missing of `doubt` from the chosen one.
void doubt(const DateCandidate& chosen, Date other, double doubt,
           const std::vector<const DateCandidate*>& days, std::vector<double>& probabilities) {
  const auto at = [&](Date day) {
    const auto found = std::ranges::find(days, day, [](const DateCandidate* one) { return one->value; });
    return static_cast<std::size_t>(found - days.begin());
  };
  auto& of_other = probabilities[at(other)];
  const double taken = std::max(0.0, doubt - of_other);
  of_other += taken;
  probabilities[at(chosen.value)] -= taken;
}

// "Generated on 3 July 2026": of a statement for the days up to the 30th of June it may be when somebody
// fetched it, however long after. The end of its period stays in question: likelier than what the check of
// its age passes over, less likely than would leave the day itself unsure.
void doubt_made_date(const DateCandidate& chosen, const std::vector<DateCandidate>& candidates,
                     const std::vector<const DateCandidate*>& days, std::string_view kind,
                     std::vector<double>& probabilities) {
  constexpr double doubt_of_made_date = 0.13;
  if (kind != "bank_statement" || chosen.label == nullptr || chosen.label->meaning->name != "made_date")
    return;
  std::optional<Date> end;
  for (const auto& other : candidates) {
    if (other.role == "period_end" && other.value < chosen.value && (!end || other.value > *end))
      end = other.value;
  }
  if (end) doubt(chosen, *end, doubt_of_made_date, days, probabilities);
}

// The days soon after the period by which the document would be dated. Where the same is to be said of the
// period's end and of the latest of them, it is to be said of all.
void doubt_period_end(const DateCandidate& chosen, const std::vector<DateCandidate>& candidates,
                      const Marked& marked, const std::vector<const DateCandidate*>& days,
                      std::vector<double>& probabilities) {
  constexpr double worth_a_look = 0.2;
  std::optional<Date> latest;
  for (const auto& other : candidates) {
    const bool may_be_issue = day_follows_period(chosen, other) || printed_after_period(chosen, other) ||
                              later_day_heads_document(chosen, other, marked);
    if (may_be_issue && (!latest || other.value > *latest)) latest = other.value;
  }
  if (latest) doubt(chosen, *latest, worth_a_look, days, probabilities);
}

}  // namespace

DatesRead read_dates(const Marked& marked, const Weights& weights, std::string_view kind) {
  DatesRead read;
  const auto candidates = candidates_of(marked, weights, kind);

  // The same day printed twice is one candidate, stronger for it.
  std::map<Date, const DateCandidate*> best_of_day;
  std::map<Date, double> scores;
  for (const auto& candidate : candidates) {
    auto& best = best_of_day[candidate.value];
    if (best == nullptr || candidate.score > best->score) best = &candidate;
    if (names_issue(candidate.role)) scores[candidate.value] += weights("date.repeated");
  }
  std::vector<const DateCandidate*> days;
  std::vector<double> totals;
  for (const auto& [day, candidate] : best_of_day) {
    days.push_back(candidate);
    totals.push_back(candidate->score + std::min(scores[day], 2 * weights("date.repeated")));
  }
  if (weights.log() != nullptr) log_choice(days, scores, marked, weights);
  auto probabilities = softmax(totals, weights("date.none"));

  const DateCandidate* chosen = nullptr;
  if (!days.empty()) {
    const auto top =
        static_cast<std::size_t>(std::ranges::max_element(probabilities) - probabilities.begin());
    if (probabilities[top] >= least_confidence) {
      chosen = days[top];
      doubt_made_date(*chosen, candidates, days, kind, probabilities);
      doubt_period_end(*chosen, candidates, marked, days, probabilities);
      read.issue_date = reading_of(*chosen, candidates, marked, probabilities[top], kind);
    }
    std::vector<std::size_t> order(days.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::sort(order,
                      [&](std::size_t a, std::size_t b) { return probabilities[a] > probabilities[b]; });
    for (const auto i : order) {
      if (days[i] == chosen || read.runners_up.size() == runners_up_kept) continue;
      const auto runner = reading_of(*days[i], candidates, marked, probabilities[i], kind);
      read.runners_up.push_back(
          {"issue_date", to_iso(runner.value), runner.confidence, runner.page, runner.box, runner.evidence});
    }
  }
  for (const auto& candidate : candidates) {
    if (&candidate == chosen || read.others.size() == others_kept) continue;
    read.others.push_back(
        {outside_role(candidate.in_column && candidate.role == "none" ? "transaction_date" : candidate.role),
         candidate.value, candidate.found->text, marked.document.lines[candidate.found->line].page,
         candidate.found->box});
  }
  return read;
}

}  // namespace domicile::extract
