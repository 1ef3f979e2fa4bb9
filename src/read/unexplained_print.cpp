#include "read/unexplained_print.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "base/text.hpp"
#include "read/bar_code.hpp"

namespace domicile::read {
namespace {

// In pixels at 100 dpi.
constexpr int ground_step = 2;    // the ground is looked for in every second pixel of every second row
constexpr int ground_reach = 15;  // of these: wider than the strokes of letters, narrower than panels
constexpr int least_height = 3, most_height = 45, most_width = 60;
constexpr int least_area = 4;
constexpr int beside = 14, below = 11;  // from letter to letter, from line to line
constexpr int fewest_marks = 5;
constexpr double plain_contrast = 48;
constexpr std::size_t most_places = 6;

struct Place {
  cv::Rect box;
  std::vector<cv::Rect> marks;
};

/// Print is what differs from the ground around it, dark or light.
cv::Mat print_of(const Pixels& page) {
  cv::Mat ground, difference;
  cv::resize(page, ground, {}, 1.0 / ground_step, 1.0 / ground_step, cv::INTER_NEAREST);
  cv::medianBlur(ground, ground, ground_reach);
  cv::resize(ground, ground, page.size(), 0, 0, cv::INTER_NEAREST);
  cv::absdiff(page, ground, difference);
  return difference > plain_contrast;
}

std::vector<cv::Rect> marks_of(const cv::Mat& print) {
  cv::Mat labels, statistics, centres;
  const int count = cv::connectedComponentsWithStats(print, labels, statistics, centres, 8, CV_32S);
  std::vector<cv::Rect> marks;
  for (int i = 1; i < count; ++i) {
    const cv::Rect box(statistics.at<int>(i, cv::CC_STAT_LEFT), statistics.at<int>(i, cv::CC_STAT_TOP),
                       statistics.at<int>(i, cv::CC_STAT_WIDTH), statistics.at<int>(i, cv::CC_STAT_HEIGHT));
    const bool letter = box.height >= least_height && box.height <= most_height && box.width <= most_width &&
                        statistics.at<int>(i, cv::CC_STAT_AREA) >= least_area;
    if (letter) marks.push_back(box);
  }
  return marks;
}

/// Letters of one line and lines of one block are one place.
std::vector<Place> joined(const std::vector<cv::Rect>& marks) {
  std::vector<Place> places;
  for (const auto& mark : marks) {
    Place next{mark, {mark}};
    // Whoever joins may bring others within reach.
    for (auto place = places.begin(); place != places.end();) {
      const cv::Rect reach(next.box.x - beside, next.box.y - below, next.box.width + 2 * beside,
                           next.box.height + 2 * below);
      if ((place->box & reach).area() == 0) {
        ++place;
        continue;
      }
      next.box |= place->box;
      std::ranges::move(place->marks, std::back_inserter(next.marks));
      places.erase(place);
      place = places.begin();
    }
    places.push_back(next);
  }
  return places;
}

}  // namespace

std::vector<Box> unexplained_print(const Pixels& page, const std::vector<Box>& words) {
  constexpr int most_marks = 4000;
  cv::Mat print = print_of(page);
  const cv::Rect whole(0, 0, page.cols, page.rows);
  for (const Box& word : words) {
    const cv::Rect box(
        cv::Point(static_cast<int>(word.x0 * page.cols) - 1, static_cast<int>(word.y0 * page.rows) - 2),
        cv::Point(static_cast<int>(word.x1 * page.cols) + 2, static_cast<int>(word.y1 * page.rows) + 3));
    print(box & whole) = cv::Scalar(0);
  }
  auto marks = marks_of(print);
  if (marks.size() > most_marks) return {whole_page};
  auto places = joined(marks);
  std::erase_if(places, [](const Place& place) {
    return place.marks.size() < fewest_marks || is_bar_code_block(place.box, place.marks);
  });
  if (places.size() > most_places) {
    for (const Place& place : places) places.front().box |= place.box;
    places.resize(1);
  }
  std::vector<Box> boxes;
  boxes.reserve(places.size());
  for (const auto& [box, marks_in_it] : places) {
    boxes.push_back({static_cast<double>(box.x) / page.cols, static_cast<double>(box.y) / page.rows,
                     static_cast<double>(box.x + box.width) / page.cols,
                     static_cast<double>(box.y + box.height) / page.rows});
  }
  return boxes;
}

bool says_something(std::string_view word) {
  return std::ranges::any_of(to_utf32(word),
                             [](char32_t c) { return u_isalnum(static_cast<UChar32>(c)) != 0; });
}

}  // namespace domicile::read
