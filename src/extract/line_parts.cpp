#include "extract/line_parts.hpp"

#include <algorithm>

namespace domicile::extract {

LinePart heading_part(std::string_view text, std::size_t offset) {
  LinePart part{0, text.size()};
  for (const std::string_view separator : {" - ", " – ", " — ", " | ", " · ", ": "}) {
    const auto before = text.rfind(separator, offset);
    if (before != std::string_view::npos && before < offset)
      part.begin = std::max(part.begin, before + separator.size());
    part.end = std::min(part.end, text.find(separator, offset));
  }
  part.begin = std::min(part.begin, offset);
  return part;
}

LinePart language_part(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::string_view separator = " / ";
  LinePart part{0, text.size()};
  const auto before = begin == 0 ? std::string_view::npos : text.rfind(separator, begin - 1);
  if (before != std::string_view::npos && before + separator.size() <= begin)
    part.begin = before + separator.size();
  part.end = std::min(part.end, text.find(separator, end));
  // "Date of Issue/Data tal-ħruġ"
  if (begin > 0 && text[begin - 1] == '/') part.begin = begin;
  if (end < text.size() && text[end] == '/') part.end = end;
  return part;
}

std::size_t substance(std::string_view text, std::size_t from, std::size_t to) {
  std::size_t count = 0;
  for (std::size_t i = from; i < std::min(to, text.size()); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    count += (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0xC2;
  }
  return count;
}

}  // namespace domicile::extract
