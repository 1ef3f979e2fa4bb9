#include "read/ocr.hpp"

#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <utility>

#include "base/text.hpp"

namespace domicile {
namespace {

using tesseract::TessBaseAPI;

Result<std::unique_ptr<TessBaseAPI>> load(const std::string& directory, const std::string& model) {
  const auto file = std::filesystem::path(directory) / (model + ".traineddata");
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored))
    return fail(ErrorCode::rules_invalid, file.string(), "The OCR model '" + model + "' is not installed.",
                "Install Debian's package of that model, or name another tessdata directory.");
  auto api = std::make_unique<TessBaseAPI>();
  if (api->Init(directory.c_str(), model.c_str(), tesseract::OEM_LSTM_ONLY) != 0)
    return fail(ErrorCode::rules_invalid, file.string(), "The OCR model '" + model + "' can't be loaded.",
                "Reinstall the package that it came from.");
  api->SetVariable("tessedit_do_invert", "0");
  api->SetVariable("debug_file", "/dev/null");
  return api;
}

/// Tesseract's results in pixels of the picture that it was given → words in fractions of the page.
struct Frame {
  cv::Point offset;
  double scale;  ///< pixels given to Tesseract for one of the page
  cv::Size page;

  Box box(int left, int top, int right, int bottom) const {
    const auto x = [&](int value) { return std::clamp((value / scale + offset.x) / page.width, 0.0, 1.0); };
    const auto y = [&](int value) { return std::clamp((value / scale + offset.y) / page.height, 0.0, 1.0); };
    return {x(left), y(top), x(right), y(bottom)};
  }
};

std::vector<Word> words_of(TessBaseAPI& api, const Frame& frame, double dpi) {
  std::vector<Word> words;
  const std::unique_ptr<tesseract::ResultIterator> it(api.GetIterator());
  if (!it) return words;
  constexpr auto level = tesseract::RIL_WORD;
  do {
    const std::unique_ptr<char[]> utf8(it->GetUTF8Text(level));
    int left = 0, top = 0, right = 0, bottom = 0;
    if (!utf8 || !it->BoundingBox(level, &left, &top, &right, &bottom)) continue;
    Word word;
    word.text = squeeze(without_controls(to_nfc(utf8.get())));
    if (word.text.empty()) continue;
    word.box = frame.box(left, top, right, bottom);
    word.confidence = std::clamp(it->Confidence(level) / 100.0, 0.0, 1.0);
    word.source = WordSource::ocr;
    if (dpi > 0) word.height_pt = (bottom - top) / frame.scale / dpi * 72;
    words.push_back(std::move(word));
  } while (it->Next(level));
  return words;
}

}  // namespace

struct OcrEngine::Models {
  std::string directory;
  std::map<std::string, std::unique_ptr<TessBaseAPI>> loaded;
  std::string missing;

  Result<TessBaseAPI*> get(const std::string& model) {
    auto& slot = loaded[model];
    if (!slot) {
      auto api = load(directory, model);
      if (!api) {
        missing = model;
        return std::unexpected(api.error());
      }
      slot = std::move(*api);
    }
    return slot.get();
  }
};

OcrEngine::OcrEngine(std::string tessdata_directory)
    : models_(std::make_unique<Models>(Models{std::move(tessdata_directory), {}, {}})) {}
OcrEngine::~OcrEngine() = default;
OcrEngine::OcrEngine(OcrEngine&&) noexcept = default;
OcrEngine& OcrEngine::operator=(OcrEngine&&) noexcept = default;

std::string OcrEngine::take_missing_model() { return std::exchange(models_->missing, {}); }

Result<void> OcrEngine::warm(const std::string& model) {
  if (auto api = models_->get(model); !api) return std::unexpected(api.error());
  return {};
}

Result<std::vector<Word>> OcrEngine::recognise(const cv::Mat& grey, double dpi, const Box& region,
                                               const std::vector<std::string>& models, bool /*thorough*/) {
  if (grey.empty() || grey.type() != CV_8UC1)
    return fail(ErrorCode::internal_defect, "ocr", "OCR was given a picture that is not grey.");
  auto api = models_->get(models.empty() ? "Latin" : models.front());
  if (!api) return std::unexpected(api.error());
  const cv::Rect page(0, 0, grey.cols, grey.rows);
  const cv::Rect part = cv::Rect(cv::Point(static_cast<int>(std::floor(region.x0 * grey.cols)),
                                           static_cast<int>(std::floor(region.y0 * grey.rows))),
                                 cv::Point(static_cast<int>(std::ceil(region.x1 * grey.cols)),
                                           static_cast<int>(std::ceil(region.y1 * grey.rows)))) &
                        page;
  if (part.width < 3 || part.height < 3) return std::vector<Word>{};
  const cv::Mat pixels = grey(part);
  TessBaseAPI& tesseract = **api;
  tesseract.SetPageSegMode(tesseract::PSM_AUTO);
  tesseract.SetImage(pixels.data, pixels.cols, pixels.rows, 1, static_cast<int>(pixels.step));
  tesseract.SetSourceResolution(dpi > 0 ? static_cast<int>(std::lround(dpi)) : 300);
  std::vector<Word> words;
  if (tesseract.Recognize(nullptr) == 0) words = words_of(tesseract, {part.tl(), 1.0, grey.size()}, dpi);
  tesseract.Clear();
  return words;
}

Result<double> OcrEngine::legibility(const cv::Mat& strip, const std::string& model) {
  auto words = recognise(strip, 0, whole_page, {model}, false);
  if (!words) return std::unexpected(words.error());
  double sum = 0;
  for (const Word& word : *words) {
    const auto shares = character_shares(word.text);
    const double letters = static_cast<double>(to_utf32(word.text).size()) * (shares.letters + shares.digits);
    sum += letters * word.confidence;
  }
  return sum;
}

}  // namespace domicile
