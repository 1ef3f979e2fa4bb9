#include "extract/date_role.hpp"

#include <re2/re2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digits.hpp"
#include "base/text.hpp"
#include "extract/date_context.hpp"
#include "extract/label_of.hpp"
#include "extract/line_parts.hpp"

namespace domicile::extract {
namespace {

constexpr double label_in_sentence = 0.5;
constexpr double unknown_place = 0.35;  // "Stockholm 2026-11-03" where no address names Stockholm
constexpr double number_lower_down = 0.6;

// "Neustadt an der Aisch", not "Calls outside your plan": long words of a place's name begin with capitals.
constexpr std::size_t longest_particle = 4;

bool is_capitalised(std::string_view place, std::size_t particle) {
  const auto text = to_utf32(place);
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find(U' ', begin), text.size());
    if (end - begin > particle && u_islower(static_cast<UChar32>(text[begin])) != 0) return false;
    begin = end + 1;
  }
  return true;
}

// A row that goes on with digits is a table's: "Payment, May 22, 2026    -87.93".
bool shares_row_with_number(const layout::Document& document, std::size_t line) {
  const auto right = document.neighbours[line].right;
  return right != layout::no_line && character_shares(document.lines[right].text).digits > 0.5;
}

// "Göteborg den" → "Göteborg"
std::string_view without_filler(const Marked& marked, std::string_view place) {
  const auto blank = place.rfind(' ');
  if (blank == std::string_view::npos) return place;
  const auto last = fold(place.substr(blank + 1));
  const bool filler = std::ranges::any_of(marked.locale.languages, [&](const LanguageLexicon* language) {
    return std::ranges::binary_search(language->dates.fillers, last);
  });
  return filler ? place.substr(0, blank) : place;
}

// "8548 Ellikon, 27. April 2026", as letters begin in Switzerland and Austria.
std::string without_postcode(std::string lead) {
  static const re2::RE2 postcode(R"(^\d{4,5} +(\pL[^,]*,))");
  re2::RE2::Replace(&lead, postcode, "\\1");
  return lead;
}

// "V Praze dne 27.03.2026": a word for "in" before the place, which stands in another case than in addresses.
bool says_in_place(const Marked& marked, std::string_view lead) {
  constexpr std::size_t longest_name = 4;
  const auto tokens = fold_tokens(lead);
  if (tokens.size() < 2 || tokens.size() > longest_name) return false;
  return std::ranges::any_of(marked.locale.languages, [&](const LanguageLexicon* language) {
    return std::ranges::binary_search(language->dates.in_place, tokens.front());
  });
}

bool is_filler(const Marked& marked, const PhraseInLine& label) {
  const auto text = std::string_view(marked.document.lines[label.line].text);
  return leads_dates(marked, fold(text.substr(label.begin, label.end - label.begin)));
}

// "Prot. 0044718 – Senigallia, 18/05/2026": the letter's number stands before the place.
std::string_view behind_number(std::string_view lead) {
  for (const std::string_view dash : {" – ", " — ", " - ", " | ", " · "}) {
    const auto at = lead.rfind(dash);
    if (at == std::string_view::npos || !lead.ends_with(", ")) continue;
    if (digits_in(lead.substr(0, at)) > 0) return lead.substr(at + dash.size());
  }
  return lead;
}

