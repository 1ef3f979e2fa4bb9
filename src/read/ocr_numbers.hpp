#pragma once
// Digits on pages in another alphabet than Latin.

#include <cstddef>
#include <vector>

#include "model/page.hpp"

namespace domicile {

/// Words that are numbers, dates or parts of them and stand next to each other in one line: "152 31",
/// "26/5/2024". Amounts of money are left out: a table is full of them, and no answer is one. Each run holds
/// the places of its words in `words`, from left to right.
///
/// Models of other alphabets misread digits that `Latin` reads; what that changes: docs/reading.md.
[[nodiscard]] std::vector<std::vector<std::size_t>> runs_of_numbers(const std::vector<Word>& words);

/// The box of all of `run` among `words`, wider by half the blank to its neighbours in the line, at most by
/// half its height: a letter's stem at the edge would be read as a "1".
[[nodiscard]] Box place_of(const std::vector<std::size_t>& run, const std::vector<Word>& words);

/// What stands in the place of `run`, words of one run, after the same pixels were read as `found` by a model
/// that knows digits better. `run` stays where `found` is no number or is doubted; where both have the same
/// digits the words are believed as two witnesses are.
[[nodiscard]] std::vector<Word> settle_numbers(std::vector<Word> run, std::vector<Word> found);

}  // namespace domicile
