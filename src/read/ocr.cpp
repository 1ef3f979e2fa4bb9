#include "read/ocr.hpp"

#include <unicode/uscript.h>

#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "read/ocr_model.hpp"
#include "read/ocr_prepare.hpp"

namespace domicile {
namespace {

using tesseract::TessBaseAPI;

const std::string widest_model = "Latin";

Result<std::unique_ptr<TessBaseAPI>> load(const std::string& directory, const std::string& model) {
  const auto bytes = model_bytes(directory, model);
  if (!bytes) return std::unexpected(bytes.error());
  auto api = std::make_unique<TessBaseAPI>();
  if (api->Init(bytes->data(), static_cast<int>(bytes->size()), model.c_str(), tesseract::OEM_LSTM_ONLY,
                nullptr, 0, nullptr, nullptr, false, nullptr) != 0)
    return fail(ErrorCode::rules_invalid, directory, "The OCR model '" + model + "' can't be loaded.",
                "Reinstall the package that it came from.");
  api->SetVariable("tessedit_do_invert", "0");  // `dark_on_light` has done it, once and only where needed
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

std::vector<Word> read(TessBaseAPI& api, const Prepared& part, const Frame& frame, double dpi,
                       tesseract::PageSegMode layout) {
  api.SetPageSegMode(layout);
  api.SetImage(part.pixels.data, part.pixels.cols, part.pixels.rows, 1, static_cast<int>(part.pixels.step));
  // Tesseract derives widths of gaps and rules from it: what counts is the size of the letters.
  api.SetSourceResolution(std::clamp(static_cast<int>(part.x_height_px * part.scale * 14), 100, 600));
  std::vector<Word> words;
  if (api.Recognize(nullptr) == 0) words = words_of(api, frame, dpi);
  api.Clear();
  return words;
}

double letters_of(const Word& word) {
  const auto shares = character_shares(word.text);
  return static_cast<double>(to_utf32(word.text).size()) * (shares.letters + shares.digits);
}

/// Letters and digits read, and the mean confidence of each.
struct Yield {
  double letters = 0;
  double confidence = 0;
  double foreign = 0;  ///< letters of another alphabet than Latin
};

Yield yield_of(const std::vector<Word>& words) {
  Yield yield;
  for (const Word& word : words) {
    const double letters = letters_of(word);
    yield.letters += letters;
    yield.confidence += letters * word.confidence;
    for (const char32_t c : to_utf32(word.text)) {
      UErrorCode status = U_ZERO_ERROR;
      const auto script = uscript_getScript(static_cast<UChar32>(c), &status);
      yield.foreign += script != USCRIPT_LATIN && script != USCRIPT_COMMON && script != USCRIPT_INHERITED;
    }
  }
  if (yield.letters > 0) yield.confidence /= yield.letters;
  return yield;
}

/// Adds the words of `second` where `first` has none, or has one that it doubted much more.
void merge(std::vector<Word>& first, const std::vector<Word>& second) {
  constexpr double same_place = 0.3;
  constexpr double believable = 0.5;
  constexpr double much_better = 0.15;
  std::vector<Word> added;
  for (const Word& word : second) {
    if (word.confidence < believable) continue;
    std::vector<std::size_t> rivals;
    double best_rival = 0;
    for (std::size_t i = 0; i < first.size(); ++i) {
      if (std::max(share_inside(word.box, first[i].box), share_inside(first[i].box, word.box)) < same_place)
        continue;
      rivals.push_back(i);
      best_rival = std::max(best_rival, first[i].confidence);
    }
    if (rivals.empty())
      added.push_back(word);
    else if (rivals.size() == 1 && word.confidence > best_rival + much_better)
      first[rivals.front()] = word;
  }
  first.insert(first.end(), added.begin(), added.end());
}

/// A page in a script that the widest model lacks comes out as Latin letters that it doubts.
bool is_another_script(const Yield& yield) {
  constexpr double plenty_of_letters = 40;
  constexpr double doubted = 0.72;
  return yield.letters >= plenty_of_letters && yield.confidence < doubted;
}

cv::Rect pixels_of(const Box& region, const cv::Size& page) {
  const cv::Point from(static_cast<int>(std::floor(region.x0 * page.width)),
                       static_cast<int>(std::floor(region.y0 * page.height)));
  const cv::Point to(static_cast<int>(std::ceil(region.x1 * page.width)),
                     static_cast<int>(std::ceil(region.y1 * page.height)));
  return cv::Rect(from, to) & cv::Rect({}, page);
}

/// The quarter of the height of `part` in which a line of text is likeliest to tell the script: the middle.
cv::Mat sample_of(const cv::Mat& part) {
  constexpr int enough_rows = 400;
  if (part.rows <= enough_rows) return part;
  return part.rowRange(part.rows / 3,
                       std::min(part.rows, part.rows / 3 + std::max(enough_rows, part.rows / 6)));
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

  Result<Yield> try_on(const cv::Mat& strip, const std::string& model) {
    const auto api = get(model);
    if (!api) return std::unexpected(api.error());
    const Prepared prepared = prepare_for_ocr(strip);
    if (!prepared.has_text) return Yield{};
    return yield_of(read(**api, prepared, {{}, prepared.scale, strip.size()}, 0, tesseract::PSM_AUTO));
  }

  /// The installed model that is surest of `sample`; the widest one where none is clearly surer.
  Result<std::string> for_script_of(const cv::Mat& sample) {
    const auto latin = try_on(sample, widest_model);
    if (!latin) return std::unexpected(latin.error());
    constexpr double clearly = 0.12;
    std::string best = widest_model;
    double best_confidence = latin->confidence + clearly;
    for (const std::string model : {"rus", "ukr", "ell", "jpn"}) {
      const auto yield = try_on(sample, model);
      if (!yield) continue;  // not installed: nothing is lost against what has been read
      // Every model knows Latin letters too: it has to find its own.
      const bool own_script = yield->foreign > 0.5 * yield->letters;
      if (own_script && yield->letters > 0.3 * latin->letters && yield->confidence > best_confidence) {
        best = model;
        best_confidence = yield->confidence;
      }
    }
    return best;
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
                                               const std::vector<std::string>& models, bool thorough) {
  if (grey.empty() || grey.type() != CV_8UC1)
    return fail(ErrorCode::internal_defect, "ocr", "OCR was given a picture that is not grey.");
  const cv::Rect part = pixels_of(region, grey.size());
  if (part.width < 3 || part.height < 3) return std::vector<Word>{};
  const Prepared prepared = prepare_for_ocr(grey(part));
  if (!prepared.has_text) return std::vector<Word>{};
  const Frame frame{part.tl(), prepared.scale, grey.size()};
  const auto layout = prepared.single_line ? tesseract::PSM_SINGLE_BLOCK : tesseract::PSM_AUTO;

  std::string model = models.empty() ? widest_model : models.front();
  auto api = models_->get(model);
  if (!api) return std::unexpected(api.error());
  std::vector<Word> words = read(**api, prepared, frame, dpi, layout);
  if (model == widest_model && is_another_script(yield_of(words))) {
    auto better = models_->for_script_of(sample_of(grey(part)));
    if (!better) return std::unexpected(better.error());
    if (*better != model) {
      api = models_->get(model = *better);
      if (!api) return std::unexpected(api.error());
      words = read(**api, prepared, frame, dpi, layout);
    }
  }
  if (thorough) merge(words, read(**api, prepared, frame, dpi, tesseract::PSM_SPARSE_TEXT));
  return words;
}

Result<double> OcrEngine::legibility(const cv::Mat& strip, const std::string& model) {
  const auto yield = models_->try_on(strip, model);
  if (!yield) return std::unexpected(yield.error());
  return yield->letters * yield->confidence;
}

}  // namespace domicile
