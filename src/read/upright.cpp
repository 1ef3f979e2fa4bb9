#include "read/upright.hpp"

#include <opencv2/imgproc.hpp>

namespace domicile {

Result<Upright> make_upright(const cv::Mat& picture, double dpi, int /*exif_orientation*/, OcrEngine& /*engine*/) {
  if (picture.empty() || picture.depth() != CV_8U || (picture.channels() != 1 && picture.channels() != 3))
    return fail(ErrorCode::internal_defect, "picture", "The picture has no pixels, or not of 8 bits.");
  Upright page;
  page.colour = picture;
  if (picture.channels() == 3)
    cv::cvtColor(picture, page.grey, cv::COLOR_BGR2GRAY);
  else
    page.grey = picture;
  page.dpi = dpi;
  return page;
}

}  // namespace domicile
