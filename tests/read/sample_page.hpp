#pragma once
// The pages of tests/read/data as pixels, and what happens to pages on their way to a camera.

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "model/page.hpp"
#include "read/ocr.hpp"

namespace domicile::test {

/// A page of 14 lines of a bill, one light on dark, one faint; capital letters are 17 pixels high.
[[nodiscard]] cv::Mat latin_page();
/// Seven lines of Russian.
[[nodiscard]] cv::Mat cyrillic_page();

/// `page` on a dark table, seen at an angle and turned; its left half in shadow.
[[nodiscard]] cv::Mat photographed(const cv::Mat& page, double degrees);

/// One engine for all tests: models take their time to load.
[[nodiscard]] OcrEngine& engine();

/// Share of `expected` that stands among `words`.
[[nodiscard]] double share_found(const std::vector<Word>& words, const std::vector<std::string>& expected);

/// Words of the latin page from its beginning, its middle and its end.
inline const std::vector<std::string> latin_words{
    "Statement", "Eleanor", "Whitfield", "1182",     "Maplewood", "Avenue,",
    "Apartment", "4B",      "Columbus,", "Ohio",     "43206",     "Bill",
    "November",  "3,",      "2026",      "previous", "Thank",     "paying"};

}  // namespace domicile::test
