#include "read/ocr_numbers.hpp"

#include <algorithm>
#include <string>

#include "base/digits.hpp"
#include "base/text.hpp"

namespace domicile {
namespace {

bool is_mark(char c) { return std::string_view(".,/-:").contains(c); }

std::string digits_of(const std::vector<Word>& words) {
  std::string digits;
  for (const Word& word : words) std::ranges::copy_if(word.text, std::back_inserter(digits), is_digit);
  return digits;
}

// "3.366,06", "-12,50": one mark or two of different kinds, and two digits behind the last.
bool is_amount(const std::string& text) {
  const auto last = text.find_last_of(".,");
  if (last == std::string::npos) return false;
  std::size_t behind = last + 1;
  while (behind < text.size() && is_digit(text[behind])) ++behind;
  return behind == last + 3 && !text.contains('/') && text.find(text[last]) == last;
}

bool is_number(const Word& word) {
  constexpr double few = 0.4;  // letters that a digit was taken for
  const auto shares = character_shares(word.text);
  return shares.digits > shares.letters && shares.letters < few && !is_amount(word.text);
}

bool continues(const Box& left, const Box& right) {
  constexpr double blank = 0.8;  // of the line's height
  const double taller = std::max(left.height(), right.height());
  const double gap = right.x0 - left.x1;
  return share_a_row(left, right) && gap > -taller && gap < blank * taller;
}

}  // namespace

std::vector<std::vector<std::size_t>> runs_of_numbers(const std::vector<Word>& words) {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (is_number(words[i])) numbers.push_back(i);
  std::ranges::sort(numbers, {}, [&](std::size_t at) { return words[at].box.x0; });
  std::vector<std::vector<std::size_t>> runs;
  for (const std::size_t at : numbers) {
    const auto run = std::ranges::find_if(
        runs, [&](const auto& some) { return continues(words[some.back()].box, words[at].box); });
    if (run == runs.end())
      runs.push_back({at});
    else
      run->push_back(at);
  }
  return runs;
}

Box place_of(const std::vector<std::size_t>& run, const std::vector<Word>& words) {
  Box box = words[run.front()].box;
  for (const std::size_t at : run) box = united(box, words[at].box);
  double left = box.height() / 2, right = left;
  for (const Word& word : words) {
    if (!share_a_row(word.box, box) || share_inside(word.box, box) > 0) continue;
    if (word.box.x1 <= box.x0) left = std::min(left, (box.x0 - word.box.x1) / 2);
    if (word.box.x0 >= box.x1) right = std::min(right, (word.box.x0 - box.x1) / 2);
  }
  return {box.x0 - left, box.y0, box.x1 + right, box.y1};
}

std::vector<Word> settle_numbers(std::vector<Word> run, std::vector<Word> found) {
  constexpr double believable = 0.6, doubt = 0.25;
  const auto says_number = [](const Word& word) {
    return word.confidence >= believable &&
           std::ranges::all_of(word.text, [](char c) { return is_digit(c) || is_mark(c); });
  };
  const auto digits = digits_of(found);
  if (digits.empty() || !std::ranges::all_of(found, says_number)) return run;
  double least = 1;
  for (const Word& word : run) least = std::min(least, word.confidence);
  const bool agreed = digits == digits_of(run);
  Box line = run.front().box;
  for (const Word& word : run) line = united(line, word.box);
  for (Word& word : found) {
    // A crop of a few digits shows the type's height less well than the line did.
    word.box.y0 = line.y0;
    word.box.y1 = line.y1;
    word.height_pt = run.front().height_pt;
    word.confidence =
        agreed ? 1 - (1 - word.confidence) * (1 - least) : word.confidence * (1 - doubt * least);
  }
  return found;
}

}  // namespace domicile
