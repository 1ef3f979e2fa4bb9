#pragma once
// Lines that a photo shows bent or fanned, made level again.

#include <opencv2/core.hpp>
#include <optional>

#include "read/deskew.hpp"

namespace domicile {

/// Where the pixels of a page with level lines lie in the picture that was taken: for each node of a coarse
/// grid over the page, how far below its own place, as a share of the picture's height. Pixels move up and
/// down only.
struct Bend {
  cv::Mat1f below;
};

/// How the lines of a page bend: paper that curls, a sheet taken aslant whose corners were not found. The
/// slopes of pieces of lines, a dozen letters each, are fitted by a polynomial over the page (weighted least
/// squares with a ridge, outliers dropped) and followed from the middle of the page to its edges. After
/// Ulges, Lampert and Breuel, "Document image dewarping using robust estimation of curled text lines" (ICDAR
/// 2005), with one surface in place of a baseline a line.
///
/// `marks` are those of an upright page. Nothing where the text leaves its height by less than 0.3 of a small
/// letter (root of the mean square), where too few lines are there to tell, or where the fit explains them
/// badly.
[[nodiscard]] std::optional<Bend> find_bend(const Marks& marks);

/// `picture`, the page that `bend` was found on or another of its shape, with level lines; of the same size.
/// What lies outside the picture is white.
[[nodiscard]] cv::Mat straightened(const cv::Mat& picture, const Bend& bend);

}  // namespace domicile
