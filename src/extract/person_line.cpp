#include "extract/person_line.hpp"

#include <fmt/format.h>
#include <re2/re2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <iterator>

#include "base/text.hpp"
#include "match/name_initials.hpp"

namespace domicile::extract {
namespace {

constexpr std::size_t longest_name_tokens = 9;
constexpr int fewest_capitals_around_particles = 2;

bool has_digit(std::string_view text) {
  return std::ranges::any_of(to_utf32(text), [](char32_t c) { return u_isdigit(static_cast<UChar32>(c)); });
}

// Share of the words that start with a capital; particles between two that do are left aside: "Jan van der
// Meer".
double capitalised_share(std::string_view line, const std::unordered_set<std::string>& particles) {
  int words = 0, capital = 0, lower_particles = 0;
  std::u32string word;
  const auto count = [&] {
    if (word.empty()) return;
    const auto first = static_cast<UChar32>(word.front());
    const bool is_capital = u_isupper(first) || u_istitle(first);
    ++words;
    capital += static_cast<int>(is_capital);
    lower_particles += static_cast<int>(!is_capital && particles.contains(fold(to_utf8(word))));
    word.clear();
  };
  for (const auto c : to_utf32(line)) {
    const bool apostrophe = !word.empty() && (c == U'\'' || c == U'’');
    if (u_isalpha(static_cast<UChar32>(c)) || apostrophe)
      word += c;
    else
      count();
  }
  count();
  if (capital >= fewest_capitals_around_particles) words -= lower_particles;
  return words == 0 ? 0 : static_cast<double>(capital) / words;
}

// "provide a meter reading and to pay by": a part of one, without any capital. Short names may be set so.
bool is_sentence(std::string_view line, std::size_t tokens) {
  constexpr std::size_t longest_small_name = 4;
  const auto letters = to_utf32(line);
  const auto is = [&](auto test) {
    return std::ranges::any_of(letters, [&](char32_t c) { return test(static_cast<UChar32>(c)) != 0; });
  };
  return tokens > longest_small_name && is(u_islower) && !is(u_isupper);
}

// "share certificate, NOC of Smt. Damle and": a word without a capital before others that have one goes on
// with a sentence.
bool begins_amid_sentence(std::string_view line) {
  constexpr std::size_t shortest = 3;
  const auto letters = to_utf32(line);
  const auto end =
      std::ranges::find_if_not(letters, [](char32_t c) { return u_islower(static_cast<UChar32>(c)) != 0; });
  return end - letters.begin() >= static_cast<std::ptrdiff_t>(shortest) &&
         (end == letters.end() || *end == U' ') &&
         std::any_of(end, letters.end(), [](char32_t c) { return u_isupper(static_cast<UChar32>(c)) != 0; });
}

// "'WATTLE PARK'": houses and firms are written so, people are not.
bool is_quoted(std::string_view line) {
  static constexpr std::u32string_view signs = U"'\"‘’‚“”„«»";
  const auto letters = to_utf32(line);
  return letters.size() > 2 && signs.contains(letters.front()) && signs.contains(letters.back());
}

// "TRI-RIVERS WATER" has no Finnish doctor in it.
bool first_word_is_hyphenated(std::string_view line) {
  const auto end = line.find_first_of(" -.,");
  return end != std::string_view::npos && line[end] == '-';
}

// A pattern whose group is the name beside one of the numbers of all countries; null where there is none.
std::shared_ptr<const re2::RE2> beside_name(const rules::RuleBook& book,
                                            std::vector<std::string> rules::CountryRules::* numbers,
                                            std::string_view before, std::string_view behind) {
  std::vector<std::string> all;
  for (const auto& [code, country] : book.countries)
    std::ranges::copy(country.*numbers, std::back_inserter(all));
  if (all.empty()) return nullptr;
  return std::make_shared<const re2::RE2>(fmt::format("{}(?:{}){}", before, join(all, "|"), behind),
                                          re2::RE2::Quiet);
}

// "SA" or "AS" alone says nothing, and Mei is a name; a legal form stands behind the company's own name.
// Where it leads, it is long (株式会社, "ASBL Les Amis") or the name stands in quotation marks (ООО «Луч»).
bool leads_company(std::string_view line, std::size_t tokens_of_form) {
  constexpr std::size_t longest_that_may_be_a_name = 3;
  if (tokens_of_form >= 2) return true;
  if (to_utf32(line.substr(0, line.find(' '))).size() > longest_that_may_be_a_name) return true;
  return line.find("«") != std::string_view::npos || line.find("„") != std::string_view::npos ||
         line.find('"') != std::string_view::npos;
}

// "L P & T M Castellano": four letters of two people. A form of firms has stops behind its letters: "L.P.".
bool are_initials(std::string_view line, const std::vector<std::string>& tokens, std::size_t first,
                  std::size_t count) {
  std::string with_stops;
  for (std::size_t i = first; i < first + count; ++i) {
    if (tokens[i].size() != 1) return false;
    with_stops += (i > first ? "." : "") + tokens[i];
  }
  auto text = to_lower(line);
  std::erase(text, ' ');
  return !text.contains(with_stops);
}

bool ends_with_any(std::string_view line, const std::vector<std::string>& endings) {
  return std::ranges::any_of(endings, [&](const std::string& ending) { return line.ends_with(ending); });
}

// One word of a label among a person's names is that person's name: "Larry Page", "Anna Rechnung".
double doubt_by_vocabulary(double share, std::size_t names, bool known_person, bool company) {
  if (known_person && !company && names <= 5) return 0.35 * share;
  return !company && share <= 0.5 && names >= 2 && names <= 4 ? 0.5 * share : 0.9 * share;
}

}  // namespace

PersonLines::PersonLines(const rules::RuleBook& book)
    : vocabulary_(book.wordings.words),
      number_before_name_(beside_name(book, &rules::CountryRules::numbers_before_names, "", R"( +(.*\pL))")),
      number_behind_name_(beside_name(book, &rules::CountryRules::numbers_behind_names, R"((.*\pL) +)", "")) {
  const auto add = [&](const std::vector<std::string>& phrases, Word word) {
    for (const auto& phrase : phrases) words_.add(phrase, word);
  };
  for (const auto& [language, names] : book.names) {
    add(names.honorifics, honorific_word);
    add(names.firm_titles, firm_title_word);
    add(names.joint_words, joint_word);
    for (const auto& word : names.joint_words) {
      const auto tokens = fold_tokens(word);
      if (tokens.size() == 1) joint_tokens_.insert(tokens.front());
    }
    for (const auto& form : names.care_of) {
      const auto tokens = fold_tokens(form);
      if (tokens.empty() || (tokens.size() == 1 && tokens.front().size() <= 2))
        short_care_of_.push_back(to_lower(form));
      else
        words_.add(form, care_of_word);
    }
    add(names.company_forms, legal_form_word);
    for (const auto& word : names.company_words) {
      if (word.starts_with('-'))
        company_endings_.push_back(fold(word.substr(1)));
      else
        words_.add(word, company_word);
    }
    add(names.particles, particle_word);
    for (const auto& particle : names.particles) {
      for (auto& token : fold_tokens(particle)) particle_tokens_.insert(std::move(token));
    }
    add(names.suffixes, suffix_word);
    std::ranges::copy(names.titles_behind, std::back_inserter(titles_behind_));
    std::ranges::copy(names.hosts_behind, std::back_inserter(hosts_behind_));
    for (const auto& [name, forms] : names.diminutives) {
      for (auto& token : fold_tokens(name)) given_names_.insert(token);
      for (const auto& form : forms) {
        for (auto& token : fold_tokens(form)) given_names_.insert(token);
      }
    }
    for (const auto& article : names.articles) articles_.insert(fold(article));
    for (const auto& name : names.given_names) given_names_.insert(fold(name));
    for (const auto& [name, forms] : names.spellings) given_names_.insert(fold(name));
    for (const auto& [name, forms] : names.variants) given_names_.insert(fold(name));
  }
}

bool PersonLines::in_vocabulary(std::string_view token) const {
  constexpr std::size_t shortest = 4;
  return token.size() >= shortest && vocabulary_.contains(token);
}

bool PersonLines::joins_people(const std::vector<std::string>& tokens, std::size_t first,
                               std::size_t count) const {
  return count == 1 && joint_tokens_.contains(tokens[first]);
}

// Norway's "DA" is a company; "Maria da Conceição" and "João de Sá" are people.
bool PersonLines::is_particle_or_behind_one(const std::vector<std::string>& tokens, std::size_t first,
                                            std::size_t count, bool at_end) const {
  if (count != 1) return false;
  return (!at_end && particle_tokens_.contains(tokens[first])) ||
         (first > 0 && particle_tokens_.contains(tokens[first - 1]));
}

bool PersonLines::firm_is_host_by_ending(std::string_view line) const {
  return std::ranges::any_of(hosts_behind_,
                             [&](const std::string& ending) { return line.ends_with(squeeze(ending)); });
}

bool PersonLines::names_host_by_ending(std::string_view line) const {
  return ends_with_any(line, hosts_behind_);
}

// "SEVERINO JOSÉ DE ASSUNÇÃO 30718204477": sole traders are registered under their number.
std::string_view PersonLines::without_register_number(std::string_view line) const {
  const re2::StringPiece whole(line.data(), line.size());
  re2::StringPiece name;
  for (const auto* pattern : {number_before_name_.get(), number_behind_name_.get()}) {
    if (pattern != nullptr && re2::RE2::FullMatch(whole, *pattern, &name)) return {name.data(), name.size()};
  }
  return line;
}

double PersonLines::vocabulary_share(std::string_view line) const { return share_of(fold_tokens(line)); }

double PersonLines::share_of(const std::vector<std::string>& tokens) const {
  double counted = 0, known = 0;
  for (const auto& token : tokens) {
    if (token.size() < 2) continue;
    ++counted;
    // "Bill" is both.
    if (in_vocabulary(token)) known += given_names_.contains(token) ? 0.5 : 1;
  }
  return counted == 0 ? 0 : known / counted;
}

PersonLine PersonLines::judge(std::string_view written) const {
  PersonLine judged;
  if (to_lower(written.substr(0, 4)) == "c/0 ") {  // as OCR reads it
    std::string meant(written);
    meant[2] = 'o';
    return judge(meant);
  }
  const auto line = without_register_number(written);
  const auto tokens = fold_tokens(line);
  if (tokens.empty()) return judged;
  std::vector<bool> plain(tokens.size(), true);
  bool given_name = false;
  std::size_t of_firms = std::ranges::count_if(
      tokens, [&](const std::string& token) { return ends_with_any(token, company_endings_); });
  std::size_t title_may_follow = 0;  // "Mr and Mrs", "Anna & Herr Dr."
  for (const auto& hit : words_.find(tokens, false)) {
    const bool at_start = hit.first == 0;
    const bool at_end = hit.first + hit.count == tokens.size();
    switch (static_cast<Word>(hit.value)) {
      case honorific_word:
        if (!at_start && hit.first != title_may_follow) continue;  // "MRS N BEGUM" is called so
        judged.honorific |= tokens.size() > hit.count && !(at_start && first_word_is_hyphenated(line)) &&
                            (at_start || hit.first == title_may_follow);
        judged.title_only |= tokens.size() == hit.count;
        title_may_follow = hit.first + hit.count;
        break;
      case firm_title_word:
        judged.legal_form |= at_start && !at_end;
        judged.title_only |= at_start && at_end;
        break;
      case joint_word:
        title_may_follow = hit.first + hit.count;
        judged.joint |= !at_start && !at_end;
        judged.joint_ends |= at_start || at_end;
        judged.goes_on |= at_end;
        break;
      case care_of_word:
        if (at_start && !at_end && match::begins_with_initials(line, hit.count)) continue;  // "C. A. Rossi"
        judged.care_of |= at_start;
        break;
      case legal_form_word:
        // "Huber OG" is one, "Solveig og Lars" are two people.
        if (!at_start && !at_end && joins_people(tokens, hit.first, hit.count)) break;
        if (hit.count > 1 && are_initials(line, tokens, hit.first, hit.count)) break;
        if (is_particle_or_behind_one(tokens, hit.first, hit.count, at_end)) break;
        judged.legal_form |= !at_start || leads_company(line, hit.count);
        break;
      case company_word:
        of_firms += hit.count;
        continue;  // "Mjøsdal Sparebank" has two words
      case particle_word:
      case suffix_word:
        break;
    }
    for (std::size_t i = hit.first; i < hit.first + hit.count; ++i) plain[i] = false;
  }
  judged.joint_ends |= line.ends_with('&') || line.starts_with('&');
  judged.goes_on |= line.ends_with('&');
  std::size_t names = 0, initials = 0, given_names = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!plain[i]) continue;
    given_name |= given_names_.contains(tokens[i]) && !in_vocabulary(tokens[i]);
    given_names += given_names_.contains(tokens[i]) ? 1 : 0;
    (to_utf32(tokens[i]).size() == 1 ? initials : names) += 1;
  }
  judged.given_name = given_names > 0;
  judged.only_given = given_names > 0 && given_names == names + initials;
  judged.care_of |= std::ranges::any_of(
      short_care_of_, [lower = to_lower(line)](const std::string& form) { return lower.starts_with(form); });
  judged.company = judged.legal_form || (of_firms > 0 && of_firms < tokens.size());
  // With a legal form they are words of a name, and no doubt of it.
  const double doubtful = judged.legal_form ? 0 : static_cast<double>(of_firms);
  const double share = std::min(1.0, share_of(tokens) + doubtful / static_cast<double>(tokens.size()));
  judged.vocabulary = share;
  if (has_ideographs(line)) {
    const auto length = to_utf32(line).size();
    // "お取引明細書": the prefixes of politeness, and no family name, are written so at the head of a word.
    const bool polite = line.starts_with("お") || line.starts_with("ご");
    judged.likeness = !has_digit(line) && !polite && length >= 3 && length <= 14 ? 0.6 * (1 - share) : 0;
    judged.honorific |= ends_with_any(line, titles_behind_);
    if (judged.honorific) judged.likeness = has_digit(line) ? 0 : 0.95;
    return judged;
  }
  const bool named_house = articles_.contains(tokens.front()) && !judged.company;
  if (names == 0 || named_house || tokens.size() > longest_name_tokens * (judged.joint ? 2 : 1) ||
      has_digit(line) || is_sentence(line, tokens.size()))
    return judged;
  std::string undotted(line);  // the full stops of "C. A. Rossi" are no odd signs
  std::erase(undotted, '.');
  const auto shares = character_shares(undotted);
  double likeness = names >= 2 ? 0.8 : (initials > 0 || judged.honorific) ? 0.7 : 0.35;
  const std::size_t of_each = judged.joint ? (names + 1) / 2 : names;
  if (of_each > 5) likeness -= 0.15 * static_cast<double>(of_each - 5);
  likeness *= std::clamp((shares.letters - 0.6) / 0.3, 0.0, 1.0);
  judged.vocabulary = doubt_by_vocabulary(share, names, given_name || judged.honorific, judged.company);
  likeness *= 1 - judged.vocabulary;
  likeness *= 0.35 + 0.65 * capitalised_share(line, particle_tokens_);
  if (given_name) likeness += 0.15;
  if (judged.honorific) likeness += 0.15;
  if (line.find_first_of(":@?") != std::string_view::npos) likeness *= 0.2;
  const bool small_word = particle_tokens_.contains(tokens.front()) || joint_tokens_.contains(tokens.front());
  if (!small_word && !judged.honorific && begins_amid_sentence(line)) likeness *= 0.3;
  if (is_quoted(line)) likeness *= 0.2;
  if (line.ends_with(',') || line.ends_with('!')) likeness *= 0.4;  // "Guten Tag,"
  judged.likeness = std::clamp(likeness, 0.0, 1.0);
  return judged;
}

}  // namespace domicile::extract
