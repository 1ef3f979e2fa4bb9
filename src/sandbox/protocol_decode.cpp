#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "base/text.hpp"
#include "sandbox/protocol.hpp"
#include "sandbox/wire.hpp"

namespace domicile::sandbox {
namespace {

constexpr std::size_t max_text_bytes = 1 << 20;
constexpr std::size_t max_word_bytes = 1 << 16;
constexpr std::size_t max_sentence_bytes = 2048;
constexpr std::size_t max_code_bytes = 64;
constexpr std::size_t max_findings = 10'000;
constexpr std::size_t max_pages_described = 1'000'000;
constexpr std::size_t max_models = 64;
constexpr std::size_t box_bytes = 4 * sizeof(double);
constexpr double max_page_pt = 10'000'000;

std::unexpected<Error> nonsense(const std::string& what) {
  return fail(ErrorCode::reader_crashed, "",
              "The reader of this document gave an answer that makes no sense: " + what + ".",
              "Send the document to a person.");
}

bool is_plain_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 127; });
}

std::string take_clean_text(WireReader& reader, std::size_t max_bytes) {
  const auto untrusted_text = reader.take_text(max_bytes);
  if (is_plain_ascii(untrusted_text)) return std::string(untrusted_text);
  if (!is_utf8(untrusted_text)) {
    reader.spoil();
    return {};
  }
  return to_nfc(without_controls(untrusted_text));
}

bool is_code_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

std::string take_code(WireReader& reader) {
  const auto code = reader.take_text(max_code_bytes);
  if (code.empty() || !std::ranges::all_of(code, is_code_letter)) reader.spoil();
  return reader.good() ? std::string(code) : std::string{};
}

std::string take_model(WireReader& reader) {
  const auto model = reader.take_text(max_code_bytes);
  const auto fits = [](char c) {
    return is_code_letter(c) || (c >= 'A' && c <= 'Z') || c == '-' || c == '+' || c == '/';
  };
  if (model.empty() || model.front() == '/' || !std::ranges::all_of(model, fits)) reader.spoil();
  return reader.good() ? std::string(model) : std::string{};
}

template <class Enum>
Enum take_enum(WireReader& reader, Enum last) {
  const auto number = reader.take<std::uint8_t>();
  if (number > static_cast<std::uint8_t>(last)) reader.spoil();
  return reader.good() ? static_cast<Enum>(number) : Enum{};
}

bool take_bool(WireReader& reader) {
  const auto number = reader.take<std::uint8_t>();
  if (number > 1) reader.spoil();
  return number == 1;
}

double take_number(WireReader& reader, double low, double high) {
  const auto number = reader.take<double>();
  if (!std::isfinite(number)) reader.spoil();
  return reader.good() ? std::clamp(number, low, high) : low;
}

int take_integer(WireReader& reader, int low, int high) {
  const auto number = reader.take<std::int32_t>();
  if (number < low || number > high) reader.spoil();
  return reader.good() ? number : low;
}

Box take_box(WireReader& reader) {
  Box box;
  for (double* edge : {&box.x0, &box.y0, &box.x1, &box.y1}) *edge = take_number(reader, 0, 1);
  if (box.x0 > box.x1) std::swap(box.x0, box.x1);
  if (box.y0 > box.y1) std::swap(box.y0, box.y1);
  return box;
}

Word take_word(WireReader& reader) {
  Word word;
  word.text = take_clean_text(reader, max_word_bytes);
  word.box = take_box(reader);
  word.confidence = take_number(reader, 0, 1);
  word.source = take_enum(reader, WordSource::ocr);
  word.visibility = take_enum(reader, Visibility::said_instead);
  word.font = take_integer(reader, -1, 1 << 20);
  word.height_pt = take_number(reader, 0, max_page_pt);
  word.mixed_type = take_bool(reader);
  return word;
}