// "Berlin, den 3. November 2026", "Paris, le 3 novembre", "Stockholm 2026-11-03": a place leads a letter's
// date.
double follows_place(const Marked& marked, const DateInLine& found) {
  if (found.date.form == DateForm::month_only) return 0;
  const auto& line = marked.document.lines[found.line].text;
  const auto lead =
      without_postcode(squeeze(behind_number(std::string_view(line).substr(0, found.date.begin))));
  const auto letters = to_utf32(lead).size();
  if (letters < 3 || letters > 40) return 0;
  const auto comma = lead.find(',');
  // What a comma parts from the date labels nothing, unless it is a date that it names.
  // "sent to us by your network operator / RESA le 04.06.2026."
  if (continues_sentence(marked.document, found.line)) return 0;
  const bool known_word = std::ranges::any_of(marked.labels, [&](const PhraseInLine& label) {
    return label.line == found.line && label.begin < found.date.begin && !is_filler(marked, label) &&
           (comma == std::string::npos || is_date_role(label.meaning->name));
  });
  if (known_word) return 0;
  // "Rua 25 de Abril, 19" is an address; no letter puts a comma before a short year.
  if (found.date.short_year && found.text.contains(',')) return 0;
  const auto place = std::string_view(lead).substr(0, comma);
  const auto shares = character_shares(place);
  if (shares.letters < 0.85 || shares.upper == 0) return 0;
  if (!is_capitalised(place, longest_particle)) return 0;
  if (shares_row_with_number(marked.document, found.line) &&
      !stands_beside_postcode(marked, place, found.line))
    return 0;
  // "Ciudad Autónoma de Buenos Aires": a longer name has to be one that stands in an address.
  constexpr std::size_t longest_unknown_name = 4;
  if (fold_tokens(place).size() > longest_unknown_name && !stands_beside_postcode(marked, place, found.line))
    return 0;
  if (comma != std::string::npos) {
    // "Linz, im Auftrag, 3. November"
    const bool few_words = fold_tokens(std::string_view(lead).substr(comma)).size() <= 2;
    // "вул. Ярмаркова Балка, 2) до 20.10.2026"
    if (character_shares(std::string_view(lead).substr(comma)).digits > 0) return 0;
    const auto behind = to_utf32(std::string_view(lead).substr(comma)).size();
    return comma >= 2 && (behind <= 7 || (lead.ends_with(',') && few_words)) ? 1.0 : 0.0;
  }
  if (follows_dash(line, found.date.begin)) return 0;
  const auto name = without_filler(marked, place);
  const bool ends_line = found.date.end + 2 >= line.size();
  // "Wiener Straße 26/4/20" is an address.
  const bool house_number = found.date.short_year && found.date.separator == '/';
  if (!ends_line || house_number || !is_capitalised(name, 0)) return 0;
  if (fold_tokens(name).size() > 2 && !says_in_place(marked, name)) return 0;
  if (says_in_place(marked, name) || stands_beside_postcode(marked, name, found.line)) return 1.0;
  if (name != place) return 0;  // "Addebito del 17/08/2026"
  // "PARKHAUS DACHAU 03.07.26" is a payment: only the sender's own town leads a date of short year.
  return found.date.short_year ? 0.0 : unknown_place;
}

// What labels a range stands before its start, which may stand in the line above.
std::vector<LabelBeside> labels_of(const Marked& marked, const DateInLine& found) {
  auto own = labels_beside(marked, found.line, found.date.begin, found.date.end);
  if (found.date.range != WrittenDate::Range::end) return own;
  const DateInLine* start = nullptr;
  for (const auto& other : marked.dates) {
    if (&other == &found) break;
    start = other.date.range == WrittenDate::Range::start ? &other : nullptr;
  }
  if (start == nullptr) return own;
  if (start->line == found.line) return labels_beside(marked, found.line, start->date.begin, found.date.end);
  return labels_beside(marked, start->line, start->date.begin, start->date.end);
}

// "N. 042600773318 del 07/05/2026", a line of its own in the upper half of page one: the document's number.
bool follows_bare_number(const Marked& marked, const DateInLine& found) {
  static const re2::RE2 number(R"((?i)(?:n[°º.o]|nr|num|№)[.:]?\s*[A-Z0-9][\w /.-]*\s(\pL{2,4})\s*)");
  const auto& line = marked.document.lines[found.line];
  const auto lead = std::string_view(line.text).substr(0, found.date.begin);
  std::string filler;
  const auto rest = std::string_view(line.text).substr(found.date.end);
  const bool ends = rest.size() <= 2 || rest.starts_with(" (");
  if (line.page != 1 || line.box.center_y() > 0.5 || !ends) return false;
  if (!re2::RE2::FullMatch(lead, number, &filler) || character_shares(lead).digits == 0) return false;
  return leads_dates(marked, fold(filler));
}

