#include "match/name_spelling.hpp"

#include <boost/test/unit_test.hpp>

#include "match/name_book.hpp"

using namespace domicile;
using namespace domicile::match;

namespace {

bool otherwise(std::string_view a, std::string_view b) {
  static Romaniser romaniser;
  static const NameLexicon lexicon(test::name_book(), romaniser);
  return written_otherwise(a, b, lexicon, {~std::uint64_t{0}, false});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(name_spelling)

BOOST_AUTO_TEST_CASE(habits_of_one_language_explain_a_difference) {
  BOOST_TEST(otherwise("khachaturyan", "khachaturian"));
  BOOST_TEST(otherwise("mueller", "muller"));
  BOOST_TEST(otherwise("shcherbakov", "schtscherbakow"));
  BOOST_TEST(!otherwise("petrov", "petrova"));
}

BOOST_AUTO_TEST_CASE(likeness_falls_with_every_wrong_letter) {
  BOOST_TEST(likeness("whitfield", "whitfield") == 1);
  BOOST_TEST(likeness("whitfield", "whitfeild") > likeness("whitfield", "whatfeild"));
  BOOST_TEST(likeness("mario", "maria") < likeness("osama", "usama"));
  BOOST_TEST(likeness("smith", "ostermann") == 0);
}

BOOST_AUTO_TEST_CASE(scanners_confuse_shapes_not_sounds) {
  BOOST_TEST(confused_by_scanner("whitfie1d", "whitfield"));
  BOOST_TEST(confused_by_scanner("bamard", "barnard"));
  BOOST_TEST(!confused_by_scanner("smith", "smyth"));
}

BOOST_AUTO_TEST_CASE(every_alphabet_becomes_latin) {
  const Romaniser romaniser;
  BOOST_TEST(romaniser.keys("Юлия").front() == "yuliya");
  BOOST_TEST(romaniser.keys("Παπαδόπουλος").front() == "papadopoulos");
  BOOST_TEST(romaniser.keys("ÆRØSKØBING").front() == "aeroskobing");
  BOOST_TEST(romaniser.keys("王小明").size() == 3U);
  BOOST_TEST(romaniser.reading("王") == "wang");
}

BOOST_AUTO_TEST_SUITE_END()
