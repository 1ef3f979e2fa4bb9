#include "read/background.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace domicile {
namespace {

constexpr int look_long_side_px = 400;

cv::Mat shrunk(const cv::Mat& grey, int long_side_px) {
  const double scale = static_cast<double>(long_side_px) / std::max(grey.cols, grey.rows);
  if (scale >= 1) return grey;
  cv::Mat small;
  cv::resize(grey, small, {}, scale, scale, cv::INTER_AREA);
  return small;
}

std::array<double, 256> shares(const cv::Mat& grey) {
  std::array<double, 256> histogram{};
  for (int y = 0; y < grey.rows; ++y)
    for (int x = 0; x < grey.cols; ++x) ++histogram[grey.at<std::uint8_t>(y, x)];
  for (double& bin : histogram) bin /= static_cast<double>(grey.total());
  return histogram;
}

double level_at(const std::array<double, 256>& histogram, double share) {
  double sum = 0;
  for (std::size_t level = 0; level < histogram.size(); ++level) {
    sum += histogram[level];
    if (sum >= share) return static_cast<double>(level);
  }
  return 255;
}

/// Paper without its ink: text, panels and pictures are narrower than the closing, shadows are wider.
cv::Mat paper_of(const cv::Mat& small) {
  const int side = std::max(small.cols, small.rows);
  const int reach = std::max(3, side / 6) | 1;
  cv::Mat paper;
  cv::morphologyEx(small, paper, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {reach, reach}));
  cv::medianBlur(paper, paper, std::min(255, (reach / 2) | 1));
  return paper;
}

int odd(double value) { return std::max(3, static_cast<int>(std::lround(value)) | 1); }

cv::Mat square(double side_px) {
  const int side = odd(side_px);
  return cv::getStructuringElement(cv::MORPH_RECT, {side, side});
}

/// Local background and how far ink leaves it on either side, at a fraction of the resolution.
struct Relief {
  cv::Mat ground, lighter, darker;
};

Relief relief_of(const cv::Mat& grey, double x_height_px, int step) {
  cv::Mat low, high;
  const cv::Size size((grey.cols + step - 1) / step, (grey.rows + step - 1) / step);
  cv::erode(grey, low, square(step));
  cv::dilate(grey, high, square(step));
  Relief relief;
  cv::Mat middle;
  cv::resize(grey, middle, size, 0, 0, cv::INTER_AREA);
  cv::resize(low, low, size, 0, 0, cv::INTER_NEAREST);
  cv::resize(high, high, size, 0, 0, cv::INTER_NEAREST);
  const double letter = x_height_px / step;
  cv::medianBlur(middle, relief.ground, std::min(255, odd(3.2 * letter)));
  cv::Mat above, below;
  cv::subtract(high, relief.ground, above);
  cv::subtract(relief.ground, low, below);
  cv::dilate(above, relief.lighter, square(2 * letter));
  cv::dilate(below, relief.darker, square(2 * letter));
  return relief;
}

constexpr int gain_unit = 64;

/// By how much ink of a given relief is strengthened, in parts of `gain_unit`: faint text up to that of
/// ordinary print, noise not at all.
cv::Mat gain_table(double least_relief) {
  constexpr double ordinary_print = 180;
  cv::Mat gains(1, 256, CV_8UC1);
  for (int relief = 0; relief < gains.cols; ++relief) {
    const double gain = std::clamp(ordinary_print / (relief + 10), 1.0, 3.0);
    gains.at<std::uint8_t>(relief) =
        static_cast<std::uint8_t>(gain_unit * (relief < least_relief ? 1 : gain));
  }
  return gains;
}

/// What `band` is made of from left to right, in pieces `width` wide: of one that lies aslant or bends, each
/// is nearly level. None where more than a few of them are not.
std::vector<cv::Rect> pieces_of(const cv::Mat& band, cv::Point corner, int width) {
  constexpr double level = 0.8, few = 0.1;
  std::vector<cv::Rect> pieces;
  double uneven = 0;
  for (int x = 0; x < band.cols; x += width) {
    const cv::Mat part = band.colRange(x, std::min(band.cols, x + width));
    std::vector<cv::Point> filled;
    cv::findNonZero(part, filled);
    if (filled.empty()) return {};
    const cv::Rect box = cv::boundingRect(filled);
    if (static_cast<double>(filled.size()) < level * box.area()) uneven += part.cols;
    pieces.push_back(box + corner + cv::Point(x, 0));
  }
  return uneven > few * band.cols ? std::vector<cv::Rect>{} : pieces;
}

