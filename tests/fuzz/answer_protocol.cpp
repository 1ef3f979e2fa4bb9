// Bytes as a hostile child may answer them: a header, a head, and the rest as samples. Whatever is accepted
// must keep the promises of the model.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.hpp"
#include "sandbox/protocol.hpp"

namespace {

using namespace domicile;
using namespace domicile::sandbox;

void require(bool promise) {
  if (!promise) std::abort();
}

void check(const Box& box) {
  require(0 <= box.x0 && box.x0 <= box.x1 && box.x1 <= 1);
  require(0 <= box.y0 && box.y0 <= box.y1 && box.y1 <= 1);
}

void check(const Page& page) {
  require(page.number >= 1 && std::isfinite(page.width_pt) && std::isfinite(page.height_pt));
  for (const auto& word : page.words) {
    check(word.box);
    require(!word.text.empty() && is_utf8(word.text) && !has_suspicious_controls(word.text));
    require(word.confidence >= 0 && word.confidence <= 1);
  }
}

void check(const Picture& picture) {
  require(picture.channels == 1 || picture.channels == 3);
  const auto pixels = static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
  require(picture.samples.size() == pixels * static_cast<std::size_t>(picture.channels));
}

void check(const Overview& overview) {
  require(overview.pages >= 0 && is_utf8(overview.producer));
  for (const auto& finding : overview.findings) check(finding.box);
}

void check(const Error& error) { require(describe(error.code).about_document && is_utf8(error.message)); }

void check(const ModelNeeded& needed) { require(!needed.model.empty() && needed.model.front() != '/'); }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (size < frame_header_bytes) return 0;
  const auto header = decode_header(bytes.substr(0, frame_header_bytes), static_cast<std::int64_t>(size));
  if (!header) return 0;
  const auto rest = bytes.substr(frame_header_bytes);
  Frame frame{header->kind, std::string(rest.substr(0, header->head_bytes)), {}};
  const auto tail = rest.substr(std::min<std::size_t>(rest.size(), header->head_bytes));
  frame.tail.assign(tail.begin(), tail.end());
  Limits limits;
  limits.max_words = 1000;
  const auto answer = decode_answer(std::move(frame), limits);
  if (answer) std::visit([](const auto& value) { check(value); }, *answer);
  return 0;
}
