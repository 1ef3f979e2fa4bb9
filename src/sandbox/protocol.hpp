#pragma once
// What crosses the socket between the program and a child.
//
// A frame is a header, a head and a tail. The head holds one request or one answer in the codec of wire.hpp;
// the tail holds the samples of a picture as they are. The child's answers are a stranger's: every count,
// length, number, box and text is checked against limits of the program before it is believed, and an answer
// that breaks one of them is `reader_crashed`.

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "base/limits.hpp"
#include "model/page.hpp"
#include "model/page_reader.hpp"

namespace domicile::sandbox {

enum class FrameKind : std::uint8_t {
  overview_request = 1,
  words_request,
  picture_request,
  overview = 101,
  page,
  picture,
  error,
  last_words,  ///< an error after which the child ends; a new one may answer the next request
  model_needed,
};

/// What stands before each frame.
struct FrameHeader {
  FrameKind kind{};
  std::uint64_t head_bytes = 0;
  std::uint64_t tail_bytes = 0;
};
inline constexpr std::size_t frame_header_bytes = 17;

struct Frame {
  FrameKind kind{};
  std::string head;
  std::vector<std::uint8_t> tail;
};

struct OverviewRequest {};
using Request = std::variant<OverviewRequest, WordsRequest, PictureRequest>;

/// The child can't go on without this model; it is no failure and never reaches a caller.
struct ModelNeeded {
  std::string model;
};
using Answer = std::variant<Overview, Page, Picture, Error, ModelNeeded>;

[[nodiscard]] std::string encode_header(const FrameHeader& header);

/// Fails with reader_crashed where the kind is unknown, or head and tail together are over `max_bytes`.
[[nodiscard]] Result<FrameHeader> decode_header(std::string_view untrusted_bytes, std::int64_t max_bytes);

[[nodiscard]] Frame encode_request(const Request& request);

/// The request of a frame; the program is trusted, yet a frame that makes no sense fails with
/// internal_defect.
[[nodiscard]] Result<Request> decode_request(const Frame& frame);

/// The frame of an answer; an Error may be given as the child's `last_words`.
[[nodiscard]] Frame encode_answer(Answer answer);
[[nodiscard]] Frame encode_last_words(const Error& error);

/// The answer of a frame, checked and cleaned: text is UTF-8 in NFC without control characters, boxes are
/// finite and inside 0..1, codes are lower-case words, numbers are in their ranges, `words` and `samples` are
/// within within `limits`. A page of {2 words, one at x0 = 1.0001} passes with that box clamped; one at x0 =
/// NaN fails with reader_crashed, as does an Error whose code says nothing about a document.
[[nodiscard]] Result<Answer> decode_answer(Frame frame, const Limits& limits);

}  // namespace domicile::sandbox
