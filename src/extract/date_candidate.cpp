#include "extract/date_candidate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/digits.hpp"
#include "base/text.hpp"
#include "extract/date_context.hpp"
#include "extract/running_head.hpp"

namespace domicile::extract {
namespace {

constexpr double head_of_letter = 0.45;  // of page one's height
constexpr double large_heading = 1.4;    // times the median height of all lines
constexpr double head_of_page = 0.2;
constexpr double plain_label = 0.7;  // the strength from which on a label names its date for certain
constexpr int days_of_running_head = 15;
constexpr int days_of_a_year = 366;
constexpr double unlabelled = 0.6;  // what a day without a label says of a label's worth

// "Date of issue", "作成日", and neither a bare "Date" nor when it was sent.
bool says_issue(const DateCandidate& candidate) {
  return candidate.role == "letter_date" && candidate.label != nullptr &&
         candidate.label->meaning->name != "sent_date" && candidate.label->tokens > 1 &&
         candidate.label->exact;
}

void add_role_evidence(const DateCandidate& candidate, Score& score) {
  if (candidate.role == "none") {
    score.add("date.no_label", "no label says what it is");
    return;
  }
  if (candidate.label != nullptr) {
    const bool title = candidate.role == "title_and_date";
    score.add("date.role." + candidate.role,
              fmt::format("{} '{}' {}", title ? "heading" : "label", candidate.label->meaning->name,
                          candidate.where),
              candidate.strength);
    if (says_issue(candidate))
      score.add("date.issue_in_words", "the label says that it is the date of issue", candidate.strength);
    if (candidate.role == "period_end" || candidate.role == "period_start") {
      score.add("date.labelled_period", "the period has a label", candidate.strength);
    }
  } else if (candidate.role == "place_and_date") {
    score.add("date.role.place_and_date", "a place stands before it, as in a letter", candidate.strength);
  } else if (candidate.role == "letter_date") {
    score.add("date.role.letter_date", "the document's number stands before it", candidate.strength);
  } else {
    score.add("date.role." + candidate.role, "one end of a range of dates");
  }
}

// The month that a sentence mentions ends no period of the document.
bool ends_period(const DateCandidate& candidate, const Marked& marked) {
  return candidate.role == "period_end" && words_beside(candidate, marked) <= words_of_cell;
}

bool at_page_edge(const Box& box) { return box.y1 < 0.045 || box.y0 > 0.96; }

void add_place_evidence(const DateCandidate& candidate, const Marked& marked, double median_height,
                        Score& score) {
  const auto& line = marked.document.lines[candidate.found->line];
  if (line.page == 1) score.add("date.first_page", "on the first page");
  if (line.page == 1 && line.box.center_y() < 0.4)
    score.add("date.upper_part", "in the upper part of the page");
  if (line.box.center_y() > 0.9) score.add("date.foot", "at the foot of the page");
  const auto beside = words_beside(candidate, marked);
  const bool in_range = candidate.found->date.range != WrittenDate::Range::none || candidate.in_range;
  // "nächster Termin / 30.06.2026." ends a sentence.
  const bool goes_on = line.text.ends_with('.') && continues_sentence(marked.document, candidate.found->line);
  if (candidate.label == nullptr && beside == 0 && !candidate.in_column && !in_range && !goes_on) {
    score.add("date.alone", "alone on its line");
    // "11. Mai 2026" in the head of a letter: figures alone may be a reading's day in a form.
    const auto& written = candidate.found->date;
    const bool in_words = written.form == DateForm::named_month && !written.short_year;
    if (in_words && line.page == 1 && line.box.center_y() < head_of_letter)
      score.add("date.alone_in_words", "with its month in letters, as letters are dated");
  }
  if (candidate.label == nullptr && at_page_edge(line.box))
    score.add("date.page_edge", "at the edge of the page, where fax machines and browsers print theirs");
  if (candidate.role == "none" && !in_range && line.page == 1 &&
      line.height_pt > large_heading * median_height && !is_captioned(*candidate.found, marked))
    score.add("date.in_heading", "part of a large heading");
  if (beside > 5)
    score.add("date.in_sentence", "inside a sentence", std::min(1.0, static_cast<double>(beside) / 10));
  if (candidate.in_column) score.add("date.in_column", "one of a column of dates");
  const bool of_letter = candidate.role == "letter_date" || candidate.role == "place_and_date";
  if (of_letter && line.page > 1 && !says_issue(candidate))
    score.add("date.letter_on_later_page", "a document is dated on its first page");
}

// A day without a label in the head of page one, below where fax machines and browsers print theirs.
bool heads_page(const DateCandidate& candidate, const Marked& marked) {
  const auto& line = marked.document.lines[candidate.found->line];
  if (follows_dash(line.text, candidate.found->date.begin) ||
      continues_sentence(marked.document, candidate.found->line))
    return false;
  return candidate.role == "none" && candidate.found->date.range == WrittenDate::Range::none &&
         !candidate.in_column && candidate.found->date.form != DateForm::month_only && line.page == 1 &&
         !at_page_edge(line.box) && line.box.center_y() < head_of_page;
}

void add_form_evidence(const DateCandidate& candidate, Score& score) {
  const auto& date = candidate.found->date;
  if (date.form == DateForm::month_only) score.add("date.month_only", "a month without a day");
  if (date.repaired) score.add("date.repaired", "letters were read where digits stand");
  if (candidate.found->confidence < 0.6)
    score.add("date.poor_ocr", "poorly legible", 1 - candidate.found->confidence);
}

// To the day, in the upper half of page one, and not of a table's row.
bool is_own_period(const DateCandidate& candidate, const Marked& marked) {
  const auto& line = marked.document.lines[candidate.found->line];
  return candidate.role == "period_end" &&
         (candidate.found->date.range == WrittenDate::Range::end || candidate.in_range) &&
         candidate.found->date.form != DateForm::month_only && !candidate.in_column && line.page == 1 &&
         line.box.center_y() < 0.5;
}

// Labelled as the period's in the upper half of page one.
bool is_period_of_page(const DateCandidate& candidate, const Marked& marked) {
  const auto& line = marked.document.lines[candidate.found->line];
  return (candidate.role == "period" || candidate.role == "period_end") && candidate.strength > plain_label &&
         candidate.found->date.form != DateForm::month_only && line.page == 1 && line.box.center_y() < 0.5;
}

// A day that lies within weeks of the document's.
bool is_near_issue(const DateCandidate& other) {
  return other.strength > plain_label &&
         (names_issue(other.role) || other.role == "due_date" || other.role == "reading_date");
}

// "September 2026" beside "Issued 12 September 2026" is no date of its own.
bool names_month_of(const DateCandidate& candidate, const DateCandidate& day) {
  return candidate.found->date.form == DateForm::month_only && day.found->date.form != DateForm::month_only &&
         names_issue(day.role) && !day.in_column && candidate.value.year() == day.value.year() &&
         candidate.value.month() == day.value.month();
}

// What the other dates say: bills are issued after the period that they bill and before they are due.
void add_order_evidence(const DateCandidate& candidate, const std::vector<DateCandidate>& all,
                        const Marked& marked, bool of_statement, Score& score) {
  bool before_due = false, after_due = false, after_period = false, before_period = false,
       period_begins = false;
  bool period_ends = false, other_period = false, issue_named = false, any_issue_named = false,
       later_heads = false, long_before = false, later_like_it = false, before_statement_period = false,
       month_of_day = false, issue_said = false;
  std::size_t later_by_a_year = 0;
  for (const auto& other : all) {
    const int days = days_between(candidate.value, other.value);
    if (other.role == "due_date" && other.strength > 0.6) {
      before_due |= days >= 0 && days <= 62;
      after_due |= days < 0;
    }
    if (other.role == "period_start" && days == 0 && candidate.role == "none") period_begins = true;
    if (&other == &candidate) continue;
    if (ends_period(other, marked)) {
      // A bill is issued within the month that it names as often as behind it.
      const bool to_the_day = other.found->date.form != DateForm::month_only;
      after_period |= days <= 0 && days >= -75;
      before_period |= to_the_day && days > 3 && days < 400;
      period_ends |= to_the_day && days == 0;
      other_period |= to_the_day && std::abs(days) > days_of_running_head;
    }
    // A day that the head of the page prints for itself is its date, though no label says so.
    later_heads |= days > 0 && days <= days_of_issue && heads_page(other, marked);
    any_issue_named |= days >= 0 && days <= days_of_issue && heads_page(other, marked);
    any_issue_named |= names_issue(other.role) && other.strength > plain_label && !other.in_column &&
                       other.found->date.form != DateForm::month_only;
    // A loan's end or a meter's next check, years behind all else, is not what the document is about.
    long_before |= is_near_issue(other) && days > days_of_a_year && 2 * other.near >= candidate.near;
    later_by_a_year += days > days_of_a_year ? 1 : 0;
    month_of_day |= names_month_of(candidate, other);
    later_like_it |= names_issue(candidate.role) && candidate.role == other.role && days > 0 &&
                     days <= days_of_a_year && other.strength >= candidate.strength && !other.in_column &&
                     words_beside(other, marked) <= words_of_cell;
    before_statement_period |= of_statement && names_issue(candidate.role) && days > days_of_running_head &&
                               days <= days_of_a_year && is_period_of_page(other, marked);
    const bool soon_after = days > 0 && days <= days_of_issue && other.strength > plain_label;
    issue_named |= soon_after && names_issue(other.role);
    issue_said |= soon_after && says_issue(other);
  }
  if (before_due && !after_due) score.add("date.before_due", "before the due date");
  if (after_due && !before_due) score.add("date.after_due", "after the due date");
  if (after_period) score.add("date.after_period", "soon after a period's end");
  if (period_begins) score.add("date.period_begins", "the period begins on it");
  if (before_period && !after_period) score.add("date.before_period", "before the period ends");
  // A statement that names no day of issue is dated by its period.
  if (of_statement && !any_issue_named && is_own_period(candidate, marked))
    score.add("date.statement_period", "the period of a statement that names no day of issue");
  if (before_statement_period)
    score.add("date.before_statement_period", "long before the statement's period ends");
  if (later_like_it) score.add("date.later_like_it", "a later day with such a label is printed");
  if (long_before || 2 * later_by_a_year > all.size())
    score.add("date.long_before", "what the document is about is more than a year later");
  if (month_of_day) score.add("date.month_of_day", "the month of a date of issue that is printed to the day");
  // Where a day of issue is printed, the period's end is none.
  if (issue_named && candidate.role == "period_end")
    score.add("date.issue_named", "a later date of issue is named");
  else if (issue_said && candidate.role == "statement_date" && !says_issue(candidate))
    score.add("date.issue_named", "a later day is said to be that of issue");  // "closing date"
  else if (later_heads && candidate.role == "period_end")
    score.add("date.issue_named", "a later day heads the page", unlabelled);
  if (!heads_page(candidate, marked)) return;
  if (period_ends) score.add("date.ends_period", "a period ends on it");
  if (!other_period && beside_page_number(marked, *candidate.found))
    score.add("date.running_head", "beside the number of the page, as a running head");
}

}  // namespace

bool is_captioned(const DateInLine& found, const Marked& marked) {
  constexpr std::size_t longest_caption = 6;
  const auto& document = marked.document;
  const auto& own = document.lines[found.line];
  return std::ranges::any_of(document.lines, [&](const layout::Line& caption) {
    return caption.words.size() <= longest_caption && digits_in(caption.text) == 0 &&
           layout::captions(document, caption, own);
  });
}

bool is_date_role(std::string_view role) {
  static constexpr std::array roles{"bill_date",  "statement_date", "invoice_date", "letter_date",
                                    "made_date",  "sent_date",      "period",       "period_start",
                                    "period_end", "due_date",       "reading_date", "transaction_date",
                                    "print_date", "next_date",      "other_date"};
  return std::ranges::find(roles, role) != roles.end();
}

bool names_issue(std::string_view role) {
  return role == "bill_date" || role == "statement_date" || role == "invoice_date" || role == "letter_date" ||
         role == "place_and_date" || role == "title_and_date";
}

namespace {

// A colon behind a word, known or not; that of "11:20" stands between digits.
bool holds_label(std::string_view text) {
  for (auto at = text.find(':'); at != std::string_view::npos; at = text.find(':', at + 1)) {
    if (at > 0 && text[at - 1] != ' ' && !is_digit(text[at - 1]) &&
        (at + 1 == text.size() || text[at + 1] == ' '))
      return true;
  }
  return false;
}

// In "NOTA FISCAL Nº 118447209 Data de emissão: 23/06/2026 Vencimento: 05/07/2026" each label leads its own
// value: where the date's pair begins and ends. In a sentence it is the whole line.
std::pair<std::size_t, std::size_t> pair_of(const DateCandidate& candidate, const Marked& marked) {
  const auto line = candidate.found->line;
  const auto& text = marked.document.lines[line].text;
  const auto with_colon = [&](const PhraseInLine& label) {
    return text[label.end - 1] == ':' || (label.end < text.size() && text[label.end] == ':');
  };
  std::size_t begin = 0, end = text.size();
  if (const auto* own = candidate.label;
      own != nullptr && own->line == line && with_colon(*own) && own->end <= candidate.found->date.begin) {
    begin = own->begin;
    // "Generated On: 03-JUL-2026 11:20:46   Generated By: 60114827": what has a colon of its own is another.
    if (holds_label(std::string_view(text).substr(candidate.found->date.end)))
      end = candidate.found->date.end;
  }
  for (const auto& label : marked.labels) {
    if (label.line == line && label.begin >= candidate.found->date.end && with_colon(label))
      end = std::min(end, label.begin);
  }
  return {begin, end};
}

}  // namespace

std::size_t words_beside(const DateCandidate& candidate, const Marked& marked) {
  const auto& line = marked.document.lines[candidate.found->line];
  const auto date_words = fold_tokens(candidate.found->text).size();
  const auto label_words = candidate.label != nullptr && candidate.label->line == candidate.found->line
                               ? candidate.label->tokens
                               : 0;
  const auto [begin, end] = pair_of(candidate, marked);
  auto all = fold_tokens(std::string_view(line.text).substr(begin, end - begin)).size();
  // "10 июля 2026 г.": the year's sign belongs to the date.
  const auto behind = fold_tokens(
      std::string_view(line.text).substr(candidate.found->date.end, end - candidate.found->date.end));
  const bool sign =
      !behind.empty() && std::ranges::any_of(marked.locale.languages, [&](const auto* language) {
        return std::ranges::binary_search(language->dates.fillers, behind.front());
      });
  if (sign) --all;
  return all > date_words + label_words ? all - date_words - label_words : 0;
}

void count_near(std::vector<DateCandidate>& all) {
  std::vector<Date> days;
  days.reserve(all.size());
  for (const auto& one : all) days.push_back(one.value);
  std::ranges::sort(days);
  const auto first_near = [&](Date day) {
    return std::ranges::partition_point(days,
                                        [&](Date one) { return days_between(one, day) > days_of_a_year; });
  };
  const auto behind_near = [&](Date day) {
    return std::ranges::partition_point(days,
                                        [&](Date one) { return days_between(day, one) <= days_of_a_year; });
  };
  for (auto& one : all) one.near = static_cast<std::size_t>(behind_near(one.value) - first_near(one.value));
}

Score date_score(const DateCandidate& candidate, const std::vector<DateCandidate>& all, const Marked& marked,
                 double median_height, std::string_view kind, const Weights& weights) {
  Score score(weights);
  add_role_evidence(candidate, score);
  add_place_evidence(candidate, marked, median_height, score);
  add_form_evidence(candidate, score);
  add_order_evidence(candidate, all, marked, kind == "bank_statement", score);
  return score;
}

}  // namespace domicile::extract
