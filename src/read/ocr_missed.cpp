#include "read/ocr_missed.hpp"

#include <algorithm>
#include <cmath>

#include "read/bar_code.hpp"

namespace domicile {
namespace {

struct Run {
  cv::Rect box;
  std::vector<cv::Rect> marks;  ///< from left to right
};

// In a blurred scan the letters of half a word hang together.
bool like_letters(const cv::Rect& mark, double x_height_px) {
  return mark.height > 0.55 * x_height_px && mark.height < 3.5 * x_height_px && mark.width < 12 * x_height_px;
}

std::vector<cv::Rect> usual_letters(std::vector<cv::Rect> letters, double x_height_px) {
  std::erase_if(letters, [&](const cv::Rect& letter) { return !like_letters(letter, x_height_px); });
  return letters;
}

bool continues(const Run& run, const cv::Rect& letter) {
  const cv::Rect& last = run.marks.back();
  const int taller = std::max(last.height, letter.height);
  const int common = std::min(last.br().y, letter.br().y) - std::max(last.y, letter.y);
  const int gap = letter.x - last.br().x;
  return 2 * common > std::min(last.height, letter.height) && gap < 1.2 * taller && gap > -taller;
}

/// Letters that nothing was read of, chained from left to right.
std::vector<Run> runs_of(std::vector<cv::Rect> letters, double x_height_px, double shortest = length_of_run) {
  std::ranges::sort(letters, {}, [](const cv::Rect& letter) { return letter.x; });
  std::vector<Run> runs;
  for (const cv::Rect& letter : letters) {
    const auto run = std::ranges::find_if(runs, [&](const Run& some) { return continues(some, letter); });
    if (run == runs.end()) {
      runs.push_back({letter, {letter}});
      continue;
    }
    run->box |= letter;
    run->marks.push_back(letter);
  }
  std::erase_if(
      runs, [&](const Run& run) { return run.marks.size() < 2 || run.box.width < shortest * x_height_px; });
  return runs;
}

bool lies_in(const std::vector<cv::Rect>& words, const cv::Rect& letter) {
  return std::ranges::any_of(
      words, [&](const cv::Rect& word) { return 3 * (word & letter).area() > letter.area(); });
}

cv::Rect grown(const cv::Rect& box, int by) {
  return {box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by};
}

}  // namespace

std::vector<cv::Rect> missed_blocks(const std::vector<cv::Rect>& letters, const std::vector<cv::Rect>& words,
                                    const std::vector<cv::Rect>& doubted, double x_height_px) {
  constexpr double three_letters = 2.8;
  std::vector<cv::Rect> unread;
  for (const cv::Rect& letter : letters) {
    if (like_letters(letter, x_height_px) && !lies_in(words, letter)) unread.push_back(letter);
  }
  const int near = static_cast<int>(std::lround(0.9 * x_height_px));
  std::vector<cv::Rect> blocks;
  for (const Run& run : runs_of(std::move(unread), x_height_px, three_letters)) {
    // "753", read as nothing at all: three letters that anything was made of are left alone.
    const bool is_short = run.box.width < length_of_run * x_height_px;
    if (is_short && (run.marks.size() < 3 || std::ranges::any_of(run.marks, [&](const cv::Rect& mark) {
                       return lies_in(doubted, mark);
                     })))
      continue;
    cv::Rect block = run.box;
    // Lines one under the other are read together: whoever joins may bring others within reach.
    for (bool joined = true; joined;) {
      const auto other = std::ranges::find_if(
          blocks, [&](const cv::Rect& some) { return (grown(some, near) & grown(block, near)).area() > 0; });
      joined = other != blocks.end();
      if (!joined) break;
      block |= *other;
      blocks.erase(other);
    }
    blocks.push_back(block);
  }
  std::ranges::sort(blocks, std::ranges::greater{}, &cv::Rect::area);
  if (blocks.size() > most_blocks) blocks.resize(most_blocks);
  return blocks;
}

bool looks_like_text(const std::vector<cv::Rect>& letters, double x_height_px) {
  constexpr std::size_t fewest_runs = 8;
  return runs_of(usual_letters(letters, x_height_px), x_height_px).size() >= fewest_runs;
}

std::vector<cv::Rect> longest_runs(const std::vector<cv::Rect>& letters, double x_height_px, int enough) {
  auto runs = runs_of(usual_letters(letters, x_height_px), x_height_px);
  std::erase_if(runs, [](const Run& run) { return read::is_bar_code_line(run.box, run.marks); });
  const auto size = [](const Run& run) { return static_cast<int>(run.marks.size()); };
  std::ranges::stable_sort(runs, std::ranges::greater{}, size);
  std::vector<cv::Rect> longest;
  for (int marks = 0; const Run& run : runs) {
    if (marks >= enough) break;
    longest.push_back(run.box);
    if (size(run) > enough) longest.back().width = run.box.width * enough / size(run);
    marks += size(run);
  }
  return longest;
}

std::vector<std::vector<cv::Rect>> lines_of_marks(const std::vector<cv::Rect>& letters, double x_height_px) {
  std::vector<std::vector<cv::Rect>> lines;
  for (Run& run : runs_of(usual_letters(letters, x_height_px), x_height_px))
    lines.push_back(std::move(run.marks));
  return lines;
}

}  // namespace domicile
