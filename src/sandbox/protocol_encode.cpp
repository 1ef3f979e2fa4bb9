#include <algorithm>
#include <utility>

#include "sandbox/protocol.hpp"
#include "sandbox/wire.hpp"

namespace domicile::sandbox {
namespace {

template <class... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};

template <class Enum>
void put_enum(WireWriter& writer, Enum value) {
  writer.put(static_cast<std::uint8_t>(value));
}

void put_box(WireWriter& writer, const Box& box) {
  for (const double edge : {box.x0, box.y0, box.x1, box.y1}) writer.put(edge);
}

void put_texts(WireWriter& writer, const std::vector<std::string>& texts) {
  writer.put_count(texts.size());
  for (const auto& text : texts) writer.put_text(text);
}

void put_word(WireWriter& writer, const Word& word) {
  writer.put_text(word.text);
  put_box(writer, word.box);
  writer.put(word.confidence);
  put_enum(writer, word.source);
  put_enum(writer, word.visibility);
  writer.put(static_cast<std::int32_t>(word.font));
  writer.put(word.height_pt);
  writer.put(static_cast<std::uint8_t>(word.mixed_type));
}

void put_finding(WireWriter& writer, const IntegrityFinding& finding) {
  writer.put_text(finding.code);
  put_enum(writer, finding.severity);
  writer.put_text(finding.message);
  writer.put(static_cast<std::int32_t>(finding.page));
  put_box(writer, finding.box);
}

std::string head_of(const Overview& overview) {
  WireWriter writer;
  writer.put_text(overview.media_type);
  writer.put(static_cast<std::int32_t>(overview.pages));
  writer.put_text(overview.producer);
  writer.put_text(overview.creator);
  writer.put_text(overview.language);
  writer.put_count(overview.has_text_layer.size());
  for (const bool has : overview.has_text_layer) writer.put(static_cast<std::uint8_t>(has));
  writer.put_count(overview.findings.size());
  for (const auto& finding : overview.findings) put_finding(writer, finding);
  writer.put_text(overview.saved);
  writer.put(static_cast<std::uint8_t>(overview.resaved));
  return writer.take();
}

std::string head_of(const Page& page) {
  constexpr std::size_t usual_word_bytes = 72;
  WireWriter writer;
  writer.reserve(256 + page.words.size() * usual_word_bytes);
  writer.put(static_cast<std::int32_t>(page.number));
  writer.put(page.width_pt);
  writer.put(page.height_pt);
  put_enum(writer, page.source);
  writer.put(page.rotation_degrees);
  writer.put(page.quality.score);
  put_texts(writer, page.quality.problems);
  writer.put_count(page.regions_read.size());
  for (const auto& region : page.regions_read) put_box(writer, region);
  writer.put_count(page.words.size());
  for (const auto& word : page.words) put_word(writer, word);
  return writer.take();
}

std::string head_of(const Picture& picture) {
  WireWriter writer;
  for (const int number : {picture.width, picture.height, picture.channels}) {
    writer.put(static_cast<std::int32_t>(number));
  }
  return writer.take();
}

std::string head_of(const Error& error) {
  WireWriter writer;
  put_enum(writer, error.code);
  writer.put_text(error.where);
  writer.put_text(error.message);
  writer.put_text(error.remedy);
  return writer.take();
}

std::string head_of(const ModelNeeded& needed) {
  WireWriter writer;
  writer.put_text(needed.model);
  return writer.take();
}

std::string head_of(const WordsRequest& request) {
  WireWriter writer;
  writer.put(static_cast<std::int32_t>(request.page));
  put_box(writer, request.region);
  put_enum(writer, request.source);
  put_texts(writer, request.models);
  put_enum(writer, request.look);
  return writer.take();
}

std::string head_of(const PictureRequest& request) {
  WireWriter writer;
  writer.put(static_cast<std::int32_t>(request.page));
  put_box(writer, request.region);
  writer.put(static_cast<std::int32_t>(request.dpi));
  writer.put(static_cast<std::uint8_t>(request.colour));
  return writer.take();
}

}  // namespace

std::string encode_header(const FrameHeader& header) {
  WireWriter writer;
  put_enum(writer, header.kind);
  writer.put(header.head_bytes);
  writer.put(header.tail_bytes);
  return writer.take();
}

Frame encode_request(const Request& request) {
  return std::visit(
      Overloaded{
          [](const OverviewRequest&) { return Frame{FrameKind::overview_request, {}, {}}; },
          [](const WordsRequest& words) { return Frame{FrameKind::words_request, head_of(words), {}}; },
          [](const PictureRequest& picture) {
            return Frame{FrameKind::picture_request, head_of(picture), {}};
          },
      },
      request);
}

Frame encode_answer(Answer answer) {
  return std::visit(
      Overloaded{
          [](const Overview& overview) { return Frame{FrameKind::overview, head_of(overview), {}}; },
          [](const Page& page) { return Frame{FrameKind::page, head_of(page), {}}; },
          [](Picture& picture) {
            return Frame{FrameKind::picture, head_of(picture), std::move(picture.samples)};
          },
          [](const Error& error) { return Frame{FrameKind::error, head_of(error), {}}; },
          [](const ModelNeeded& needed) { return Frame{FrameKind::model_needed, head_of(needed), {}}; },
      },
      answer);
}

Frame encode_last_words(const Error& error) { return {FrameKind::last_words, head_of(error), {}}; }

}  // namespace domicile::sandbox
