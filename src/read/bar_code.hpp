#pragma once
// Bar codes, told from print by their strokes. What a reader has gathered of one differs, and so does what
// else it could be: there is a question for each.

#include <opencv2/core.hpp>
#include <vector>

namespace domicile::read {

/// Whether `marks`, the letters or strokes of one line within `box`, are the post's bar code below an
/// address: slender, all as thin as one another, next to the height of the line. Letters of small type are as
/// even, but not as slender.
[[nodiscard]] bool is_bar_code_line(const cv::Rect& box, const std::vector<cv::Rect>& marks);

/// Whether `marks`, whatever print lies close together within `box`, are a bar code: strokes, thick and thin,
/// that all cross the middle of their row. Several lines of print do not, and of one line the letters are
/// wider.
[[nodiscard]] bool is_bar_code_block(const cv::Rect& box, const std::vector<cv::Rect>& marks);

}  // namespace domicile::read
