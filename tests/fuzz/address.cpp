// Two addresses: a line with the country, the lines of one, an empty line, the lines of the other.

#include <string>
#include <vector>

#include "base/text.hpp"
#include "match/address_book.hpp"
#include "match/match.hpp"
#include "promise.hpp"

using namespace domicile;
using fuzz::promise;
using match::Sameness;

namespace {

const match::Matcher& matcher() {
  static const match::Matcher made(match::testing::address_book());
  return made;
}

std::vector<std::string> take_lines(std::string_view& text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto line = fuzz::take_line(text);
    if (line.empty()) break;
    lines.emplace_back(line);
  }
  return lines;
}

void check(const match::Comparison& comparison) {
  promise(0 <= comparison.score && comparison.score <= 1);
  if (comparison.suspicious_characters) promise(comparison.outcome != Sameness::same);
  for (const auto& difference : comparison.differences) promise(is_utf8(difference));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto text = fuzz::as_text(data, size);
  if (size > 4096 || !is_utf8(text)) return 0;
  const std::string country(fuzz::take_line(text));
  const auto a = matcher().parse_address(take_lines(text), country);
  const auto b = matcher().parse_address(take_lines(text), country);
  const auto compared = matcher().compare_addresses(a, b);
  check(compared);
  promise(matcher().compare_addresses(a, a).outcome != Sameness::different);
  // Taking a part away never makes two front doors one.
  for (const auto part :
       {&AddressComponents::house_number, &AddressComponents::unit, &AddressComponents::postcode}) {
    if ((b.*part).empty() || compared.outcome == Sameness::same) continue;
    auto less = b;
    (less.*part).clear();
    promise((a.*part).empty() || matcher().compare_addresses(a, less).outcome != Sameness::same);
  }
  (void)matcher().classify_line(country, "US");
  return 0;
}
