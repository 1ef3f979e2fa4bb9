#include "read/pdf_maker.hpp"

#include <fmt/core.h>

#include <map>

namespace domicile::test {
namespace {

constexpr int first_page_object = 10;
constexpr int first_extra_object = 100;

int page_object(int index) { return first_page_object + 2 * index; }

std::string page_dictionary(const PdfPageSpec& page, int index) {
  return fmt::format(
      "<</Type /Page /Parent 2 0 R /Contents {} 0 R {} /Resources <</Font <</F1 3 0 R /F2 4 0 R>> {}>>>>",
      content_object(index), page.entries, page.resources);
}

std::string cross_references(const std::map<int, std::size_t>& offsets) {
  std::string table = "xref\n0 1\n0000000000 65535 f \n";
  for (const auto& [number, offset] : offsets)
    table += fmt::format("{} 1\n{:010} 00000 n \n", number, offset);
  return table;
}

}  // namespace

int content_object(int index) { return page_object(index) + 1; }

std::string stream_object(const std::string& content, const std::string& entries) {
  return fmt::format("<</Length {} {}>>\nstream\n{}\nendstream", content.size(), entries, content);
}

std::string make_pdf(const std::vector<PdfPageSpec>& pages, const std::string& catalog,
                     const std::vector<std::string>& objects) {
  std::map<int, std::string> bodies;
  std::string kids;
  for (int i = 0; i < static_cast<int>(pages.size()); ++i) {
    kids += fmt::format("{} 0 R ", page_object(i));
    bodies[page_object(i)] = page_dictionary(pages[static_cast<std::size_t>(i)], i);
    bodies[content_object(i)] = stream_object(pages[static_cast<std::size_t>(i)].content);
  }
  bodies[1] = fmt::format("<</Type /Catalog /Pages 2 0 R {}>>", catalog);
  bodies[2] = fmt::format("<</Type /Pages /Kids [{}] /Count {}>>", kids, pages.size());
  bodies[3] = "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>";
  bodies[4] = "<</Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding>>";
  for (std::size_t i = 0; i < objects.size(); ++i)
    bodies[first_extra_object + static_cast<int>(i)] = objects[i];

  std::string pdf = "%PDF-1.7\n";
  std::map<int, std::size_t> offsets;
  for (const auto& [number, body] : bodies) {
    offsets[number] = pdf.size();
    pdf += fmt::format("{} 0 obj\n{}\nendobj\n", number, body);
  }
  const std::size_t start = pdf.size();
  pdf += cross_references(offsets);
  pdf += fmt::format("trailer\n<</Size 200 /Root 1 0 R>>\nstartxref\n{}\n%%EOF\n", start);
  return pdf;
}

std::string with_update(const std::string& pdf, int number, const std::string& body) {
  const std::size_t previous = pdf.rfind("startxref\n") + 10;
  const std::string previous_offset = pdf.substr(previous, pdf.find('\n', previous) - previous);
  std::string updated = pdf;
  const std::size_t offset = updated.size();
  updated += fmt::format("{} 0 obj\n{}\nendobj\n", number, body);
  const std::size_t start = updated.size();
  updated += cross_references({{number, offset}});
  updated += fmt::format("trailer\n<</Size 200 /Root 1 0 R /Prev {}>>\nstartxref\n{}\n%%EOF\n",
                         previous_offset, start);
  return updated;
}

std::string line_of_text(double x, double y, const std::string& text, double size) {
  return fmt::format("BT /F1 {} Tf {} {} Td ({}) Tj ET\n", size, x, y, text);
}

}  // namespace domicile::test
