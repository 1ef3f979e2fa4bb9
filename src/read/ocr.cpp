#include "read/ocr.hpp"

#include <omp.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <tesseract/baseapi.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <map>
#include <opencv2/imgproc.hpp>
#include <ranges>
#include <span>
#include <utility>

#include "base/text.hpp"
#include "read/background.hpp"
#include "read/ocr_missed.hpp"
#include "read/ocr_model.hpp"
#include "read/ocr_numbers.hpp"
#include "read/ocr_prepare.hpp"
#include "read/ocr_words.hpp"
#include "read/printed_letters.hpp"

namespace domicile {
namespace {

using tesseract::TessBaseAPI;

const std::string widest_model = "Latin";
constexpr std::size_t fewest_letters = 2;

Result<std::unique_ptr<TessBaseAPI>> load(const std::string& directory, const std::string& model,
                                          std::span<const char> bytes) {
  auto api = std::make_unique<TessBaseAPI>();
  if (api->Init(bytes.data(), static_cast<int>(bytes.size()), model.c_str(), tesseract::OEM_LSTM_ONLY,
                nullptr, 0, nullptr, nullptr, false, nullptr) != 0)
    return fail(ErrorCode::rules_invalid, directory, "The OCR model '" + model + "' can't be loaded.",
                "Reinstall the package that it came from.");
  omp_set_max_active_levels(0);  // its threads cost more than they give, and a forked child has none
  api->SetVariable("tessedit_do_invert", "0");  // `dark_on_light` has done it, once and only where needed
  api->SetVariable("textord_all_prop", "1");    // the network finds the words of typewriter lines itself
  api->SetVariable("debug_file", "/dev/null");
  return api;
}

Result<std::unique_ptr<TessBaseAPI>> load(const std::string& directory, const std::string& model) {
  const auto bytes = model_bytes(directory, model);
  if (!bytes) return std::unexpected(bytes.error());
  return load(directory, model, *bytes);
}

/// A piece of a prepared page as Tesseract is given it.
struct Piece {
  cv::Mat pixels;
  Frame frame;
  double x_height_px;  ///< of `pixels`
  double dpi;          ///< of the page
};

/// Strokes a little wider and edges less hard: grain goes, and the network meets the letters anew.
void soften(Piece& piece) {
  constexpr double of_small_letters = 0.05;
  cv::Mat soft;
  cv::GaussianBlur(piece.pixels, soft, {}, std::clamp(of_small_letters * piece.x_height_px, 0.6, 1.4));
  piece.pixels = soft;
}

std::vector<Word> read(TessBaseAPI& api, const Piece& piece, tesseract::PageSegMode layout) {
  api.SetPageSegMode(layout);
  api.SetImage(piece.pixels.data, piece.pixels.cols, piece.pixels.rows, 1,
               static_cast<int>(piece.pixels.step));
  // Tesseract derives widths of gaps and rules from it: what counts is the size of the letters.
  api.SetSourceResolution(std::clamp(static_cast<int>(piece.x_height_px * 14), 100, 600));
  std::vector<Word> words;
  if (api.Recognize(nullptr) == 0) words = words_of(api, piece.frame, piece.dpi);
  api.Clear();
  return words;
}

double letters_of(const Word& word) {
  const auto shares = character_shares(word.text);
  return static_cast<double>(to_utf32(word.text).size()) * (shares.letters + shares.digits);
}

bool is_foreign(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const auto script = uscript_getScript(static_cast<UChar32>(c), &status);
  return script != USCRIPT_LATIN && script != USCRIPT_COMMON && script != USCRIPT_INHERITED;
}

struct Yield : Legibility {
  double alphabetic = 0;  ///< letters without digits
  double foreign = 0;     ///< of those, letters of another alphabet than Latin
  double in_words = 0;    ///< letters of words of four letters and more
  double believable = 0;  ///< of those, letters of words that are hardly doubted
};

Yield yield_of(const std::vector<Word>& words) {
  constexpr double hardly_doubted = 0.85;
  Yield yield;
  for (const Word& word : words) {
    const double letters = letters_of(word);
    yield.letters += letters;
    yield.confidence += letters * word.confidence;
    yield.foreign += static_cast<double>(std::ranges::count_if(to_utf32(word.text), is_foreign));
    yield.alphabetic += static_cast<double>(to_utf32(word.text).size()) * character_shares(word.text).letters;
    if (letters < 4 || character_shares(word.text).letters < 0.75) continue;
    yield.in_words += letters;
    if (word.confidence >= hardly_doubted) yield.believable += letters;
  }
  if (yield.letters > 0) yield.confidence /= yield.letters;
  return yield;
}

/// How sure a model is of what it read: of the letters, and of whole words, where one of another alphabet
/// finds few.
double sureness(const Yield& yield) {
  const double of_words = yield.in_words > 0 ? yield.believable / yield.in_words : 0;
  return (yield.confidence + of_words) / 2;
}

/// Adds the words of `second` where `first` has none, or has one that it doubted much more.
void merge(std::vector<Word>& first, const std::vector<Word>& second) {
  constexpr double believable = 0.5;
  constexpr double much_better = 0.15;
  constexpr double nonsense = 0.3;
  std::vector<Word> added;
  for (const Word& word : second) {
    if (word.confidence < believable) continue;
    std::vector<std::size_t> rivals;
    double best_rival = 0;
    for (std::size_t i = 0; i < first.size(); ++i) {
      if (!lie_over(word.box, first[i].box)) continue;
      rivals.push_back(i);
      best_rival = std::max(best_rival, first[i].confidence);
    }
    if (rivals.empty())
      added.push_back(word);
    else if (rivals.size() == 1 && word.confidence > best_rival + much_better)
      first[rivals.front()] = word;
    else if (best_rival < nonsense) {
      for (const std::size_t i : rivals | std::views::reverse)
        first.erase(first.begin() + static_cast<std::ptrdiff_t>(i));
      first.push_back(word);
    }
  }
  first.insert(first.end(), added.begin(), added.end());
}

/// The model of ideographs often says that it is sure of nothing where a sign of its own line is right.
bool stands_among_ideographs(const Word& word, const std::vector<Word>& words) {
  constexpr double sure = 0.5, widest_gap = 1.5;  // of the height
  if (!has_ideographs(word.text)) return false;
  const double height = word.box.height();
  return std::ranges::any_of(words, [&](const Word& other) {
    const double gap = std::max(word.box.x0, other.box.x0) - std::min(word.box.x1, other.box.x1);
    const double common = std::min(word.box.y1, other.box.y1) - std::max(word.box.y0, other.box.y0);
    return other.confidence > sure && has_ideographs(other.text) && gap < widest_gap * height &&
           common > 0.5 * std::max(height, other.box.height());
  });
}

/// Specks, pieces of rules and of pictures come out as a letter or two that nothing speaks for, and dotted
/// lines as words that are much lower than the page's small letters.
bool is_speck(const Word& word, double small_letters, const std::vector<Word>& words) {
  constexpr double lower_than_any_type = 0.7, doubted = 0.6;
  if (stands_among_ideographs(word, words)) return false;
  const bool low = word.box.height() < lower_than_any_type * small_letters && !has_ideographs(word.text);
  if (low && word.confidence < doubted) return true;
  const auto shares = character_shares(word.text);
  const bool says_something = shares.letters + shares.digits > 0;
  return word.confidence < (says_something ? 0.2 : 0.6) && letters_of(word) < 4;
}

/// Half open, so that two regions that share an edge share no word.
bool inside(const Box& box, const Box& region) {
  const auto within = [](double middle, double from, double to) {
    return middle >= from && (middle < to || to >= 1);
  };
  return within(box.center_x(), region.x0, region.x1) && within(box.center_y(), region.y0, region.y1);
}

/// Of all but web addresses, which are written in Latin letters everywhere.
Yield yield_of_script(std::vector<Word> words) {
  std::erase_if(words, [](const Word& word) {
    return word.text.contains("www.") || word.text.contains('@') || word.text.contains("://");
  });
  return yield_of(words);
}

/// A page in a script that the widest model lacks comes out as Latin letters that it doubts nearly
/// throughout; a bad scan of Latin text still has words that it is sure of.
bool may_be_another_script(const Yield& yield) {
  constexpr double plenty_of_letters = 40;
  constexpr double sure_words = 0.2;
  return yield.letters >= plenty_of_letters && yield.believable < sure_words * yield.in_words;
}

std::vector<cv::Rect> letters_in(const Prepared& page, const cv::Rect& part) {
  std::vector<cv::Rect> letters;
  std::ranges::copy_if(page.letters, std::back_inserter(letters), [&](const cv::Rect& letter) {
    return part.contains((letter.tl() + letter.br()) / 2);
  });
  return letters;
}

bool in_one_line(const std::vector<cv::Rect>& letters) {
  int top = letters.front().y, bottom = 0, tallest = 0;
  for (const cv::Rect& letter : letters) {
    top = std::min(top, letter.y);
    bottom = std::max(bottom, letter.br().y);
    tallest = std::max(tallest, letter.height);
  }
  return 2 * (bottom - top) < 3 * tallest;
}

Piece cut(const Prepared& page, const cv::Rect& part, double dpi) {
  const cv::Rect scaled(cv::Point(cv::Point2d(part.tl()) * page.scale),
                        cv::Point(cv::Point2d(part.br()) * page.scale));
  return {page.pixels(scaled & cv::Rect({}, page.pixels.size())),
          {part.tl(), page.scale, page.page},
          page.x_height_px * page.scale,
          dpi};
}

std::vector<Word> read_runs(TessBaseAPI& api, const Prepared& page, const std::vector<cv::Rect>& runs) {
  const int margin = static_cast<int>(std::ceil(0.5 * page.x_height_px));
  std::vector<Word> words;
  for (const cv::Rect& run : runs) {
    const cv::Rect wider(run.x - margin, run.y - margin, run.width + 2 * margin, run.height + 2 * margin);
    std::ranges::move(read(api, cut(page, wider & cv::Rect({}, page.page), 0), tesseract::PSM_SINGLE_LINE),
                      std::back_inserter(words));
  }
  return words;
}

/// Reads again, each by itself, the blocks of `part` that the page's layout lost.
void add_missed(TessBaseAPI& api, const Prepared& page, const cv::Rect& part, double dpi,
                std::vector<Word>& words) {
  constexpr double believable = 0.5;
  constexpr double most_of_page = 0.3;                         // a picture that looks like letters all over
  constexpr double hardly_believed = 0.2, beyond_doubt = 0.7;  // of three letters, which may be anything
  std::vector<cv::Rect> read_before, doubted;
  for (const Word& word : words) {
    if (word.confidence >= believable)
      read_before.push_back(page.pixels_of(word.box));
    else if (word.confidence >= hardly_believed && letters_of(word) > 1)
      doubted.push_back(page.pixels_of(word.box));
  }
  const auto blocks = missed_blocks(letters_in(page, part), read_before, doubted, page.x_height_px);
  double area = 0;
  for (const cv::Rect& block : blocks) area += block.area();
  if (area > most_of_page * part.area()) return;
  const int margin = static_cast<int>(std::ceil(page.x_height_px));
  for (const cv::Rect& block : blocks) {
    const cv::Rect wider(block.x - margin, block.y - margin, block.width + 2 * margin,
                         block.height + 2 * margin);
    auto found = read(api, cut(page, wider & cv::Rect({}, page.page), dpi), tesseract::PSM_SINGLE_BLOCK);
    const double enough = block.width < length_of_run * page.x_height_px ? beyond_doubt : believable;
    std::erase_if(found, [&](const Word& word) {
      return word.confidence < enough ||
             std::ranges::any_of(
                 words,
                 [&](const Word& known) {
                   return known.confidence >= believable && share_inside(word.box, known.box) > 0.3;
                 });
    });
    std::erase_if(words, [&](const Word& known) {
      return known.confidence < believable &&
             std::ranges::any_of(found, [&](const Word& word) { return lie_over(known.box, word.box); });
    });
    words.insert(words.end(), found.begin(), found.end());
  }
}

/// Greek or Cyrillic; between ideographs numbers are read worse by themselves.
bool is_of_another_alphabet(const std::vector<Word>& words) {
  const auto yield = yield_of_script(words);
  return yield.foreign > 0.5 * yield.alphabetic &&
         std::ranges::none_of(words, [](const Word& word) { return has_ideographs(word.text); });
}

/// Reads the numbers among `words` again with `latin`, which knows digits better than models of one alphabet.
void read_numbers_again(TessBaseAPI& latin, const Prepared& page, double dpi, WordsRequest::Look look,
                        std::vector<Word>& words) {
  const int margin = static_cast<int>(std::ceil(0.25 * page.x_height_px));
  std::vector<Word> numbers;
  std::vector<bool> replaced(words.size());
  for (const auto& run : runs_of_numbers(words)) {
    std::vector<Word> known;
    for (const std::size_t at : run) {
      known.push_back(words[at]);
      replaced[at] = true;
    }
    const cv::Rect place = page.pixels_of(place_of(run, words));
    const cv::Rect higher(place.x, place.y - margin, place.width, place.height + 2 * margin);
    Piece piece = cut(page, higher & cv::Rect({}, page.page), dpi);
    if (look == WordsRequest::Look::again) soften(piece);
    std::ranges::move(settle_numbers(std::move(known), read(latin, piece, tesseract::PSM_SINGLE_LINE)),
                      std::back_inserter(numbers));
  }
  std::vector<Word> kept;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (!replaced[i]) kept.push_back(std::move(words[i]));
  words = std::move(kept);
  std::ranges::move(numbers, std::back_inserter(words));
}

/// `part` with the lines that its edges cut; of a piece as small as a line or two, only their tips.
cv::Rect with_whole_lines(const cv::Rect& part, const Prepared& page) {
  const bool small = part.height < 6 * page.x_height_px;
  const int margin = static_cast<int>(std::ceil((small ? 0.5 : 2.5) * page.x_height_px));
  return cv::Rect(part.x - margin, part.y - margin, part.width + 2 * margin, part.height + 2 * margin) &
         cv::Rect({}, page.page);
}

constexpr int lines_for_script = 7;
constexpr int letters_for_language = 80;
constexpr double illegible_sample = 0.5;  // confidence
constexpr double fewest_of_sample = 0.4 * letters_for_language;

/// The so many lines of `part` that hold most letters.
cv::Rect sample_of(const Prepared& page, const cv::Rect& part, int lines) {
  constexpr double line_pitch = 2.6;  // heights of small letters
  const int rows =
      std::min(part.height, std::max(60, static_cast<int>(lines * line_pitch * page.x_height_px)));
  std::vector<int> middles;
  for (const cv::Rect& letter : letters_in(page, part)) middles.push_back(letter.y + letter.height / 2);
  std::ranges::sort(middles);
  std::ptrdiff_t most = 0;
  int top = part.y;
  for (auto from = middles.begin(), to = from; from != middles.end(); ++from) {
    to = std::find_if(to, middles.end(),
                      [&](int middle) { return middle > *from + rows - page.x_height_px * 2; });
    if (to - from > most) most = to - from, top = *from - static_cast<int>(page.x_height_px);
  }
  return cv::Rect(part.x, top, part.width, rows) & part;
}

}  // namespace

struct OcrEngine::Models {
  std::string directory;
  std::map<std::string, std::unique_ptr<TessBaseAPI>> loaded;
  MappedModels mapped;
  std::string missing;

