#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "rule_book.hpp"
#include "rules/phrase_index.hpp"
#include "rules/yaml_file.hpp"

using namespace domicile;
using namespace domicile::rules;
namespace fs = std::filesystem;

namespace {
// A copy of the project's parsers with one language to break.
struct Folder {
  fs::path path = fs::temp_directory_path() / fs::path("domicile-rules-" + std::to_string(::getpid()));
  Folder() {
    fs::remove_all(path);
    fs::create_directories(path / "locales/xx");
    fs::create_directories(path / "locales/countries");
    fs::copy(fs::path(DOMICILE_SOURCE_DIR) / "parsers", path / "parsers", fs::copy_options::recursive);
  }
  ~Folder() { fs::remove_all(path); }
  std::vector<Error> lint(const std::string& language_yaml) const {
    std::ofstream(path / "locales/xx/language.yaml") << language_yaml;
    return lint_rules(path);
  }
  std::vector<Error> lint_country(const std::string& yaml) const {
    std::ofstream(path / "locales/countries/XX.yaml") << yaml;
    return lint("language: xx\nsources: [a]\n");
  }
};
}  // namespace

BOOST_AUTO_TEST_CASE(the_projects_own_rules_are_right) {
  for (const auto& mistake : lint_rules(DOMICILE_SOURCE_DIR)) BOOST_ERROR(to_string(mistake));
}

BOOST_AUTO_TEST_CASE(every_locale_that_is_promised_is_there) {
  for (const auto* locale :
       {"en-US", "en-GB", "en-CA", "fr-CA", "en-AU", "en-IE", "en-IN", "en-SG", "en-ZA",
        "en-NZ", "de-DE", "de-AT", "de-CH", "fr-FR", "fr-BE", "es-ES", "es-MX", "es-AR",
        "it-IT", "pt-PT", "pt-BR", "nl-NL", "nl-BE", "pl-PL", "cs-CZ", "sv-SE", "da-DK",
        "nb-NO", "fi-FI", "hu-HU", "ro-RO", "tr-TR", "el-GR", "ja-JP", "ru-RU", "uk-UA"}) {
    BOOST_TEST(tests::rule_book().region(locale) != nullptr, locale);
    const auto* region = tests::rule_book().region(locale);
    if (region != nullptr) BOOST_TEST(tests::rule_book().country(region->country) != nullptr, locale);
  }
}

BOOST_AUTO_TEST_CASE(a_mistake_is_named_with_file_and_line) {
  const Folder folder;
  const std::tuple<const char*, const char*, const char*> cases[] = {
      {"language: xx\nsources: [a]\nlables: {}\n", "locales/xx/language.yaml:3", "unknown key 'lables'"},
      {"language: yy\nsources: [a]\n", "locales/xx/language.yaml:1", "stands in the folder 'xx'"},
      {"language: xx\nsources: [a]\nlabels: {bill_dat: [x]}\n", "locales/xx/language.yaml:3", "'bill_dat'"},
      {"language: xx\nsources: [a]\nlabels: {bill_date: [x, x]}\n", "locales/xx/language.yaml:3",
       "stands twice"},
      {"language: xx\nlanguage: xx\nsources: [a]\n", "locales/xx/language.yaml:2", "stands twice"},
      {"language: xx\n", "locales/xx/language.yaml:1", "'sources' is missing"},
      {"language: xx\nsources: [a]\ntitles: {rent: [x]}\n", "locales/xx/language.yaml:3", "'rent'"},
      {"language: xx\nsources: [a]\ndate_words: {months: {\"13\": [x]}}\n", "locales/xx/language.yaml:3",
       "no month"},
      {"language: xx\nsources: [a]\ndate_words: {months_beside: [zz]}\n", "locales/xx/language.yaml:3",
       "no language whose months"},
      {"language: xx\nsources: [a\n", "locales/xx/language.yaml:3", "not valid YAML"}};
  for (const auto& [yaml, where, complaint] : cases) {
    const auto mistakes = folder.lint(yaml);
    const bool named = std::ranges::any_of(mistakes, [&](const Error& mistake) {
      return mistake.where == where && mistake.message.find(complaint) != std::string::npos;
    });
    std::string all;
    for (const auto& mistake : mistakes) all += to_string(mistake) + "\n";
    BOOST_TEST(named, yaml << " gave " << all);
  }
}

