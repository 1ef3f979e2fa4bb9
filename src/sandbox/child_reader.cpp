#include "sandbox/child_reader.hpp"

#include <fmt/core.h>

#include <utility>

namespace domicile::sandbox {

ChildReader::ChildReader(Nursery& nursery, const Attachment& attachment, const Limits& limits)
    : nursery_(nursery), limits_(limits), time_left_(std::chrono::seconds(limits.max_wall_seconds)) {
  if (std::cmp_greater(attachment.untrusted_bytes.size(), limits.max_bytes)) {
    final_error_ = Error{ErrorCode::too_large, "",
                         fmt::format("It has {} bytes; the limit is {} (max_bytes).",
                                     attachment.untrusted_bytes.size(), limits.max_bytes),
                         "Raise max_bytes if such a document is genuine."};
    return;
  }
  auto memory = make_sealed_memory(attachment.untrusted_bytes);
  if (memory) {
    attachment_ = std::move(*memory);
  } else {
    final_error_ = std::move(memory.error());
  }
  // The child opens the document while the caller gets ready; what fails is said by the first call.
  if (auto started = ensure_child(); !started) final_error_ = std::move(started.error());
}

ChildReader::~ChildReader() { end_child(); }

Result<Overview> ChildReader::overview() { return call<Overview>(OverviewRequest{}); }
Result<Page> ChildReader::words(const WordsRequest& request) { return call<Page>(request); }
Result<Picture> ChildReader::picture(const PictureRequest& request) { return call<Picture>(request); }

template <class Value>
Result<Value> ChildReader::call(const Request& request) {
  auto answer = ask(request);
  if (!answer) return std::unexpected(std::move(answer.error()));
  if (auto* error = std::get_if<Error>(&*answer)) return std::unexpected(std::move(*error));
  if (auto* value = std::get_if<Value>(&*answer)) return std::move(*value);
  return std::unexpected(give_up(Ending::nonsense));
}

Result<Answer> ChildReader::ask(const Request& request) {
  constexpr int most_models_of_one_call = 8;
  for (int models = 0; models <= most_models_of_one_call; ++models) {
    auto answer = ask_once(request);
    const auto* needed = answer ? std::get_if<ModelNeeded>(&*answer) : nullptr;
    if (needed == nullptr) {
      // A model that can't be loaded is the installation's fault, and the caller hears so.
      if (!answer && model_error_) return std::unexpected(*model_error_);
      return answer;
    }
    if (auto warmed = nursery_.warm(needed->model); !warmed) model_error_ = std::move(warmed.error());
    // The next child inherits the model, or knows that it can't be had.
    end_child();
  }
  return std::unexpected(give_up(Ending::nonsense));
}

Result<Answer> ChildReader::ask_once(const Request& request) {
  if (final_error_) return std::unexpected(*final_error_);
  if (auto started = ensure_child(); !started) return std::unexpected(std::move(started.error()));
  const auto start = Clock::now();
  const auto deadline = start + time_left_;
  const auto sent = send_frame(child_->socket.get(), encode_request(request), deadline);
  // A child that died may have left its last words, so the answer is looked for even when sending failed.
  auto frame = receive_frame(child_->socket.get(), limits_.max_answer_bytes, deadline);
  time_left_ -= Clock::now() - start;
  if (!frame) {
    const auto fault = sent ? frame.error() : sent.error();
    if (fault == ChannelFault::timed_out) return std::unexpected(give_up(Ending::timed_out));
    return std::unexpected(give_up(fault == ChannelFault::closed ? Ending::hung_up : Ending::nonsense));
  }
  const bool was_last = frame->kind == FrameKind::last_words;
  auto answer = decode_answer(std::move(*frame), limits_);
  if (was_last) end_child();
  if (!answer && answer.error().code == ErrorCode::reader_crashed) {
    return std::unexpected(given_up(std::move(answer.error())));
  }
  return answer;
}

Result<void> ChildReader::ensure_child() {
  if (child_ || final_error_) return {};
  auto child = nursery_.fork_child(attachment_, limits_);
  if (!child) return std::unexpected(std::move(child.error()));
  child_ = std::move(*child);
  return {};
}

Death ChildReader::end_child() {
  if (!child_) return {};
  const auto death = bury(child_->process);
  child_.reset();
  return death;
}

Error ChildReader::give_up(Ending ending) {
  const auto death = end_child();
  return given_up(error_of(ending, death, limits_));
}

Error ChildReader::given_up(Error error) {
  end_child();
  final_error_ = error;
  return error;
}

}  // namespace domicile::sandbox
