#pragma once
// Pixels to words, through Tesseract's LSTM models.

#include <memory>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "model/geometry.hpp"
#include "model/page.hpp"

namespace domicile {

/// Reads text in pictures. Models are loaded at first use and kept, so that a process forked after `warm`
/// reads without opening a file. One thread uses one engine; two engines share nothing.
///
/// Models are named as their files are: "Latin" (all Latin alphabets), "eng", "ell", "rus", "ukr", "jpn".
class OcrEngine {
 public:
  /// `tessdata_directory` holds <model>.traineddata files. Nothing is opened yet.
  explicit OcrEngine(std::string tessdata_directory);
  ~OcrEngine();
  OcrEngine(OcrEngine&&) noexcept;
  OcrEngine& operator=(OcrEngine&&) noexcept;

  /// Loads `model` now. Fails with rules_invalid where its file is missing or is no model.
  [[nodiscard]] Result<void> warm(const std::string& model);

  /// The model that a call wanted since this was last asked and could not load; empty for none. A child that
  /// may open no file says so by this, and is started again with the model in memory.
  [[nodiscard]] std::string take_missing_model();

  /// The words of `region` of an upright page, in reading order of Tesseract's own layout.
  ///
  /// `grey` is 8-bit, one channel, dark text on light or light on dark (found out by place); `dpi` is a hint,
  /// 0 where unknown. `region` and the boxes of the words are fractions of the whole of `grey`; words have a
  /// height, a confidence of 0..1, source `ocr`, and NFC text without control characters.
  ///
  /// The first of `models` reads. Where that is "Latin" and it reads a region full of ink badly, the script
  /// is looked for and the page read with the model of that script; any other first model is final.
  ///
  /// `thorough` reads again under another binarisation and without a layout, and adds the words of lines
  /// that the first reading missed or doubted: two to four times the time.
  ///
  /// A picture without text gives an empty list. Fails with rules_invalid as `warm` does, and with
  /// internal_defect where `grey` is not one channel of 8 bits.
  [[nodiscard]] Result<std::vector<Word>> recognise(const cv::Mat& grey, double dpi, const Box& region,
                                                    const std::vector<std::string>& models, bool thorough);

  /// How well `strip`, a piece of a page, reads as upright text: the sum over its words of letters times
  /// confidence. Higher is better; 0 where nothing is read. For choosing between orientations of one strip.
  [[nodiscard]] Result<double> legibility(const cv::Mat& strip, const std::string& model);

 private:
  struct Models;
  std::unique_ptr<Models> models_;
};

}  // namespace domicile
