#pragma once
// What reading makes of an attachment: upright pages with words, and what was noticed on the way.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/geometry.hpp"

namespace domicile {

/// The bytes of one attachment as they arrived.
struct Attachment {
  std::string file;             ///< name for messages only; the type is decided by the bytes
  std::string untrusted_bytes;  ///< the whole content
};

enum class WordSource { text_layer, ocr };

/// Why a person can't see a word of the text layer. `visible` is the ordinary case.
enum class Visibility {
  visible,
  render_mode_3,      ///< invisible text render mode, not over a scanned picture
  background_colour,  ///< painted in (nearly) the colour behind it
  transparent,        ///< opacity of almost nothing
  tiny,               ///< under about 2 pt on the page
  clipped,            ///< outside the clip path
  off_page,           ///< outside the crop box
  covered,            ///< a later picture or rectangle lies over it
  layer_off,          ///< in an optional-content layer that is off or not for viewing
  not_drawn,          ///< in an annotation or form field that viewers do not draw
  said_instead,       ///< what the file says that painted letters mean, where they show others
};

/// One word as printed. `text` is NFC, without control characters, and never empty.
struct Word {
  std::string text;
  Box box;
  double confidence = 1;  ///< 0..1; 1 for a text layer
  WordSource source = WordSource::text_layer;
  Visibility visibility = Visibility::visible;
  int font = -1;            ///< index that tells typefaces of one document apart; -1 unknown
  double height_pt = 0;     ///< font size on the upright page in points; 0 unknown
  bool mixed_type = false;  ///< its digits, or its letters, differ in typeface, size or baseline
};

/// What was noticed about the picture of a page or of a document: blurred, too_dark, glare, too_small,
/// cut_off, uneven_light, skewed, low_contrast, text_layer_unusable, ink_without_text, print_not_read,
/// decoder_warnings.
struct Quality {
  double score = 1;                   ///< 0 unreadable … 1 clean; 1 for a digital page
  std::vector<std::string> problems;  ///< codes as above, most harmful first
};

/// A page brought upright. Words hold what has been read so far: a page may be read in parts.
struct Page {
  int number = 1;  ///< from 1
  double width_pt =
      0;  ///< upright size in points (1/72 inch); for pictures without dpi, at an assumed A4/Letter
  double height_pt = 0;
  WordSource source = WordSource::text_layer;
  std::vector<Word> words;        ///< in no promised order
  std::vector<Box> regions_read;  ///< what `words` covers; the whole page for a text layer
  Quality quality;
  double rotation_degrees = 0;  ///< how the page was turned to be upright, clockwise, skew included
};

/// Grey or RGB pixels of an upright page or of a part of it.
struct Picture {
  int width = 0;
  int height = 0;
  int channels = 1;                   ///< 1 grey, 3 RGB
  std::vector<std::uint8_t> samples;  ///< row by row, width*height*channels bytes
};

/// A sign that a document is not what was issued.
struct IntegrityFinding {
  enum class Severity { warning, critical };
  std::string
      code;  ///< hidden_text, text_layer_differs, text_over_text, edited_after_issue, suspicious_producer …
  Severity severity = Severity::warning;
  std::string message;
  int page = 0;  ///< 0 for the document as a whole
  Box box;
};

/// What is known of an attachment before any page is read.
struct Overview {
  std::string media_type;  ///< "application/pdf", "image/jpeg" …
  int pages = 0;           ///< in the file; may exceed what the limits let us read
  std::string producer;    ///< PDF producer, camera model …; untrusted, for findings only
  std::string creator;
  std::string language;                    ///< BCP 47 from the PDF catalogue, if it names one
  std::vector<bool> has_text_layer;        ///< per page; empty for pictures
  std::vector<IntegrityFinding> findings;  ///< from the file's structure
  std::string saved;     ///< last day that the file says it was made or saved on, "2026-11-03"
  bool resaved = false;  ///< the file says that it was saved again more than ten minutes after it was made
};

}  // namespace domicile
