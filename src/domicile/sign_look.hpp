#pragma once
// Two readings of a line without blanks between words made one.

#include <cstddef>
#include <vector>

#include "model/page.hpp"

namespace domicile {

/// Holds `again`, the words of a second reading of a line, against `first`, sign by sign: where ideographs
/// stand, what OCR calls a word is any piece of the line, and its boxes are too rough to tell which sign lies
/// over which. Both are aligned along their longest common sequence of signs and numbers (Needleman and
/// Wunsch, 1970).
/// - What both have gains confidence as two witnesses do, 1-(1-a)(1-b), and an ideograph at least 0.6: the
/// model often
///   says of a sign that it is sure of nothing, and seldom misreads it in the same way twice.
/// - Where they differ the surer stands with less confidence; with too little to decide anything (0.4) in a
/// number.
/// - A sign that stands twice in one reading and once in the other is one.
/// - What one passed over is kept; a number that only `again` has decides nothing.
///
/// "西新宿宿2丁目" and "西新宿2丁目" give "西新宿2丁目". The words that come back are single signs and
/// numbers, from left to right.
[[nodiscard]] std::vector<Word> settled_signs(const std::vector<Word>& first, const std::vector<Word>& again);

/// The words of a page and those of its second reading as lines: each the places of its words in `first` and
/// in `again`, where both have words and one holds an ideograph. Words of one line share a row and leave no
/// more than a wide blank between them. Nothing where there are more than 4,000 words: no page holds so many.
struct SignLine {
  std::vector<std::size_t> first, again;
};
[[nodiscard]] std::vector<SignLine> sign_lines(const std::vector<Word>& first,
                                               const std::vector<Word>& again);

}  // namespace domicile