IntegrityFinding take_finding(WireReader& reader) {
  IntegrityFinding finding;
  finding.code = take_code(reader);
  finding.severity = take_enum(reader, IntegrityFinding::Severity::critical);
  finding.message = take_clean_text(reader, max_sentence_bytes);
  finding.page = take_integer(reader, 0, max_pages_described);
  finding.box = take_box(reader);
  return finding;
}

Overview take_overview(WireReader& reader) {
  constexpr std::size_t min_finding_bytes = 4 + 1 + 4 + 4 + box_bytes;
  Overview overview;
  overview.media_type = take_clean_text(reader, max_code_bytes);
  overview.pages = take_integer(reader, 0, max_pages_described);
  overview.producer = take_clean_text(reader, max_text_bytes);
  overview.creator = take_clean_text(reader, max_text_bytes);
  overview.language = take_clean_text(reader, max_text_bytes);
  const auto layers = reader.take_count(static_cast<std::size_t>(overview.pages), 1);
  for (std::size_t i = 0; i < layers; ++i) overview.has_text_layer.push_back(take_bool(reader));
  const auto findings = reader.take_count(max_findings, min_finding_bytes);
  for (std::size_t i = 0; i < findings && reader.good(); ++i)
    overview.findings.push_back(take_finding(reader));
  overview.saved = take_clean_text(reader, max_code_bytes);
  overview.resaved = take_bool(reader);
  return overview;
}

std::vector<Word> take_words(WireReader& reader) {
  constexpr std::size_t word_bytes = 4 + box_bytes + 8 + 1 + 1 + 4 + 8 + 1;
  const auto count = reader.take_count(SIZE_MAX, word_bytes);
  std::vector<Word> words;
  words.reserve(count);
  for (std::size_t i = 0; i < count && reader.good(); ++i) {
    auto word = take_word(reader);
    // A word of control characters alone is nothing that a person sees.
    if (!word.text.empty()) words.push_back(std::move(word));
  }
  return words;
}

Page take_page(WireReader& reader) {
  Page page;
  page.number = take_integer(reader, 1, max_pages_described);
  page.width_pt = take_number(reader, 0, max_page_pt);
  page.height_pt = take_number(reader, 0, max_page_pt);
  page.source = take_enum(reader, WordSource::ocr);
  page.rotation_degrees = take_number(reader, -720, 720);
  page.quality.score = take_number(reader, 0, 1);
  const auto problems = reader.take_count(max_models, 4);
  for (std::size_t i = 0; i < problems && reader.good(); ++i) {
    page.quality.problems.push_back(take_code(reader));
  }
  const auto regions = reader.take_count(max_findings, box_bytes);
  for (std::size_t i = 0; i < regions && reader.good(); ++i) page.regions_read.push_back(take_box(reader));
  page.words = take_words(reader);
  return page;
}

Result<Answer> page_answer(WireReader& reader, const Limits& limits) {
  auto page = take_page(reader);
  if (!reader.good_and_used_up()) return nonsense("a page that can't be read");
  if (std::cmp_greater(page.words.size(), limits.max_words)) {
    return fail(ErrorCode::too_large, fmt::format("page {}", page.number),
                fmt::format("There are more than {} words on it (max_words).", limits.max_words),
                "Raise max_words if such a document is genuine.");
  }
  return page;
}

Result<Answer> picture_answer(WireReader& reader, std::vector<std::uint8_t> untrusted_samples,
                              const Limits& limits) {
  constexpr int max_side = 1 << 20;
  Picture picture;
  picture.width = take_integer(reader, 0, max_side);
  picture.height = take_integer(reader, 0, max_side);
  picture.channels = take_integer(reader, 1, 3);
  const auto pixels = static_cast<std::int64_t>(picture.width) * picture.height;
  if (!reader.good_and_used_up() || picture.channels == 2) return nonsense("a picture without a shape");
  if (pixels > limits.max_pixels) return nonsense("a picture over max_pixels");
  if (static_cast<std::uint64_t>(pixels * picture.channels) != untrusted_samples.size()) {
    return nonsense("a picture with too few or too many samples");
  }
  picture.samples = std::move(untrusted_samples);
  return picture;
}

