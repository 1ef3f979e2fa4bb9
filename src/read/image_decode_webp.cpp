#include <webp/decode.h>
#include <webp/demux.h>

#include <memory>

#include "read/image_decode_exif.hpp"
#include "read/image_decode_formats.hpp"

namespace domicile::read {
namespace {

using Demuxer = std::unique_ptr<WebPDemuxer, decltype(&WebPDemuxDelete)>;

std::string_view view(const WebPData& data) { return {reinterpret_cast<const char*>(data.bytes), data.size}; }

void read_exif_chunk(const WebPDemuxer* demuxer, DecodedPicture& picture) {
  WebPChunkIterator chunk{};
  if (WebPDemuxGetChunk(demuxer, "EXIF", 1, &chunk) != 0) {
    const Exif exif = read_exif(view(chunk.chunk));
    picture.exif_orientation = exif.orientation;
    picture.camera = exif.camera;
    picture.software = exif.software;
  }
  WebPDemuxReleaseChunkIterator(&chunk);
}

Result<DecodedPicture> decode_frame(std::string_view frame, const Limits& limits) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(frame.data());
  WebPBitstreamFeatures features;
  if (WebPGetFeatures(bytes, frame.size(), &features) != VP8_STATUS_OK) return damaged_picture();
  if (auto checked = check_size(features.width, features.height, limits); !checked) {
    return std::unexpected(checked.error());
  }
  DecodedPicture picture;
  cv::Mat pixels(features.height, features.width, features.has_alpha != 0 ? CV_8UC4 : CV_8UC3,
                 cv::Scalar::all(255));
  const auto size = pixels.total() * pixels.elemSize();
  const auto stride = static_cast<int>(pixels.step[0]);
  const bool read = features.has_alpha != 0
                        ? WebPDecodeBGRAInto(bytes, frame.size(), pixels.data, size, stride) != nullptr
                        : WebPDecodeBGRInto(bytes, frame.size(), pixels.data, size, stride) != nullptr;
  if (!read) return damaged_picture();
  picture.pixels = features.has_alpha != 0 ? over_white(pixels) : pixels;
  return picture;
}

}  // namespace

Result<DecodedPicture> decode_webp(std::string_view untrusted_bytes, const Limits& limits) {
  const WebPData data{reinterpret_cast<const std::uint8_t*>(untrusted_bytes.data()), untrusted_bytes.size()};
  const Demuxer demuxer(WebPDemux(&data), &WebPDemuxDelete);
  if (!demuxer) return decode_frame(untrusted_bytes, limits);
  // Of an animation the first frame is read: a document does not move.
  WebPIterator frame{};
  if (WebPDemuxGetFrame(demuxer.get(), 1, &frame) == 0) {
    WebPDemuxReleaseIterator(&frame);
    return damaged_picture();
  }
  auto picture = decode_frame(view(frame.fragment), limits);
  WebPDemuxReleaseIterator(&frame);
  if (picture) read_exif_chunk(demuxer.get(), *picture);
  return picture;
}

}  // namespace domicile::read
