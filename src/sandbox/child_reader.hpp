#pragma once
// A PageReader whose pages are read by a child.

#include <chrono>
#include <optional>
#include <string>

#include "base/limits.hpp"
#include "model/page_reader.hpp"
#include "sandbox/death.hpp"
#include "sandbox/descriptor.hpp"
#include "sandbox/nursery.hpp"
#include "sandbox/protocol.hpp"

namespace domicile::sandbox {

/// Passes each call to its child and checks what comes back. Starts the child, and starts another where a
/// child ran out of memory or lacked a model; after a crash, a time-out or nonsense every further call fails
/// as that one did. The wall clock runs while a call waits, summed over all calls. The child ends with this
/// object.
class ChildReader : public PageReader {
 public:
  ChildReader(Nursery& nursery, const Attachment& attachment, const Limits& limits);
  ~ChildReader() override;
  ChildReader(const ChildReader&) = delete;
  ChildReader& operator=(const ChildReader&) = delete;

  [[nodiscard]] Result<Overview> overview() override;
  [[nodiscard]] Result<Page> words(const WordsRequest& request) override;
  [[nodiscard]] Result<Picture> picture(const PictureRequest& request) override;

 private:
  template <class Value>
  Result<Value> call(const Request& request);
  Result<Answer> ask(const Request& request);
  Result<Answer> ask_once(const Request& request);
  Result<void> ensure_child();
  Death end_child();
  Error give_up(Ending ending);
  Error given_up(Error error);

  Nursery& nursery_;
  Limits limits_;
  Descriptor attachment_;
  std::optional<ChildHandle> child_;
  std::optional<Error> final_error_;
  std::optional<Error> model_error_;
  Clock::duration time_left_;
};

}  // namespace domicile::sandbox
