#pragma once
// Which way up a page is.

#include <opencv2/core.hpp>
#include <vector>

#include "base/error.hpp"
#include "read/deskew.hpp"
#include "read/ocr.hpp"

namespace domicile {

/// Whether text stands upright (positive) or on its head (negative), from ascenders and descenders alone:
/// letters that rise above their neighbours outnumber those that hang below by about four to one in every
/// script with lower case. In standard deviations: beyond +-4 it can be relied on; capitals, digits and
/// Japanese give about 0. `boxes` are the marks of a page whose lines lie level.
[[nodiscard]] double upright_evidence(const std::vector<cv::Rect>& boxes);

/// By how many quarters to turn a page counter-clockwise, 0..3, whose lines have been brought level: `lines`
/// is how they lay before that, `marks` are those of the level page.
///
/// Ascenders tell where they can; what they leave open is found by reading a few letters in every direction
/// that is left. A page on which nothing tells stays as it lay. Fails as `engine` does.
[[nodiscard]] Result<int> find_quarters(const cv::Mat& level, const Marks& marks, const LineDirection& lines,
                                        OcrEngine& engine);

}  // namespace domicile
