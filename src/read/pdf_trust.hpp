#pragma once
// Whether the text layer of a page can be believed to be what a person sees, and which of its words a person
// can't see. Knows nothing of Poppler.

#include <vector>

#include "read/pdf_content.hpp"
#include "read/pdf_words.hpp"

namespace domicile::read {

/// What a page's text layer is worth.
struct LayerVerdict {
  enum class Worth {
    trusted,   ///< digital: the words are what is printed
    absent,    ///< nothing to read in the layer, but something is painted
    blank,     ///< nothing is painted at all
    scan,      ///< a picture of a page, with an OCR layer of unknown quality or a few words beside it
    nonsense,  ///< fonts without meaning, or letters that make no words
  };
  Worth worth = Worth::trusted;
  std::vector<Rect> unread_pictures;  ///< large pictures on a trusted page that may hold text of their own
  bool ink_without_text = false;      ///< many letter-like outlines that the layer says nothing of
  double picture_dpi = 0;             ///< resolution of the largest picture; 0 where there is none
  bool colourful = false;             ///< that picture has colours
};

/// Judges the layer of one page. Sets the visibility of `words` where only the page as a whole tells it: text
/// in the colour of what lies behind it, and text under a later fill or picture. Words of an OCR layer over a
/// scan are visible: they stand for what the picture shows. Words that only the rendered page can settle keep
/// `check_in_picture`.
[[nodiscard]] LayerVerdict judge_layer(const PageContent& content, std::vector<LayerWord>& words);

/// By how many quarter turns clockwise the page must be turned for most of its text to be upright.
[[nodiscard]] int quarter_turns_to_upright(const PageContent& content);

}  // namespace domicile::read
