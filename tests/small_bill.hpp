#pragma once
// A plain electricity bill as a small PDF, with the account that it proves.

#include <string>
#include <vector>

#include "read/pdf_maker.hpp"

namespace domicile::tests {

inline constexpr const char* bill_account =
    R"({"id": "A-1042", "name": "Eleanor J. Whitfield",
        "address": {"line1": "1182 Maplewood Ave", "line2": "Apt 4B", "city": "Columbus", "region": "OH",
                    "postcode": "43206", "country": "US"}})";
inline constexpr const char* bill_issued = "2026-11-03";

/// `holder` in the window of the bill.
inline std::string small_bill(const std::string& holder = "ELEANOR J WHITFIELD") {
  struct Line {
    double x, y;
    std::string text;
  };
  const std::vector<Line> lines{{50, 750, "Northfield Power & Light"},
                                {50, 735, "www.northfieldpower.com"},
                                {50, 690, "Electricity bill"},
                                {350, 690, "Bill date"},
                                {450, 690, "November 3, 2026"},
                                {350, 675, "Due date"},
                                {450, 675, "November 24, 2026"},
                                {350, 660, "Account number"},
                                {450, 660, "338 673 458"},
                                {50, 630, holder},
                                {50, 615, "1182 MAPLEWOOD AVE APT 4B"},
                                {50, 600, "COLUMBUS OH 43206-1234"},
                                {50, 540, "Your electricity usage"},
                                {50, 525, "Meter reading 2345 kWh"},
                                {50, 510, "Energy charge 471 kWh"},
                                {350, 510, "$48.52"},
                                {50, 495, "Delivery charge 471 kWh"},
                                {350, 495, "$31.10"},
                                {50, 480, "Total amount due"},
                                {350, 480, "$79.62"}};
  std::string content;
  for (const auto& line : lines) content += test::line_of_text(line.x, line.y, line.text) + "\n";
  return test::make_pdf({{content}});
}

}  // namespace domicile::tests
