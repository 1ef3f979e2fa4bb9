#pragma once
// Two readings of a line without blanks between words made one.

#include <vector>

#include "domicile/two_readings.hpp"
#include "model/page.hpp"

namespace domicile {

/// Holds `again`, the words of a second reading of a line, against `first`, sign by sign: where ideographs
/// stand, what OCR calls a word is any piece of the line, and its boxes are too rough to tell which sign lies
/// over which. Both are aligned along their longest common sequence of signs and numbers (Needleman and
/// Wunsch, 1970).
/// - What both have gains confidence as two witnesses do (`of_two_witnesses`), an ideograph at least to 0.6:
///   the model often says of a sign that it is sure of nothing, and seldom misreads it twice alike.
/// - Where they differ the surer stands with less confidence; in a number with too little to decide anything
///   (`undecided`), unless it is plainly the surer and has all its digits. Of a number of four digits and
///   more the one that lacks some passed them over.
/// - A sign that stands twice in one reading and once in the other is one.
/// - What one passed over is kept; a number that only `again` has decides nothing, and goes where it stands
///   beside another.
///
/// "西新宿宿2丁目" and "西新宿2丁目" give "西新宿2丁目". The words that come back are single signs and
/// numbers, from left to right.
[[nodiscard]] std::vector<Word> settled_signs(const std::vector<Word>& first, const std::vector<Word>& again);

/// The words of a page and those of its second reading as lines, where both have words and one holds an
/// ideograph. Words of one line share a row and leave no more than a wide blank between them. Lines of more
/// than 3,000 bytes, and all where there are more than 4,000 words, are left out: aligning costs the square.
[[nodiscard]] std::vector<Group> sign_lines(const std::vector<Word>& first, const std::vector<Word>& again);

}  // namespace domicile
