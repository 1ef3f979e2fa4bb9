#include <algorithm>
#include <map>
#include <utility>

#include "read/image_decode.hpp"
#include "read/session.hpp"

namespace domicile::read {
namespace {

constexpr double a4_height_in = 11.69;

struct PicturePage {
  Upright upright;
  Prepared prepared;  ///< of `upright`
  double dpi = 0;     ///< of `upright`; assumes A4 where nothing says
  bool damaged = false;
};

class PictureSession : public PageReader {
 public:
  PictureSession(std::string untrusted_bytes, MediaType type, int pages, const Limits& limits,
                 const ReadOptions& options)
      : bytes_(std::move(untrusted_bytes)),
        type_(type),
        page_count_(pages),
        limits_(limits),
        engine_(options) {}

  Result<Overview> overview() override;
  Result<Page> words(const WordsRequest& request) override;
  Result<Picture> picture(const PictureRequest& request) override;

 private:
  Result<const PicturePage*> page(int number);

  std::string bytes_;
  MediaType type_;
  int page_count_;
  Limits limits_;
  LazyEngine engine_;
  ScriptChoice script_;
  std::map<int, DecodedPicture> decoded_;
  std::map<int, PicturePage> pages_;
};

Result<Overview> PictureSession::overview() {
  Overview overview;
  overview.media_type = name_of(type_);
  overview.pages = page_count_;
  if (!decoded_.contains(1) && !pages_.contains(1)) {
    auto first = decode_picture(bytes_, type_, 1, limits_);
    if (!first) return std::unexpected(first.error());
    overview.producer = first->software;
    overview.creator = first->camera;
    decoded_.emplace(1, std::move(*first));
  }
  return overview;
}

Result<const PicturePage*> PictureSession::page(int number) {
  if (auto checked = check_page_number(number, page_count_, limits_); !checked) {
    return std::unexpected(checked.error());
  }
  if (const auto known = pages_.find(number); known != pages_.end()) return &known->second;
  if (!decoded_.contains(number)) {
    auto decoded = decode_picture(bytes_, type_, number, limits_);
    if (!decoded) return std::unexpected(decoded.error());
    decoded_.emplace(number, std::move(*decoded));
  }
  const DecodedPicture decoded = std::move(decoded_.extract(number).mapped());
  if (auto checked = check_shape(decoded.pixels, number); !checked) return std::unexpected(checked.error());
  auto upright = make_upright(decoded.pixels, decoded.dpi, decoded.exif_orientation, engine_.get());
  if (!upright) return std::unexpected(upright.error());
  PicturePage page;
  page.upright = std::move(*upright);
  page.prepared = prepare_for_ocr(page.upright.grey, page.upright.marks);
  page.dpi = page.upright.dpi > 0 ? page.upright.dpi
                                  : std::max(page.upright.grey.rows, page.upright.grey.cols) / a4_height_in;
  page.damaged = decoded.damaged;
  return &pages_.emplace(number, std::move(page)).first->second;
}

Result<Page> PictureSession::words(const WordsRequest& request) {
  const auto found = page(request.page);
  if (!found) return std::unexpected(found.error());
  const PicturePage& page = **found;
  Page result;
  result.number = request.page;
  result.width_pt = page.upright.grey.cols * 72.0 / page.dpi;
  result.height_pt = page.upright.grey.rows * 72.0 / page.dpi;
  result.source = WordSource::ocr;
  result.regions_read = {request.region};
  result.quality = page.upright.quality;
  result.rotation_degrees = page.upright.rotation_degrees;
  if (page.damaged) add_problem(result.quality, "decoder_warnings");
  if (request.source == WordsRequest::Source::text_layer) return result;
  choose_script(script_, request, engine_.get());
  auto words =
      engine_.get().recognise(page.prepared, page.upright.dpi, request.region, script_, request.look);
  if (!words) return std::unexpected(words.error());
  result.words = std::move(*words);
  return result;
}

Result<Picture> PictureSession::picture(const PictureRequest& request) {
  const auto found = page(request.page);
  if (!found) return std::unexpected(found.error());
  return cut_out((*found)->upright.colour(), (*found)->dpi, request.region, std::clamp(request.dpi, 20, 600),
                 request.colour);
}

}  // namespace

Result<std::unique_ptr<PageReader>> open_picture_session(std::string untrusted_bytes, MediaType type,
                                                         const Limits& limits, const ReadOptions& options) {
  const auto pages = count_pictures(untrusted_bytes, type, limits);
  if (!pages) return std::unexpected(pages.error());
  return std::make_unique<PictureSession>(std::move(untrusted_bytes), type, *pages, limits, options);
}

}  // namespace domicile::read
