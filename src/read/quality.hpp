#pragma once
// How well a picture of a page can be read, and what spoils it.

#include <opencv2/core.hpp>

#include "model/page.hpp"
#include "read/background.hpp"
#include "read/deskew.hpp"

namespace domicile {

/// Judges a page from the upright `grey` before its light was evened, the marks on it and the light measured
/// in the picture as it came. `x_height_px` is that of the picture as it came, before any enlargement.
/// Score 1 reads as well as a clean scan, 0.5 with words wrong, under 0.2 hardly at all; problems by harm.
/// A page without text has score 1 and at most problems of light: emptiness is not a quality.
[[nodiscard]] Quality judge_quality(const cv::Mat& grey, const Marks& marks, const Light& light,
                                    double x_height_px);

}  // namespace domicile
