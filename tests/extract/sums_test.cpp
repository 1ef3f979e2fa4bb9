#include "extract/sums.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "typed_page.hpp"

using namespace domicile;
using domicile::tests::typed_page;

BOOST_AUTO_TEST_SUITE(sums)

BOOST_AUTO_TEST_CASE(an_amount_that_is_the_sum_of_those_above_it_is_found_whatever_they_are_called) {
  struct Case {
    std::string about;
    std::vector<std::string> lines;
    bool adds_up;
  };
  const std::vector<Case> cases = {
      {"net, tax and what they make",
       {"Netto          59,40", "VAT            11,29", "Razem          70,69"},
       true},
      {"a discount with its sign",
       {"Energy         20.00", "Discount       -5.00", "               15.00"},
       true},
      {"a tax whose label reaches its amount",
       {"A              10.00", "VAT at 20 %:    2.00", "B              12.00"},
       true},
      {"prices of a leaflet", {"Energy        0,28", "Base          9,90", "Extra        12,50"}, false},
      {"one amount said twice", {"Due          70,69", "Total        70,69"}, false},
      {"nothing and an amount", {"A             0.00", "B            12.00", "C            12.00"}, false},
      {"amounts of different columns", {"10.00", "        20.00", "                 30.00"}, false}};
  for (const auto& c : cases)
    BOOST_TEST(extract::adds_up(layout::arrange({typed_page(c.lines)})) == c.adds_up, c.about);
}

BOOST_AUTO_TEST_CASE(lines_to_write_on_and_boxes_to_tick_are_counted) {
  const auto page =
      typed_page({"Name  ____________", "☐ I accept", "Signature ________", "Due __", "Total 12.00"});
  BOOST_TEST(extract::blanks_to_fill(layout::arrange({page})) == 3);
}

BOOST_AUTO_TEST_SUITE_END()
