#include "read/session.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace domicile::read {

OcrEngine& LazyEngine::get() {
  if (!options_.engine) options_.engine = std::make_shared<OcrEngine>(options_.tessdata_directory);
  return *options_.engine;
}

void choose_script(ScriptChoice& script, const WordsRequest& request, const OcrEngine& engine) {
  const auto model =
      std::ranges::find_if(request.models, [&](const std::string& name) { return engine.has(name); });
  if (model == request.models.end()) return;
  const bool known = request.source == WordsRequest::Source::ocr;
  if (known || *model != ScriptChoice{}.model) script = {.model = *model, .settled = true};
}

Picture to_picture(const Pixels& pixels, bool colour) {
  Pixels converted;
  if (colour) {
    cv::cvtColor(pixels, converted, pixels.channels() == 1 ? cv::COLOR_GRAY2RGB : cv::COLOR_BGR2RGB);
  } else if (pixels.channels() == 1) {
    converted = pixels.isContinuous() ? pixels : pixels.clone();
  } else {
    cv::cvtColor(pixels, converted, cv::COLOR_BGR2GRAY);
  }
  Picture picture;
  picture.width = converted.cols;
  picture.height = converted.rows;
  picture.channels = converted.channels();
  picture.samples.assign(converted.datastart, converted.datastart + converted.total() * converted.elemSize());
  return picture;
}

Picture cut_out(const Pixels& page, double page_dpi, const Box& region, int dpi, bool colour) {
  const auto column = [&](double share) { return std::clamp(share, 0.0, 1.0) * page.cols; };
  const auto row = [&](double share) { return std::clamp(share, 0.0, 1.0) * page.rows; };
  const int x0 = std::min(static_cast<int>(std::floor(column(region.x0))), page.cols - 1);
  const int y0 = std::min(static_cast<int>(std::floor(row(region.y0))), page.rows - 1);
  const int x1 = std::max(static_cast<int>(std::ceil(column(region.x1))), x0 + 1);
  const int y1 = std::max(static_cast<int>(std::ceil(row(region.y1))), y0 + 1);
  const Pixels part = page(cv::Rect(x0, y0, x1 - x0, y1 - y0));
  const double scale = page_dpi > 0 ? dpi / page_dpi : 1;
  if (std::abs(scale - 1) < 0.01) return to_picture(part.clone(), colour);
  constexpr double max_side = 12'000;
  const auto side = [&](int pixels) {
    return static_cast<int>(std::clamp(std::round(pixels * scale), 1.0, max_side));
  };
  Pixels scaled;
  cv::resize(part, scaled, cv::Size(side(part.cols), side(part.rows)), 0, 0,
             scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
  return to_picture(scaled, colour);
}

bool centre_inside(const Box& inner, const Box& region) {
  return inner.center_x() >= region.x0 && inner.center_x() <= region.x1 && inner.center_y() >= region.y0 &&
         inner.center_y() <= region.y1;
}

void add_problem(Quality& quality, const std::string& problem) {
  if (std::ranges::find(quality.problems, problem) == quality.problems.end())
    quality.problems.push_back(problem);
}

Result<void> check_page_number(int page, int pages, const Limits& limits) {
  if (page < 1 || page > pages) {
    return fail(ErrorCode::wrong_usage, "page " + std::to_string(page),
                "The document has " + std::to_string(pages) + " pages.");
  }
  if (page > limits.max_pages_read) {
    return fail(
        ErrorCode::too_many_pages, "page " + std::to_string(page),
        "Only the first " + std::to_string(limits.max_pages_read) + " pages are read (max_pages_read).");
  }
  return {};
}

Result<void> check_shape(const Pixels& picture, int page) {
  constexpr int longest_strip = 100;
  const auto [shorter, longer] = std::minmax(picture.cols, picture.rows);
  if (longer <= longest_strip * shorter) return {};
  return fail(ErrorCode::corrupt_document, "page " + std::to_string(page),
              "The page is a strip, too thin to be read.");
}

}  // namespace domicile::read