// "Fattura n. | del | Scadenza" heads three columns: the second is the day of the invoice.
const PhraseInLine* number_heads_left_column(const Marked& marked, const DateInLine& found) {
  const auto& document = marked.document;
  const auto above = document.neighbours[found.line].above;
  if (above == layout::no_line || !leads_dates(marked, fold(document.lines[above].text))) return nullptr;
  const auto left = document.neighbours[above].left;
  if (left == layout::no_line) return nullptr;
  const auto label = std::ranges::find_if(
      marked.labels, [&](const PhraseInLine& some) { return some.line == left && some.numbers_document; });
  return label == marked.labels.end() ? nullptr : &*label;
}

// "Wygenerowano: 02.06.2026 04:12:37" in the last line of a page: a machine's stamp tells when it was
// printed.
bool is_stamp_at_foot(const DateCandidate& candidate, const Marked& marked) {
  static const re2::RE2 time(R"(^\W{0,3}(?:\pL{1,4}\W{1,2})?[012]?\d[:.][0-5]\d(?:[:.][0-5]\d)?(?:\D|$))");
  constexpr double foot = 0.9;  // of the page
  const auto& line = marked.document.lines[candidate.found->line];
  return candidate.role == "letter_date" && line.box.center_y() > foot &&
         re2::RE2::PartialMatch(std::string_view(line.text).substr(candidate.found->date.end), time);
}

// "Balance brought forward from bill dated 19/02/2026": words that lead another day than that of issue lead
// its label.
bool label_follows_other_label(const DateCandidate& candidate, const Marked& marked) {
  if (candidate.label == nullptr) return false;
  const auto& label = *candidate.label;
  return std::ranges::any_of(marked.labels, [&](const PhraseInLine& other) {
    const auto& role = other.meaning->name;
    return other.line == label.line && other.end + 1 == label.begin &&
           (role == "other_date" || role == "period_start");
  });
}

// "Date facture / Échéance" over "06/05/2026 – 21/05/2026" is no period: each day has its own label.
std::string role_in_pair(const DateCandidate& candidate, const Marked& marked) {
  if (candidate.label == nullptr) return {};
  const auto* first = candidate.label;
  const auto& text = marked.document.lines[first->line].text;
  for (const auto& second : marked.labels) {
    if (second.line != first->line || second.begin < first->end || !is_date_role(second.meaning->name))
      continue;
    const auto between = squeeze(std::string_view(text).substr(first->end, second.begin - first->end));
    if (between != "/" || second.meaning->name == first->meaning->name) continue;
    return candidate.found->date.range == WrittenDate::Range::start ? first->meaning->name
                                                                    : second.meaning->name;
  }
  return {};
}

}  // namespace