  Result<TessBaseAPI*> get(const std::string& model) {
    auto& slot = loaded[model];
    if (!slot) {
      const auto in_memory = mapped.find(model);
      auto api = in_memory == mapped.end() ? load(directory, model)
                                           : load(directory, model, bytes_of(in_memory->second));
      if (!api) {
        missing = model;
        return std::unexpected(api.error());
      }
      slot = std::move(*api);
    }
    return slot.get();
  }

  Result<Yield> try_on(const Piece& piece, const std::string& model,
                       tesseract::PageSegMode layout = tesseract::PSM_AUTO) {
    const auto api = get(model);
    if (!api) return std::unexpected(api.error());
    return yield_of(read(**api, piece, layout));
  }

  using Reader = std::function<std::vector<Word>(TessBaseAPI&)>;

  /// The installed model that is plainly surer of a piece of a page than the widest one, which read `latin`
  /// there, and finds its own letters; the widest one where there is none, or none that is `legible`. Of
  /// noise no model is sure.
  std::string for_script_of(const Reader& read_piece, const Yield& latin, double legible) {
    constexpr double beyond_doubt = 0.8;  // a foreign alphabet is never read so surely
    constexpr double plainly = 0.1;
    std::string best = widest_model;
    double surest = sureness(latin) + plainly;
    bool doubtless = false;
    for (const std::vector<std::string>& alphabet :
         std::initializer_list<std::vector<std::string>>{{"rus", "ukr"}, {"ell"}, {"jpn"}}) {
      for (const std::string& model : alphabet) {
        const auto api = get(model);
        if (!api) continue;  // not installed: nothing is lost against what has been read
        const auto yield = yield_of_script(read_piece(**api));
        // Every model knows Latin letters too: it has to find its own.
        const bool own_script = yield.foreign > 0.5 * yield.alphabetic;
        if (own_script && yield.letters > 0.3 * latin.letters && yield.confidence > legible &&
            sureness(yield) > surest) {
          best = model;
          surest = sureness(yield);
          doubtless = yield.confidence > beyond_doubt;
        }
      }
      // Greek capitals make Cyrillic words: "ВЛАХОХ".
      if (doubtless && alphabet.front() != "rus") break;
    }
    return best;
  }
};

OcrEngine::OcrEngine(std::string tessdata_directory)
    : models_(std::make_unique<Models>(Models{std::move(tessdata_directory), {}, {}, {}})) {}
OcrEngine::~OcrEngine() = default;
OcrEngine::OcrEngine(OcrEngine&&) noexcept = default;
OcrEngine& OcrEngine::operator=(OcrEngine&&) noexcept = default;

std::string OcrEngine::take_missing_model() { return std::exchange(models_->missing, {}); }

Result<void> OcrEngine::warm(const std::string& model) {
  if (auto api = models_->get(model); !api) return std::unexpected(api.error());
  return {};
}

void OcrEngine::map_models() { models_->mapped = mapped_models(models_->directory); }

bool OcrEngine::has(const std::string& model) const {
  std::error_code unreadable;
  return models_->loaded.contains(model) || models_->mapped.contains(model) || model == widest_model ||
         std::filesystem::exists(model_path(models_->directory, model), unreadable);
}

Result<std::vector<Word>> OcrEngine::recognise(const Prepared& page, double dpi, const Box& region,
                                               ScriptChoice& script, WordsRequest::Look look) {
  using enum WordsRequest::Look;
  const cv::Rect part = page.pixels_of(region);
  if (!page.has_text() || part.width < 3 || part.height < 3) return std::vector<Word>{};
  const auto letters = letters_in(page, part);
  if (letters.size() < fewest_letters) return std::vector<Word>{};
  const auto layout = in_one_line(letters) ? tesseract::PSM_SINGLE_BLOCK : tesseract::PSM_AUTO;
  const auto read_with = [&](TessBaseAPI& api) {
    if (look == sample)
      return read_runs(api, page, longest_runs(letters, page.x_height_px, letters_for_language));
    Piece piece = cut(page, with_whole_lines(part, page), dpi);
    if (look == again) soften(piece);
    return read(api, piece, layout);
  };
  auto api = models_->get(script.model);
  if (!api) return std::unexpected(api.error());
  std::vector<Word> words = read_with(**api);
  const auto yield = yield_of_script(words);
  // Marks in rows of which hardly any is a letter: of another script, or of none where there are few rows.
  const bool illegible = look == sample && yield.letters < fewest_of_sample;
  if (illegible && !looks_like_text(page.letters, page.x_height_px)) script.sought = true;
  const bool open = !script.settled && !script.sought && script.model == widest_model;
  if (open && (illegible || may_be_another_script(yield))) {
    const auto read_band = [&](TessBaseAPI& some) {
      return read(some, cut(page, sample_of(page, part, lines_for_script), 0), tesseract::PSM_AUTO);
    };
    script.sought = true;
    // A few lines that are hardly legible look like several scripts.
    constexpr double plain_sample = 0.65, legible_band = 0.45;
    auto found = look == sample
                     ? models_->for_script_of(read_with, yield, plain_sample)
                     : models_->for_script_of(read_band, yield_of_script(read_band(**api)), legible_band);
    // What no model reads says nothing of the script: a larger piece may.
    if (look == sample && found == widest_model && yield.confidence < illegible_sample) script.sought = false;
    if (found != widest_model) {
      script = {.model = std::move(found), .settled = true, .sought = true};
      api = models_->get(script.model);
      if (!api) return std::unexpected(api.error());
      words = read_with(**api);
    }
  }
  if (layout == tesseract::PSM_AUTO && look != sample) add_missed(**api, page, part, dpi, words);
  if (look == thorough)
    merge(words, read(**api, cut(page, with_whole_lines(part, page), dpi), tesseract::PSM_SPARSE_TEXT));
  if (look != sample && is_of_another_alphabet(words)) {
    const auto latin = models_->get(widest_model);
    if (latin) read_numbers_again(**latin, page, dpi, look, words);
  }
  mend_words(words, page);
  const double small_letters = page.x_height_px / page.page.height;
  std::vector<Word> kept;
  std::ranges::copy_if(words, std::back_inserter(kept), [&](const Word& word) {
    return !is_speck(word, small_letters, words) && inside(word.box, region);
  });
  return kept;
}

Result<Legibility> OcrEngine::legibility(const cv::Mat& strip, const std::string& model) {
  constexpr double bright_paper = 200;  // rules and marks are told from ink by its level
  const cv::Mat lit = measure_light(strip).paper_level < bright_paper ? even_light(strip) : strip;
  const Prepared prepared = prepare_for_ocr(lit, find_marks(lit));
  if (!prepared.has_text()) return Legibility{};
  // Without a layout: Tesseract's own would turn lines that run upwards, and find them legible.
  const auto yield =
      models_->try_on(cut(prepared, {{}, strip.size()}, 0), model, tesseract::PSM_SINGLE_BLOCK);
  if (!yield) return std::unexpected(yield.error());
  return Legibility{yield->letters, yield->confidence};
}

}  // namespace domicile
