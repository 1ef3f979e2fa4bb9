#include "extract/block_lines.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "base/digits.hpp"
#include "base/text.hpp"
#include "extract/money_text.hpp"

namespace domicile::extract {
namespace {

using layout::no_line;

constexpr std::size_t longest_lead = 3;
constexpr int shortest_telephone_number = 6;
constexpr double contact_by_web = 1.0;
constexpr double contact_by_label = 0.8;
constexpr double widest_gap_in_heights = 3.5;
constexpr double foreign_town_score = 0.8;

constexpr double street_for_certain = 0.8;
constexpr double box_for_certain = 0.9;
constexpr std::ptrdiff_t longest_postcode = 7;

double town_of(const match::LineShape& shape) { return std::max(shape.postcode_city, shape.whole_address); }

// By the forms of the document's country; by those of all countries only where they show a town that this one
// doesn't. What stands abroad as a street word or unit is noise here: "Fr." is a title, not a floor.
match::LineShape shape_of(const std::string& text, const LocaleGuess& locale,
                          const match::AddressShapes& shapes) {
  if (locale.country.empty()) return shapes.classify_line(text, {});
  auto here = shapes.classify_line(text, locale.country);
  if (town_of(here) >= anchor_score) return here;
  auto everywhere = shapes.classify_line(text, {});
  // "Rua 25 de Abril 32B" is a street here, whatever 25 may be elsewhere.
  // So is "1604 Pantown Ave N", though towns elsewhere have such postcodes before their names.
  const bool led_by_number = !everywhere.postcode.empty() && text.starts_with(everywhere.postcode);
  // "LIBERTAD 1240 - Bº PARQUE": the only number behind a street is the house's.
  const bool only_number =
      digits_in(text) == digits_in(everywhere.postcode) && !text.ends_with(everywhere.postcode);
  if (here.street >= street_for_certain &&
      (everywhere.whole_address < anchor_score || led_by_number || only_number))
    return here;
  // Four digits and a name are a town of many countries: of another one than the document's they must say
  // more.
  const double needed = locale.country_certain ? foreign_town_score : anchor_score;
  return town_of(everywhere) > town_of(here) + 0.1 && town_of(everywhere) >= needed ? everywhere : here;
}

bool colon_behind(const std::string& text, std::size_t end) {
  if (end > 0 && (text[end - 1] == ':')) return true;
  const auto next = text.find_first_not_of(' ', end);
  if (next == std::string::npos) return false;
  return text[next] == ':' || text.compare(next, 3, "：") == 0 ||
         (end >= 3 && text.compare(end - 3, 3, "：") == 0);
}

// "Customer (owner/tenant): Jane Carver": a remark in brackets and its colon belong to the label before them.
std::size_t behind_remark(const std::string& text, std::size_t end) {
  const auto open = text.find_first_not_of(' ', end);
  if (open == std::string::npos || text[open] != '(') return end;
  const auto close = text.find(')', open);
  return close != std::string::npos && colon_behind(text, close + 1) ? close + 1 : end;
}

// "ΑΚΙΝΗΤΟ (ΔΙΕΥΘΥΝΣΗ ΥΔΡΟΔΟΤΗΣΗΣ)" is a label and nothing else.
bool ends_with_remark(const std::string& text, std::size_t end) {
  const auto remark = squeeze(std::string_view(text).substr(end));
  return remark.starts_with('(') && remark.find(')') + 1 == remark.size() && digits_in(remark) == 0;
}

// "1. ", "• ", "a) " may stand before a label; an initial makes it a name: "C PAGE".
bool leads(const PhraseInLine& label, const std::string& text) {
  const auto lead = std::string_view(text).substr(0, std::min(label.begin, text.size()));
  return label.begin <= longest_lead && (character_shares(lead).letters == 0 || lead.contains(')'));
}

const PhraseInLine* leading_label(const Marked& marked, std::size_t index) {
  const PhraseInLine* label = nullptr;
  for (const auto& found : marked.labels) {
    if (found.line != index || !leads(found, marked.document.lines[index].text)) continue;
    const bool party = is_party_role(found.meaning->name);
    const bool better = label == nullptr || found.end > label->end ||
                        (found.end == label->end && party && !is_party_role(label->meaning->name));
    if (better) label = &found;
  }
  return label;
}

// Whether what follows the label is its value. Without a colon one word may belong to the value itself.
bool parts_from_value(const PhraseInLine& label, const std::string& text, const LocaleGuess& locale,
                      const match::AddressShapes& shapes) {
  if (colon_behind(text, label.end)) return true;
  const auto& role = label.meaning->name;
  if (!is_party_role(role)) return false;
  // "Adresse Postplatz 37a, 4051 Basel": what follows is an address by itself.
  if (role.ends_with("_address") && label.begin == 0 && label.exact &&
      shape_of(squeeze(std::string_view(text).substr(label.end)), locale, shapes).whole_address >=
          anchor_score)
    return true;
  return label.tokens > 1 || role == "name" || role == "owner" || role == "name_and_address";
}

// A label at the end of the line with its value in the next cell: "Kirsten Bæk DATO | 11.10.2026".
bool leads_next_cell(const Marked& marked, const PhraseInLine& label) {
  const auto right = marked.document.neighbours[label.line].right;
  if (right == no_line || label.end < marked.document.lines[label.line].text.size() ||
      is_party_role(label.meaning->name))
    return false;
  // "DÉBORA NASCIMENTO | DATA 07.01.2026": what has a label needs no other.
  const bool labelled = std::ranges::any_of(
      marked.labels, [&](const PhraseInLine& other) { return other.line == right && other.begin == 0; });
  return !labelled && character_shares(marked.document.lines[right].text).digits >= 0.4;
}

// A letter-spaced postcode at the end, "WEBERBURGH, HI 2 992 2", with its digits together.
std::string close_postcode(std::string text, const std::string& country, const Lexicon& lexicon) {
  static const re2::RE2 spaced(R"(^(.*\pL{3}.*\pL{2}[ ,]+)(\d{1,3}(?: \d{1,3}){1,4})$)");
  const auto postcode = lexicon.postcodes.find(country);
  std::string before, digits;
  if (postcode == lexicon.postcodes.end() || !re2::RE2::FullMatch(text, spaced, &before, &digits) ||
      re2::RE2::PartialMatch(digits, *postcode->second))
    return text;
  std::erase(digits, ' ');
  return re2::RE2::PartialMatch(digits, *postcode->second) ? before + digits : text;
}

// "NO 27 JALAN BUNGA RAYA": what leads the house's number is no small word of a sentence.
bool is_number_word(const std::string& token, const Lexicon& lexicon) {
  return std::ranges::any_of(lexicon.book.addresses,
                             [&](const auto& entry) { return is_among(entry.second.number_words, token); });
}

// "For 2219 N Tamarack Dr Apt 14, Boise, ID 83704": a small word leads the address that is supplied.
void drop_leading_word(BlockLine& part, const Marked& marked, const BlockTools& tools) {
  const auto blank = part.text.find(' ');
  if (blank == std::string::npos || blank + 1 == part.text.size()) return;
  const auto value = part.text.substr(blank + 1);
  if (value.front() < '0' || value.front() > '9') return;
  // "U 3/58 BARNARD ST": a single letter is a unit's.
  const auto word = fold(part.text.substr(0, blank));
  const bool small =
      blank > 1 && tools.lexicon.speakers.contains(word) && !is_number_word(word, tools.lexicon);
  const auto shape = shape_of(value, marked.locale, tools.shapes);
  if (!small || std::max(shape.whole_address, shape.street) < street_for_certain) return;
  part.text = value;
  part.label_role = "service_address";
}

bool money_right(const layout::Document& document, std::size_t index) {
  if (index == no_line) return false;
  const auto right = document.neighbours[index].right;
  return right != no_line && is_money(squeeze(document.lines[right].text));
}

// Less the marks behind it that part a name from a number.
std::string_view without_marks_behind(std::string_view text) {
  constexpr std::array<std::string_view, 8> marks{"-", ",", "(", "/", "|", " ", "–", "—"};
  const auto ends_text = [&](std::string_view mark) { return text.ends_with(mark); };
  for (auto mark = std::ranges::find_if(marks, ends_text); mark != marks.end();
       mark = std::ranges::find_if(marks, ends_text))
    text.remove_suffix(mark->size());
  return text;
}

// "FRANCISCA PEREIRA LIMA - CPF ***.118.447-**": a number of the person stands behind the name.
bool leads_number_behind_name(std::string_view line, std::size_t from, const PhraseInLine& label) {
  if (label.meaning->name != "identifier" || label.begin <= from) return false;
  const auto before = line.substr(from, label.begin - from);
  const auto behind = before.substr(without_marks_behind(before).size());
  if (behind.size() == before.size() || behind.find_first_not_of(' ') == std::string_view::npos) return false;
  const auto value = line.find_first_not_of(" :.", label.end);
  constexpr std::ptrdiff_t shortest_number = 4;
  return value != std::string_view::npos && (is_digit(line[value]) || line[value] == '*') &&
         digits_in(line.substr(value)) >= shortest_number && digits_in(before) == 0;
}

// "PRIVATE & CONFIDENTIAL", "CEP / CIDADE": nothing but such words.
bool is_endorsement(const Marked& marked, std::size_t line) {
  std::size_t covered = 0;
  for (const auto& label : marked.labels)
    if (label.line == line && label.begin <= covered + longest_lead &&
        (label.meaning->name == "endorsement" || label.meaning->name == "address_part"))
      covered = std::max(covered, label.end);
  const auto& text = marked.document.lines[line].text;
  // "ΠΛΗΡΩΜΕΝΟ ΤΕΛΟΣ · Ταχ. Γραφείο ΚΔ ΒΟΛΟΥ": what stands behind a dot says where it was posted.
  const bool goes_on = std::string_view(text).substr(std::min(covered, text.size())).starts_with(" · ");
  return covered > 0 && (goes_on || text.find_first_not_of(" .,:;!-/&·|*", covered) == std::string::npos);
}

// "COL. CHUBURNÁ DE HIDALGO": a colonel in English is a quarter in Spanish.
bool leads_district(const std::string& text, const Marked& marked, const Lexicon& lexicon) {
  const auto rules = lexicon.book.addresses.find(marked.locale.languages.front()->tag);
  const auto tokens = fold_tokens(text);
  return rules != lexicon.book.addresses.end() && tokens.size() > 1 &&
         is_among(rules->second.district_words, tokens.front());
}

// "E TNTE ALEMAN Y CTRO MICHOAC": between which streets the house stands.
bool names_crossing(const std::string& text, const Marked& marked, const Lexicon& lexicon) {
  constexpr std::size_t fewest_words = 4;
  const auto& language = marked.locale.languages.front()->tag;
  const auto rules = lexicon.book.addresses.find(language);
  const auto names = lexicon.book.names.find(language);
  const auto tokens = fold_tokens(text);
  if (rules == lexicon.book.addresses.end() || names == lexicon.book.names.end() ||
      tokens.size() < fewest_words)
    return false;
  const bool leads = std::ranges::any_of(rules->second.near_words, [&](const std::string& word) {
    return fold_tokens(word) == std::vector{tokens.front()};  // "e/" is written without its stroke, too
  });
  return leads && std::any_of(tokens.begin() + 2, tokens.end() - 1, [&](const std::string& token) {
           return is_among(names->second.joint_words, token);
         });
}

}  // namespace

bool is_among(const std::vector<std::string>& words, const std::string& token) {
  return std::ranges::any_of(words, [&](const std::string& word) { return fold(word) == token; });
}

bool is_party_role(std::string_view role) {
  return role == "name" || role == "owner" || role == "name_and_address" || role == "mailing_address" ||
         role == "service_address" || role == "issuer_address" || role == "remittance_address" ||
         role == "other_person" || role == "closing";
}

namespace {

// "SILVA TANAKA RICARDO 様 （シルバ タナカ リカルド）", "ジウン （ＫＩＭ ＪＩＵＮ） 様": how a name is read
// stands behind it or before its title.
std::string without_reading(std::string text, const PersonLines& people) {
  auto name = without_brackets(text);
  if (name == text || name.empty() || !is_ideographic(to_utf32(name).back())) return text;
  return people.judge(name).honorific ? name : text;
}

}  // namespace

std::string without_brackets(const std::string& text) {
  static const re2::RE2 brackets("[（(][^）)]*[）)]");
  if (!text.contains('(') && !text.contains("（")) return text;
  std::string left = text;
  re2::RE2::GlobalReplace(&left, brackets, " ");
  return squeeze(left);
}

BlockLine block_line(const Marked& marked, std::size_t index, const BlockTools& tools) {
  const auto& line = marked.document.lines[index];
  BlockLine part{.line = index, .text = line.text, .box = line.box};
  if (is_endorsement(marked, index)) {
    part.label_role = "endorsement";
    part.text.clear();
    return part;
  }
  part.person = tools.people.judge(line.text);
  const auto* label = part.person.care_of ? nullptr : leading_label(marked, index);
  // "Postfach 31" is an address, not the number of a mailbox, and so is "Τ.Κ. 413 35".
  if (label != nullptr && label->meaning->name == "identifier") {
    const auto shape = shape_of(line.text, marked.locale, tools.shapes);
    const auto digits = digits_in(line.text);
    if (shape.po_box >= box_for_certain || (shape.postcode_city >= part_score && digits <= longest_postcode))
      label = nullptr;
  }
  if (label != nullptr && label->end + 2 < line.text.size()) {
    const auto label_end = behind_remark(line.text, label->end);
    const bool is_all = label->meaning->name.ends_with("_address") && label->begin == 0 &&
                        ends_with_remark(line.text, label->end);
    const auto value = is_all ? std::string::npos : line.text.find_first_not_of(" :.-#\t", label_end);
    if (value != std::string::npos &&
        (label_end > label->end || parts_from_value(*label, line.text, marked.locale, tools.shapes))) {
      part.text = line.text.substr(value);
      part.box = box_of(line, value, line.text.size());
      part.label_role = label->meaning->name;
      // "CUSTOMER AND COLLECTION POINT" is a label as a whole.
      if (!colon_behind(line.text, label->end) && tools.people.judge(part.text).joint_ends) part.text.clear();
    } else if (value == std::string::npos) {  // "Joint holder :- --"
      part.label_role = label->meaning->name;
      part.text.clear();
    }
  } else if (label != nullptr) {
    part.label_role = label->meaning->name;
    part.text.clear();
  }
  if (part.text.empty()) return part;
  // "BAIRRO/CIDADE/UF: CENTRO - CHAPECÓ - SC" is a line of the address as any other.
  if (part.label_role == "address_part") part.label_role.clear();
  if (label == nullptr) drop_leading_word(part, marked, tools);
  const auto from = line.text.size() - part.text.size();
  for (const auto& next : marked.labels) {
    if (next.line != index || next.begin <= from + longest_lead) continue;
    const bool number = leads_number_behind_name(line.text, from, next);
    if (!number && !colon_behind(line.text, next.end) && !leads_next_cell(marked, next)) continue;
    part.text = squeeze(std::string_view(line.text).substr(from, next.begin - from));
    if (number) part.text.resize(without_marks_behind(part.text).size());
    part.box = box_of(line, from, next.begin);
    break;
  }
  part.text = without_reading(std::move(part.text), tools.people);
  part.text = close_postcode(std::move(part.text), marked.locale.country, tools.lexicon);
  part.shape = shape_of(part.text, marked.locale, tools.shapes);
  if (part.text.size() != line.text.size()) part.person = tools.people.judge(part.text);
  if ((part.person.honorific && leads_district(part.text, marked, tools.lexicon)) ||
      names_crossing(part.text, marked, tools.lexicon))
    part.person = {};
  // "Bank Street" is called after a firm, and is none.
  if (part.shape.street > 0) part.person.company = part.person.legal_form;
  return part;
}

bool is_masked_number(const std::string& text) {
  static const re2::RE2 hidden(
      R"([A-Z]?\d[\d ]*[*•xX]{2}[*•xX -]*[*•xX][\d ]*|[A-Z]{6}\d{0,2}[*•]{5,}[A-Z\d]?|(?:[A-Z]?\d[\d ]*)?[*•]{2,}[*• ]*(?:\d[\d *•]*)?(?: ?[-–]? ?[A-Z])?)");
  return re2::RE2::FullMatch(text, hidden);
}

void join_right(const Marked& marked, BlockLine& part, const BlockTools& tools) {
  const auto& document = marked.document;
  const auto right = document.neighbours[part.line].right;
  if (right == no_line || part.text.empty()) return;
  const auto& other = document.lines[right];
  const double gap = document.points_x(other.page, other.box.x0 - part.box.x1);
  if (gap > widest_gap_in_heights * other.height_pt || other.words.size() > 3) return;
  const auto text = part.text + " " + other.text;
  auto shape = shape_of(text, marked.locale, tools.shapes);
  if (shape.postcode_city > part.shape.postcode_city + 0.15 && shape.postcode_city >= anchor_score) {
    part.text = text;
    part.box = united(part.box, other.box);
    part.shape = std::move(shape);
  }
}

std::size_t words_in(const std::string& text) {
  constexpr std::size_t letters_of_ideographic_word = 3;
  const auto letters = to_utf32(text);
  const auto ideographs = static_cast<std::size_t>(std::ranges::count_if(letters, is_ideographic));
  return 4 * ideographs > letters.size() ? letters.size() / letters_of_ideographic_word
                                         : fold_tokens(text).size();
}

bool is_address_part(const BlockLine& part) {
  return part.shape.street >= part_score || part.shape.unit >= part_score ||
         part.shape.po_box >= part_score || part.shape.postcode_city >= anchor_score ||
         part.shape.whole_address >= anchor_score;
}

double contact_strength(const Marked& marked, std::size_t index) {
  static const re2::RE2 web(
      R"((?i)(@[a-z0-9-]+\.|www\.|https?:|\b[a-z0-9-]{3,}\.(com|org|net|co\.[a-z]{2}|de|fr|it|es|nl|pl|pt|be|at|ch)\b))");
  const auto& text = marked.document.lines[index].text;
  if (re2::RE2::PartialMatch(text, web)) return contact_by_web;
  const bool labelled = std::ranges::any_of(marked.labels, [&](const PhraseInLine& label) {
    return label.line == index && label.meaning->name == "contact";
  });
  if (!labelled) return 0;
  const auto digits = digits_in(text);
  return digits >= shortest_telephone_number ? contact_by_label : 0;
}

bool in_money_table(const layout::Document& document, std::size_t index) {
  if (!money_right(document, index)) return false;
  const auto& neighbours = document.neighbours[index];
  return money_right(document, neighbours.above) || money_right(document, neighbours.below);
}

}  // namespace domicile::extract
