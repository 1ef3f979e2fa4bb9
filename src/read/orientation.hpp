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

/// The turn that brings `grey` upright: degrees counter-clockwise, -180..180, skew included.
struct Turn {
  double degrees = 0;
  bool certain = false;  ///< false where the page has too little text to tell; then degrees is the skew alone
};

/// Decides from the direction of lines, from ascenders, and where these leave it open by reading one strip of
/// the page in every direction that is left. Fails as `engine` does.
[[nodiscard]] Result<Turn> find_turn(const cv::Mat& grey, const Marks& marks, OcrEngine& engine);

}  // namespace domicile
