// Two names, a line each.

#include <cmath>

#include "base/text.hpp"
#include "match/match.hpp"
#include "match/name_book.hpp"
#include "promise.hpp"

using namespace domicile;
using fuzz::promise;
using match::Sameness;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto text = fuzz::as_text(data, size);
  if (size > 512 || !is_utf8(text)) return 0;
  const auto& matcher = test::name_matcher();
  const auto a = fuzz::take_line(text);
  const auto b = fuzz::take_line(text);
  const auto there = matcher.compare_names({a, 1}, {b, 1});
  const auto back = matcher.compare_names({b, 1}, {a, 1});
  promise(0 <= there.score && there.score <= 1);
  promise(there.outcome == back.outcome && std::abs(there.score - back.score) < 1e-9);
  if (there.suspicious_characters) promise(there.outcome != Sameness::same);
  for (const auto& difference : there.differences) promise(is_utf8(difference));
  for (const auto& person : matcher.persons(a)) promise(is_utf8(person) && !person.empty());
  promise(is_utf8(matcher.without_titles(a)));
  return 0;
}
