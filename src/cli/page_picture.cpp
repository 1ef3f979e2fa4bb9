#include "cli/page_picture.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <map>
#include <vector>

#include "cli/html.hpp"
#include "domicile/png.hpp"

namespace domicile::cli {
namespace {

constexpr int picture_dpi = 110;
constexpr int line_width = 3;

struct Mark {
  std::string field;
  std::string value;
  double confidence;
  Box box;
  std::array<std::uint8_t, 3> colour;
};

std::vector<Mark> marks_on(const Reading& reading, int page) {
  std::vector<Mark> marks;
  const auto add = [&](const char* field, const std::string& value, const Finding& found,
                       std::array<std::uint8_t, 3> colour) {
    if (found.page == page && found.box.area() > 0)
      marks.push_back({field, value, found.confidence, found.box, colour});
  };
  if (reading.issuer) add("issuer", reading.issuer->value, *reading.issuer, {130, 90, 200});
  if (reading.name) add("name", reading.name->value, *reading.name, {0, 120, 215});
  if (reading.address) add("address", reading.address->value, *reading.address, {0, 150, 80});
  if (reading.issue_date)
    add("issue date", to_iso(reading.issue_date->value), *reading.issue_date, {220, 90, 0});
  for (const auto& finding : reading.integrity) {
    if (finding.page == page && finding.box.area() > 0)
      marks.push_back({finding.code, finding.message, 1, finding.box, {200, 0, 0}});
  }
  return marks;
}

int page_with_most(const Reading& reading) {
  std::map<int, int> found;
  for (int page = 1; page <= std::max(1, reading.pages); ++page) {
    if (const auto count = static_cast<int>(marks_on(reading, page).size()); count > 0) found[page] = count;
  }
  int best = 1;
  for (const auto& [page, count] : found) {
    if (count > found[best]) best = page;
  }
  return best;
}

void draw_box(Picture& picture, const Mark& mark) {
  const auto x = [&](double fraction) { return static_cast<int>(fraction * picture.width); };
  const auto y = [&](double fraction) { return static_cast<int>(fraction * picture.height); };
  const int left = x(mark.box.x0) - line_width - 1, right = x(mark.box.x1) + line_width + 1;
  const int top = y(mark.box.y0) - line_width - 1, bottom = y(mark.box.y1) + line_width + 1;
  for (int row = std::max(0, top); row <= std::min(picture.height - 1, bottom); ++row) {
    for (int column = std::max(0, left); column <= std::min(picture.width - 1, right); ++column) {
      const bool edge = row < top + line_width || row > bottom - line_width || column < left + line_width ||
                        column > right - line_width;
      if (!edge) continue;
      const auto at = (static_cast<std::size_t>(row) * static_cast<std::size_t>(picture.width) +
                       static_cast<std::size_t>(column)) *
                      3;
      for (std::size_t channel = 0; channel < 3; ++channel)
        picture.samples[at + channel] = mark.colour[channel];
    }
  }
}

std::string html_page(const std::string& png, const std::vector<Mark>& marks, const Reading& reading) {
  std::string rows;
  for (const auto& mark : marks) {
    rows += fmt::format("<tr><th style=\"color:rgb({},{},{})\">{}</th><td>{}</td><td>{:.2f}</td></tr>\n",
                        mark.colour[0], mark.colour[1], mark.colour[2], escaped(mark.field),
                        escaped(mark.value), mark.confidence);
  }
  return fmt::format(R"(<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>{0}</title>
<style>body{{font:16px/1.4 system-ui,sans-serif;margin:1rem;max-width:60rem}}img{{max-width:100%;border:1px solid #999}}
th{{text-align:left;padding-right:1rem}}td{{padding-right:1rem}}</style>
<h1>{0}</h1><table>
{1}</table><p><img alt="the page with what was read framed on it" src="{2}"></p></html>
)",
                     escaped(reading.file), rows, data_url(png));
}

}  // namespace

Result<std::string> page_png(const Screener& screener, const Attachment& attachment, const Reading& reading,
                             int dpi) {
  const int number = page_with_most(reading);
  auto picture = screener.picture(attachment, number, dpi, true);
  if (!picture) return std::unexpected(picture.error());
  for (const auto& mark : marks_on(reading, number)) draw_box(*picture, mark);
  return encode_png(*picture);
}

Result<void> draw_page(const Screener& screener, const Attachment& attachment, const Reading& reading,
                       const std::string& path) {
  const bool html = path.ends_with(".html");
  if (!html && !path.ends_with(".png")) {
    return fail(ErrorCode::wrong_usage, "--picture", fmt::format("'{}' is neither .png nor .html.", path));
  }
  const auto png = page_png(screener, attachment, reading, picture_dpi);
  if (!png) return std::unexpected(png.error());
  std::ofstream file(path, std::ios::binary);
  file << (html ? html_page(*png, marks_on(reading, page_with_most(reading)), reading) : *png);
  file.close();
  if (!file)
    return fail(ErrorCode::file_not_readable, path, "the picture could not be written.",
                "Check the folder and the space left.");
  return {};
}

}  // namespace domicile::cli