Result<Answer> error_answer(WireReader& reader) {
  Error error;
  error.code = take_enum(reader, ErrorCode::internal_defect);
  error.where = take_clean_text(reader, max_sentence_bytes);
  error.message = take_clean_text(reader, max_sentence_bytes);
  error.remedy = take_clean_text(reader, max_sentence_bytes);
  if (!reader.good_and_used_up()) return nonsense("an error that can't be read");
  // A child speaks of its document only; a stranger must not make the program end with a defect of its own.
  if (!describe(error.code).about_document) {
    return fail(ErrorCode::reader_crashed, error.where,
                "The reader of this document failed: " + error.message, error.remedy);
  }
  return error;
}

template <class Value>
Result<Answer> whole(const WireReader& reader, Value value, const char* what) {
  if (!reader.good_and_used_up()) return nonsense(what);
  return Answer(std::move(value));
}

WordsRequest take_words_request(WireReader& reader) {
  WordsRequest request;
  request.page = reader.take<std::int32_t>();
  request.region = take_box(reader);
  request.source = take_enum(reader, WordsRequest::Source::whole);
  request.models.clear();
  const auto models = reader.take_count(max_models, 4);
  for (std::size_t i = 0; i < models && reader.good(); ++i) request.models.push_back(take_model(reader));
  request.look = take_enum(reader, WordsRequest::Look::thorough);
  return request;
}

PictureRequest take_picture_request(WireReader& reader) {
  PictureRequest request;
  request.page = reader.take<std::int32_t>();
  request.region = take_box(reader);
  request.dpi = reader.take<std::int32_t>();
  request.colour = take_bool(reader);
  return request;
}

}  // namespace

Result<FrameHeader> decode_header(std::string_view untrusted_bytes, std::int64_t max_bytes) {
  WireReader reader(untrusted_bytes);
  FrameHeader header;
  header.kind = static_cast<FrameKind>(reader.take<std::uint8_t>());
  header.head_bytes = reader.take<std::uint64_t>();
  header.tail_bytes = reader.take<std::uint64_t>();
  const auto limit = static_cast<std::uint64_t>(std::max<std::int64_t>(0, max_bytes));
  const bool fits = header.head_bytes <= limit && header.tail_bytes <= limit - header.head_bytes;
  if (!reader.good_and_used_up()) return nonsense("a frame without a header");
  if (!fits) return nonsense("an answer over max_answer_bytes");
  return header;
}

Result<Request> decode_request(const Frame& frame) {
  WireReader reader(frame.head);
  Request request;
  switch (frame.kind) {
    case FrameKind::overview_request:
      break;
    case FrameKind::words_request:
      request = take_words_request(reader);
      break;
    case FrameKind::picture_request:
      request = take_picture_request(reader);
      break;
    default:
      reader.spoil();
  }
  if (!reader.good_and_used_up() || !frame.tail.empty()) {
    return fail(ErrorCode::internal_defect, "", "A request to the reader makes no sense.");
  }
  return request;
}

Result<Answer> decode_answer(Frame frame, const Limits& limits) {
  WireReader reader(frame.head);
  if (frame.kind != FrameKind::picture && !frame.tail.empty()) return nonsense("samples without a picture");
  switch (frame.kind) {
    case FrameKind::overview: {
      auto overview = take_overview(reader);
      return whole(reader, std::move(overview), "an overview that can't be read");
    }
    case FrameKind::page:
      return page_answer(reader, limits);
    case FrameKind::picture:
      return picture_answer(reader, std::move(frame.tail), limits);
    case FrameKind::error:
    case FrameKind::last_words:
      return error_answer(reader);
    case FrameKind::model_needed: {
      ModelNeeded needed{take_model(reader)};
      return whole(reader, std::move(needed), "a model without a name");
    }
    default:
      return nonsense("a frame of an unknown kind");
  }
}

}  // namespace domicile::sandbox