BOOST_AUTO_TEST_CASE(numbers_of_a_country_are_patterns_without_captured_groups) {
  const Folder folder;
  const std::pair<const char*, const char*> cases[] = {{"\\d{2}-\\d{2}", ""},
                                                       {"\\d{2}-(?:\\d{2}|x)", ""},
                                                       {"\\d{2}-(", "not a regular expression"},
                                                       {"\\d{2}-(\\d{2})", "captures a group"}};
  for (const auto& [pattern, complaint] : cases) {
    const auto mistakes = folder.lint_country(
        "country: XX\nlanguages: [xx]\nformat: \"%A\"\n"
        "numbers_like_dates: ['" +
        std::string(pattern) + "']\n");
    const bool expected = std::string_view(complaint).empty()
                              ? mistakes.empty()
                              : std::ranges::any_of(mistakes, [&](const Error& mistake) {
                                  return mistake.where == "locales/countries/XX.yaml:4" &&
                                         mistake.message.find(complaint) != std::string::npos;
                                });
    BOOST_TEST(expected, pattern << " gave " << mistakes.size());
  }
}

BOOST_AUTO_TEST_CASE(the_longest_phrase_wins) {
  PhraseIndex index;
  index.add("bill", 1);
  index.add("bill date", 2);
  index.add("next bill date", 3);
  const std::vector<std::string> tokens{"your", "next", "bill", "date", "and", "bill"};
  const auto hits = index.find(tokens, false);
  BOOST_TEST_REQUIRE(hits.size() == 2u);
  BOOST_TEST(hits[0].value == 3);
  BOOST_TEST(hits[1].value == 1);
}

BOOST_AUTO_TEST_CASE(misread_letters_are_forgiven_only_where_asked) {
  PhraseIndex index;
  index.add("bill date", 1);
  index.add("statement", 2);
  const std::vector<std::string> misread{"b1ll", "date", "statemont"};
  BOOST_TEST(index.find(misread, false).empty());
  const auto hits = index.find(misread, true);
  BOOST_TEST_REQUIRE(hits.size() == 2u);
  BOOST_TEST(!hits[0].exact);
}

BOOST_AUTO_TEST_CASE(a_small_word_within_a_phrase_and_its_blanks_may_be_misread) {
  PhraseIndex index;
  index.add("estado de cuenta", 1);
  index.add("bill date", 2);
  struct Case {
    std::vector<std::string> tokens;
    std::size_t covered;
  };
  for (const auto& [tokens, covered] :
       {Case{{"su", "estado", "le", "cuenta"}, 3}, Case{{"estado", "decuenta"}, 2},
        Case{{"esta", "do", "de", "cuenta"}, 4}, Case{{"estado", "de", "cuentas", "billdate"}, 3},
        Case{{"billdate", "3"}, 1}, Case{{"bill", "rate"}, 0}, Case{{"estado", "xx", "cuenta"}, 0},
        Case{{"le", "cuenta"}, 0}}) {
    const auto hits = index.find(tokens, true);
    BOOST_TEST((hits.empty() ? 0 : hits.front().count) == covered, tokens.front() << " " << tokens.back());
    BOOST_TEST(index.find(tokens, false).empty());
  }
}

BOOST_AUTO_TEST_CASE(one_edit_is_told_from_two) {
  BOOST_TEST(within_one_edit("statement", "statemnt"));
  BOOST_TEST(within_one_edit("statement", "statementt"));
  BOOST_TEST(within_one_edit("same", "same"));
  BOOST_TEST(!within_one_edit("statement", "statmnt"));
  BOOST_TEST(!within_one_edit("abcd", "badc"));
}
