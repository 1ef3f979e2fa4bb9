#pragma once
// A date that may be the day of issue, and what speaks for and against it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/choice.hpp"
#include "extract/marked.hpp"

namespace domicile::extract {

/// A date of the document with everything that was found out about it.
struct DateCandidate {
  const DateInLine* found = nullptr;
  Date value{};
  std::optional<Date> other_value;
  bool order_settled = true;
  std::string order;
  std::string order_why;
  std::string role =
      "none";  ///< a label role, or period_start / period_end by a range, or place_and_date, or none
  const PhraseInLine* label = nullptr;
  double strength = 0;
  std::string where;
  bool in_column = false;
  bool in_range = false;  ///< one end of a range whose ends stand in cells of their own
  std::size_t near = 0;   ///< dates of the document within a year of it, itself among them
  double score = 0;
  std::vector<Evidence> evidence;
  std::vector<Feature> features;
};

/// What stands beside a date in a cell of its own has no more words.
constexpr std::size_t words_of_cell = 5;

/// Within which a document follows the period that it is about.
constexpr int days_of_issue = 45;

/// Roles of labels that dates stand beside.
[[nodiscard]] bool is_date_role(std::string_view role);

/// Roles that say that it is the day of issue, not a period's.
[[nodiscard]] bool names_issue(std::string_view role);

/// Whether small print stands directly above the large type of a date, which is its value: "You have until"
/// over "28 July 2026". What it says may be unknown.
[[nodiscard]] bool is_captioned(const DateInLine& found, const Marked& marked);

/// Words of its line that are neither the date's nor its label's.
[[nodiscard]] std::size_t words_beside(const DateCandidate& candidate, const Marked& marked);

/// Fills `near` of all dates of a document.
void count_near(std::vector<DateCandidate>& all);

/// All evidence for `candidate`, one of `all`; `median_height` is that of the document's lines in points,
/// `kind` the document's.
[[nodiscard]] Score date_score(const DateCandidate& candidate, const std::vector<DateCandidate>& all,
                               const Marked& marked, double median_height, std::string_view kind,
                               const Weights& weights);

}  // namespace domicile::extract