/// Bands of a table's head and the like, a line or two high and darker than the print on them: too narrow for
/// the median around a pixel to tell ground from letter. Above and below that print they are solid for longer
/// than any letter is.
std::vector<cv::Rect> dark_bands(const cv::Mat& small, double letter, double paper) {
  constexpr double least_contrast = 70, filled = 0.6, piece = 3;
  const auto line = [](double wide, double high) {
    return cv::getStructuringElement(cv::MORPH_RECT, {wide > 0 ? odd(wide) : 1, high > 0 ? odd(high) : 1});
  };
  const cv::Mat dark = small < paper - least_contrast;
  cv::Mat solid, labels, statistics, centres;
  cv::morphologyEx(dark, solid, cv::MORPH_OPEN, line(6 * letter, 0));
  cv::morphologyEx(solid, solid, cv::MORPH_CLOSE, line(0, 2.5 * letter));
  const int count = cv::connectedComponentsWithStats(solid, labels, statistics, centres, 8, CV_32S);
  std::vector<cv::Rect> bands;
  for (int i = 1; i < count; ++i) {
    const cv::Rect box(statistics.at<int>(i, cv::CC_STAT_LEFT), statistics.at<int>(i, cv::CC_STAT_TOP),
                       statistics.at<int>(i, cv::CC_STAT_WIDTH), statistics.at<int>(i, cv::CC_STAT_HEIGHT));
    const int area = statistics.at<int>(i, cv::CC_STAT_AREA);
    const double height = static_cast<double>(area) / box.width;
    const bool of_a_line = height > 1.4 * letter && height < 5 * letter;
    if (!of_a_line) continue;
    const cv::Mat band = labels(box) == i;
    if (cv::countNonZero(dark(box) & band) < filled * area) continue;
    std::ranges::move(pieces_of(band, box.tl(), odd(piece * letter)), std::back_inserter(bands));
  }
  return bands;
}

/// `grey` with its dark bands turned dark on light; `grey` itself where it has none.
cv::Mat with_bands_turned(const cv::Mat& grey, double x_height_px, int step) {
  cv::Mat small;
  cv::resize(grey, small, {}, 1.0 / step, 1.0 / step, cv::INTER_AREA);
  const double paper = level_at(shares(small), 0.5);
  const auto bands = dark_bands(small, x_height_px / step, paper);
  if (bands.empty()) return grey;
  cv::Mat turned = grey.clone();
  for (const cv::Rect& band : bands) {
    const cv::Rect place = cv::Rect(band.tl() * step, band.br() * step) & cv::Rect({}, grey.size());
    const double ground = level_at(shares(grey(place)), 0.4);
    cv::Mat part = turned(place);
    cv::subtract(cv::Scalar(paper + ground), part, part);
  }
  return turned;
}

}  // namespace

Light measure_light(const cv::Mat& grey) {
  Light light;
  const cv::Mat small = shrunk(grey, look_long_side_px);
  const auto histogram = shares(small);
  constexpr std::size_t window = 9, middle = 4;
  for (std::size_t level = 0; level + window <= histogram.size(); ++level) {
    double sum = 0;
    for (std::size_t k = 0; k < window; ++k) sum += histogram[level + k];
    if (sum > light.flat_share)
      light.flat_share = sum, light.flat_level = static_cast<double>(level + middle);
  }
  const auto paper = shares(paper_of(small));
  light.paper_level = level_at(paper, 0.5);
  const double brightest = level_at(paper, 0.95);
  light.unevenness = brightest > 0 ? 1 - level_at(paper, 0.1) / brightest : 0;
  if (light.paper_level < 225)
    for (std::size_t level = 251; level < paper.size(); ++level) light.glare_share += paper[level];
  return light;
}

cv::Mat even_light(const cv::Mat& grey) {
  cv::Mat paper = paper_of(shrunk(grey, 2 * look_long_side_px));
  cv::GaussianBlur(paper, paper, {}, 4);
  cv::Mat lifted;
  cv::max(paper, 24, lifted);
  cv::resize(lifted, paper, grey.size(), 0, 0, cv::INTER_LINEAR);
  cv::Mat even;
  cv::divide(grey, paper, even, 250);
  return even;
}

cv::Mat dark_on_light(const cv::Mat& grey, double x_height_px) {
  constexpr int step = 4;
  constexpr double paper_relief = 40;    // less is noise of paper or of JPEG
  constexpr double enough_relief = 130;  // more needs no help
  constexpr double worth_it_share = 0.002;
  const double letter = std::max(8.0, x_height_px);
  cv::Mat page = with_bands_turned(grey, letter, step);
  const Relief relief = relief_of(page, letter, step);
  const cv::Mat inverted = relief.lighter > relief.darker + 20;
  cv::Mat strength;
  cv::max(relief.lighter, relief.darker, strength);
  // Most of a page is bare: its median relief is the noise, which must not be strengthened.
  const double least_relief = std::max(paper_relief, 2 * level_at(shares(strength), 0.5));
  const cv::Mat panels = inverted & (relief.lighter > least_relief) & (relief.ground < 200);
  const cv::Mat faint = (strength > least_relief) & (strength < enough_relief);
  const auto share = [&](const cv::Mat& mask) {
    return static_cast<double>(cv::countNonZero(mask)) / static_cast<double>(mask.total());
  };
  if (share(panels) < worth_it_share && share(faint) < worth_it_share) return page;

  cv::Mat ground, gain, even;
  cv::LUT(strength, gain_table(least_relief), gain);
  cv::resize(relief.ground, ground, page.size(), 0, 0, cv::INTER_LINEAR);
  cv::resize(gain, gain, page.size(), 0, 0, cv::INTER_LINEAR);
  cv::subtract(ground, page, even);
  if (cv::countNonZero(panels) > 0) {
    cv::Mat light, flip;
    cv::resize(panels, flip, page.size(), 0, 0, cv::INTER_NEAREST);
    cv::subtract(page, ground, light);
    light.copyTo(even, flip);
  }
  cv::multiply(even, gain, even, 1.0 / gain_unit);
  cv::bitwise_not(even, even);
  return even;
}

}  // namespace domicile
