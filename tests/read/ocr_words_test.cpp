#include "read/ocr_words.hpp"

#include <boost/test/unit_test.hpp>

using namespace domicile;

namespace {

// Five signs of a line, 30 pixels high from 100 on, of which two got the box of the whole line and one that
// of a stroke.
std::vector<Symbol> line() {
  return {{0, 100, 28, 130, true},   {30, 92, 58, 140, true},   {60, 101, 88, 131, true},
          {90, 118, 118, 120, true}, {120, 99, 148, 129, true}, {150, 92, 178, 140, true},
          {180, 100, 208, 130, true}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ocr_words)

BOOST_AUTO_TEST_CASE(a_word_of_ideographs_stands_as_high_as_the_signs_around_it) {
  const Symbol signs[] = {{30, 92, 58, 140, false}, {90, 118, 118, 120, false}, {60, 101, 178, 131, false}};
  for (const Symbol& word : signs) {
    const Symbol placed = levelled(word, true, line());
    BOOST_TEST(placed.top >= 99);
    BOOST_TEST(placed.top <= 101);
    BOOST_TEST(placed.bottom >= 129);
    BOOST_TEST(placed.bottom <= 131);
    BOOST_TEST(placed.left == word.left);
    BOOST_TEST(placed.right == word.right);
  }
}

BOOST_AUTO_TEST_CASE(a_number_among_ideographs_is_moved_only_where_it_is_far_too_high_or_low) {
  BOOST_TEST(levelled({30, 104, 58, 129, false}, false, line()).top == 104);
  BOOST_TEST(levelled({30, 92, 58, 140, false}, false, line()).top == 100);
}

BOOST_AUTO_TEST_CASE(a_word_stays_where_hardly_a_sign_stands_in_its_line) {
  const std::vector<Symbol> latin{
      {0, 100, 28, 130, false}, {30, 92, 58, 140, true}, {60, 100, 88, 130, false}};
  BOOST_TEST(levelled({30, 92, 58, 140, false}, true, latin).top == 92);
}

BOOST_AUTO_TEST_SUITE_END()
