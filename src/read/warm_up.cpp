#include "read/warm_up.hpp"

#include <fmt/core.h>

#include <array>
#include <string>
#include <vector>

namespace domicile::read {
namespace {

constexpr std::array font_names{"Helvetica",  "Helvetica-Bold", "Helvetica-Oblique", "Times-Roman",
                                "Times-Bold", "Times-Italic",   "Courier",           "Courier-Bold",
                                "Symbol",     "ZapfDingbats",   "ArialMT",           "Arial-BoldMT"};

// One page that writes a line in each font.
std::vector<std::string> objects_of_page() {
  std::string fonts, lines;
  for (std::size_t i = 0; i < font_names.size(); ++i) {
    fonts += fmt::format("/F{} << /Type /Font /Subtype /Type1 /BaseFont /{} >> ", i, font_names[i]);
    lines += fmt::format("BT /F{} 12 Tf 72 {} Td (Warm 0123) Tj ET\n", i, 700 - 20 * i);
  }
  return {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
          fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                      "/Resources << /Font << {}>> >> >>",
                      fonts),
          fmt::format("<< /Length {} >>\nstream\n{}endstream", lines.size(), lines)};
}

std::string small_pdf() {
  std::string pdf = "%PDF-1.4\n";
  std::string places = "0000000000 65535 f \n";
  const auto objects = objects_of_page();
  for (std::size_t i = 0; i < objects.size(); ++i) {
    places += fmt::format("{:010} 00000 n \n", pdf.size());
    pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const auto start = pdf.size();
  return pdf + fmt::format("xref\n0 {0}\n{1}trailer\n<< /Size {0} /Root 1 0 R >>\nstartxref\n{2}\n%%EOF\n",
                           objects.size() + 1, places, start);
}

}  // namespace

std::unique_ptr<PageReader> warm_up(const ReadOptions& options) {
  auto reader = make_reader(small_pdf(), Limits{}, options);
  if (!reader) return nullptr;
  WordsRequest text;
  text.source = WordsRequest::Source::text_layer;
  if (!(*reader)->words(text) || !(*reader)->picture({})) return nullptr;
  return std::move(*reader);
}

}  // namespace domicile::read
