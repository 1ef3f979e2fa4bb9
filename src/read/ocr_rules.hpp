#pragma once
// The ruled lines of tables, boxes and underlines.

#include <opencv2/core.hpp>

namespace domicile {

/// `grey` (8-bit, dark on light) with straight level and upright lines painted white where they are longer
/// than any stroke of a letter. Tesseract takes cells of tables for pictures and drops their text; letters
/// that touch a line are read wrongly. `x_height_px` is the height of small letters. Returns `grey` itself
/// where there is no such line.
[[nodiscard]] cv::Mat without_rules(const cv::Mat& grey, double x_height_px);

}  // namespace domicile
