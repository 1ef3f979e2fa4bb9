#include "rules/book_cache.hpp"

#include <boost/test/unit_test.hpp>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "rule_book.hpp"

using namespace domicile;
using namespace domicile::rules;
namespace fs = std::filesystem;

namespace {

// Rules of one language, small enough to be broken at every byte.
struct SmallRules {
  fs::path path = fs::temp_directory_path() / ("domicile-book-" + std::to_string(::getpid()));
  SmallRules() {
    fs::remove_all(path);
    fs::create_directories(path / "locales/xx");
    fs::create_directories(path / "locales/countries");
    fs::create_directories(path / "parsers");
    write("locales/xx/language.yaml", "language: xx\nsources: [a]\nlabels: {bill_date: [Bill date, Daté]}\n");
    write("locales/countries/YY.yaml",
          "country: YY\nlanguages: [xx]\nsources: [a]\nformat: '%N%n%A%n%Z %C'\npostcode: '\\d{4}'\nslash: "
          "unit_house\n");
    write("parsers/bill.yaml", "kind: utility_bill\n");
    write("parsers/weights.yaml", "weights: {label: -1.25}\n");
  }
  ~SmallRules() { fs::remove_all(path); }
  void write(const std::string& file, const std::string& yaml) const { std::ofstream(path / file) << yaml; }
};

RuleBook loaded(const fs::path& data) {
  auto book = load_rules(data, "");
  BOOST_TEST_REQUIRE(book.has_value(), (book ? "" : to_string(book.error())));
  return std::move(*book);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_book_that_was_written_is_read_back_whole) {
  const auto bytes = encode_book(tests::rule_book());
  const auto again = decode_book(bytes, tests::rule_book().version);
  BOOST_TEST_REQUIRE(again.has_value());
  BOOST_TEST((encode_book(*again) == bytes));
  BOOST_TEST(again->languages.size() == tests::rule_book().languages.size());
  BOOST_TEST(again->country("GB")->postcode == tests::rule_book().country("GB")->postcode);
  BOOST_TEST((again->kinds.weights == tests::rule_book().kinds.weights));
}

BOOST_AUTO_TEST_CASE(a_book_that_was_cut_or_lengthened_is_refused) {
  const SmallRules rules;
  const auto book = loaded(rules.path);
  const auto bytes = encode_book(book);
  BOOST_TEST_REQUIRE(decode_book(bytes, book.version).has_value());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    BOOST_TEST(!decode_book(bytes.substr(0, size), book.version).has_value(), size);
  }
  BOOST_TEST(!decode_book(bytes + '\0', book.version).has_value());
}

BOOST_AUTO_TEST_CASE(a_book_whose_lengths_lie_is_refused_or_read_and_harms_nothing) {
  const SmallRules rules;
  const auto book = loaded(rules.path);
  const auto bytes = encode_book(book);
  const auto after_version = bytes.find(book.version) + book.version.size();
  std::size_t refused = 0;
  for (std::size_t at = after_version; at < bytes.size(); ++at) {
    auto broken = bytes;
    broken[at] = '\xFF';
    refused += decode_book(broken, book.version).has_value() ? 0 : 1;
  }
  // Letters within a text may be any; every length, flag and choice is noticed.
  BOOST_TEST(refused > (bytes.size() - after_version) / 6);
}

BOOST_AUTO_TEST_CASE(a_book_of_other_files_or_another_format_is_refused) {
  const SmallRules rules;
  const auto book = loaded(rules.path);
  auto bytes = encode_book(book);
  BOOST_TEST(!decode_book(bytes, std::string(64, '0')).has_value());
  bytes[bytes.find('3')] = '0';
  BOOST_TEST(!decode_book(bytes, book.version).has_value());
}

BOOST_AUTO_TEST_CASE(tables_of_other_rooms_are_kept_as_they_are) {
  const SmallRules rules;
  auto book = loaded(rules.path);
  BOOST_TEST(book.ready_bytes("words").empty());
  book.ready["words"] = std::string("\0\xFF", 2);
  const auto again = decode_book(encode_book(book), book.version);
  BOOST_TEST_REQUIRE(again.has_value());
  BOOST_TEST(again->version == book.version);
  BOOST_TEST(again->ready_bytes("words") == std::string("\0\xFF", 2));
}

BOOST_AUTO_TEST_CASE(wordings_are_found_in_a_book_that_was_read_back) {
  const auto& book = tests::rule_book();
  const auto again = decode_book(encode_book(book), book.version);
  BOOST_TEST_REQUIRE(again.has_value());
  const std::vector<std::string> tokens{"your",           "bi11",      "date", "facture",
                                        "rechnungsdatum", "statemont", "date"};
  for (std::size_t i = 0; i < book.languages.size(); ++i) {
    const auto &one = book.wordings.languages[i].find(tokens, true),
               &other = again->wordings.languages[i].find(tokens, true);
    BOOST_TEST(std::ranges::equal(one, other, [](const PhraseHit& a, const PhraseHit& b) {
      return a.first == b.first && a.count == b.count && a.value == b.value && a.exact == b.exact;
    }));
  }
}

BOOST_AUTO_TEST_CASE(the_version_names_every_file_and_every_letter_but_not_the_folder) {
  const SmallRules rules;
  const auto version = digest_of_rules(rules.path);
  BOOST_TEST(version.size() == 64u);
  BOOST_TEST(loaded(rules.path).version == version);
  const auto moved = fs::path(rules.path.string() + "-moved");
  fs::copy(rules.path, moved, fs::copy_options::recursive);
  BOOST_TEST(digest_of_rules(moved) == version);
  fs::rename(moved / "locales/countries/YY.yaml", moved / "locales/countries/ZZ.yaml");
  BOOST_TEST(digest_of_rules(moved) != version);
  fs::remove_all(moved);
  rules.write("parsers/weights.yaml", "weights: {label: -1.26}\n");
  BOOST_TEST(digest_of_rules(rules.path) != version);
}

BOOST_AUTO_TEST_CASE(a_written_book_is_used_until_the_files_change) {
  const SmallRules rules;
  const auto cache = rules.path / "rules.cache";
  auto book = loaded(rules.path);
  book.languages.front().ocr_model = "of the cache";
  BOOST_TEST_REQUIRE(write_book(book, cache).has_value());
  BOOST_TEST(loaded(rules.path).languages.front().ocr_model == "of the cache");
  rules.write("locales/xx/language.yaml", "language: xx\nsources: [b]\n");
  BOOST_TEST(loaded(rules.path).languages.front().ocr_model == "Latin");
}

BOOST_AUTO_TEST_CASE(a_book_that_cannot_be_written_is_an_error_with_its_file) {
  const auto written = write_book(RuleBook{}, "/nowhere/at/all/rules.cache");
  BOOST_TEST_REQUIRE(!written.has_value());
  BOOST_TEST(written.error().where == "/nowhere/at/all/rules.cache");
}
