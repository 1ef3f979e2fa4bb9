#pragma once
// Pixels to words, through Tesseract's LSTM models.

#include <memory>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "model/geometry.hpp"
#include "model/page.hpp"
#include "model/page_reader.hpp"
#include "read/ocr_prepare.hpp"

namespace domicile {

/// What was read of a piece of a page: letters and digits, and the mean confidence in them, 0..1.
struct Legibility {
  double letters = 0;
  double confidence = 0;
};

/// The model that a document is read with. Letters of one alphabet read as another come out doubted, which
/// costs several trials to mend: once settled, it stays for the document.
struct ScriptChoice {
  std::string model = "Latin";
  bool settled = false;
  bool sought = false;  ///< other scripts were tried: once is enough
};

/// Reads text in pictures. Models are loaded at first use and kept, so that a process forked after `warm`
/// reads without opening a file. One thread uses one engine; two engines share nothing.
///
/// Models are named as their files are: "Latin" (all Latin alphabets), "eng", "deu", "ell", "rus", "jpn".
class OcrEngine {
 public:
  /// `tessdata_directory` holds <model>.traineddata files. Nothing is opened yet.
  explicit OcrEngine(std::string tessdata_directory);
  ~OcrEngine();
  OcrEngine(OcrEngine&&) noexcept;
  OcrEngine& operator=(OcrEngine&&) noexcept;

  /// Loads `model` now. Fails with rules_invalid where its file is missing or is no model.
  [[nodiscard]] Result<void> warm(const std::string& model);

  /// Maps the installed models of single languages into memory: processes forked after it load them without
  /// opening a file. Costs no memory until one of them is loaded.
  void map_models();

  /// Whether `model` is loaded, mapped, or a file of the directory.
  [[nodiscard]] bool has(const std::string& model) const;

  /// The model that a call wanted since this was last asked and could not load; empty for none. A child that
  /// may open no file says so by this, and is started again with the model in memory.
  [[nodiscard]] std::string take_missing_model();

  /// The words of `region` of an upright page, in reading order of Tesseract's own layout.
  ///
  /// `dpi` is that of the page, 0 where unknown. `region` and the boxes of the words are fractions of the
  /// page; a line that the region's edge cuts is read whole and belongs to the side on which its middle lies.
  /// Words have a height, a confidence of 0..1, source `ocr`, and NFC text without control characters.
  ///
  /// `script.model` reads. Where it is not settled and reads a region full of ink badly, the script is looked
  /// for and the region read with the model of that script; `script` says then what was found.
  ///
  /// `look` says how much is read and how carefully.
  ///
  /// A page without text gives an empty list. Fails with rules_invalid as `warm` does.
  [[nodiscard]] Result<std::vector<Word>> recognise(const Prepared& page, double dpi, const Box& region,
                                                    ScriptChoice& script, WordsRequest::Look look);

  /// How well `strip`, a piece of a page, reads as upright text. For choosing between orientations of one
  /// strip.
  [[nodiscard]] Result<Legibility> legibility(const cv::Mat& strip, const std::string& model);

 private:
  struct Models;
  std::unique_ptr<Models> models_;
};

}  // namespace domicile