void give_role(DateCandidate& candidate, const Marked& marked) {
  const auto& found = *candidate.found;
  const auto range = found.date.range;
  for (const auto& beside : labels_of(marked, found)) {
    const auto& role = beside.label->meaning->name;
    if (!is_date_role(role)) {
      // A number or a sum of money stands nearer than any date label: then it is no labelled date.
      if (beside.strength > 0.9 && beside.where == "before it" && candidate.label == nullptr &&
          !is_amount_role(role)) {
        candidate.role = "none";
      }
      continue;
    }
    candidate.role = role == "made_date" || role == "sent_date" ? "letter_date" : role;
    candidate.label = beside.label;
    candidate.strength = beside.strength;
    candidate.where = beside.where;
    break;
  }
  if (is_stamp_at_foot(candidate, marked)) {
    candidate.role = "print_date";
    return;
  }
  if (range == WrittenDate::Range::none && names_issue(candidate.role) && candidate.where != "above" &&
      (is_of_another(marked, found.line, found.date.begin) || label_follows_other_label(candidate, marked))) {
    candidate.role = "other_date";
    return;
  }
  if (const auto number = candidate.label == nullptr || candidate.strength < 0.6
                              ? number_before(marked, found.line, found.date.begin)
                              : std::nullopt;
      number && range == WrittenDate::Range::none) {
    candidate.role = "invoice_date";
    candidate.label = number->label;
    // Further down the numbers and days of other invoices are told.
    const bool lower = marked.document.lines[found.line].box.center_y() > 0.5;
    candidate.strength = number->strength * (lower ? number_lower_down : 1);
    candidate.where = number->where;
    return;
  }
  if (const auto* number = candidate.label == nullptr && range == WrittenDate::Range::none
                               ? number_heads_left_column(marked, found)
                               : nullptr;
      number != nullptr) {
    candidate.role = "invoice_date";
    candidate.label = number;
    candidate.strength = 0.9;
    candidate.where = "above";
    return;
  }
  const bool unlabelled = candidate.label == nullptr || candidate.where == "after it";
  if (unlabelled && range == WrittenDate::Range::none && follows_bare_number(marked, found)) {
    candidate.role = "letter_date";
    candidate.strength = 0.85;
    candidate.where = "before it";
    return;
  }
  const auto leads_line = [&] {  // "Dated 7 October 2026, for the half year"
    constexpr double upper_part = 0.5;
    const auto& line = marked.document.lines[found.line];
    return line.page == 1 && line.box.center_y() < upper_part && candidate.label->begin == 0 &&
           substance(line.text, candidate.label->end, found.date.begin) <= 1 &&
           std::string_view(line.text).substr(found.date.end).starts_with(',');
  };
  if (candidate.role == "letter_date" && range == WrittenDate::Range::none &&
      words_beside(candidate, marked) > words_of_cell && candidate.where == "before it" && !leads_line())
    candidate.strength *= label_in_sentence;  // "the agreement dated October 15, 2021"
  if (range == WrittenDate::Range::none) {
    if (candidate.role == "period")
      candidate.role = found.date.form == DateForm::month_only ? "period_end" : "period";
    const auto title = title_beside(marked, found.line, found.date.begin, found.date.end);
    // A heading that says what it is outdoes a label that only resembles one.
    const bool resembles =
        candidate.label != nullptr && !candidate.label->exact && title && title->strength >= 1;
    if (candidate.label != nullptr && candidate.strength > 0.6 && !resembles) return;
    if (title && (is_of_another(marked, found.line, found.date.begin) ||
                  begins_to_hold(marked, found.line, found.date.begin))) {
      candidate.role = "other_date";
    } else if (title) {
      candidate.role = "title_and_date";
      candidate.label = title->label;
      candidate.strength = title->strength;
      candidate.where = title->where;
    } else if (const double strength = follows_place(marked, found);
               strength > 0 && (candidate.label == nullptr || is_filler(marked, *candidate.label))) {
      candidate.role = "place_and_date";
      candidate.strength = strength;
    }
    return;
  }
  if (const auto role = role_in_pair(candidate, marked); !role.empty()) {
    candidate.role = role;
    return;
  }
  const bool other_range = candidate.role == "due_date" || candidate.role == "next_date" ||
                           candidate.role == "other_date" || candidate.role == "transaction_date";
  if (!other_range || candidate.strength < 0.6) {
    const bool labelled = candidate.role == "period" || candidate.role == "period_start" ||
                          candidate.role == "period_end" || names_issue(candidate.role);
    if (!labelled) candidate.strength = 0;
    candidate.role = range == WrittenDate::Range::start ? "period_start" : "period_end";
  }
}

}  // namespace domicile::extract
