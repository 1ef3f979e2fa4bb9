#pragma once
// Decoded pixels inside the read room.

#include <opencv2/core.hpp>
#include <string>

namespace domicile::read {

/// 8-bit pixels as OpenCV holds them: one channel grey, or three channels in BGR order. Never with alpha.
using Pixels = cv::Mat;

/// One decoded picture as it lay in its file, not yet upright.
struct DecodedPicture {
  Pixels pixels;             ///< never empty
  double dpi = 0;            ///< as the file says; 0 where it does not, or says nonsense
  int exif_orientation = 1;  ///< 1..8; 1 where the decoder has turned it already
  bool damaged = false;      ///< the decoder complained: part of the picture may be missing
  std::string camera;        ///< EXIF make and model; untrusted
  std::string software;      ///< EXIF software; untrusted
};

}  // namespace domicile::read
