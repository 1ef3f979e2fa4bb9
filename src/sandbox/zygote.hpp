#pragma once
// One locked-down child per attachment, forked from a process that is warm already.
//
// The program starts one Zygote early, while it has one thread and holds no secret. Whatever a document does
// then happens in a child that has no network, no file but fonts, no right, little memory and little time,
// and dies with the answer. docs/security.md names the layers and what they do not stop.
//
//   auto zygote = sandbox::Zygote::start(child_main, sandbox::Isolation::best);   // early in main()
//   auto reader = (*zygote)->open(attachment, limits);                            // from any thread
//   reader->overview();   // a bomb answers Error{took_too_long or too_large}, a crash Error{reader_crashed}

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/limits.hpp"
#include "model/page.hpp"
#include "model/page_reader.hpp"
#include "sandbox/layers.hpp"

namespace domicile::sandbox {

/// What runs on the other side. Everything here is called in the zygote or in a child, never in the program's
/// own process, and by one thread.
struct ChildMain {
  /// In a child, behind the walls: makes the reader of these bytes.
  std::function<Result<std::unique_ptr<PageReader>>(std::string untrusted_bytes, const Limits&)> open;

  /// In the zygote, once, before any child: loads what every child needs (fonts, a first rendering). May be
  /// empty.
  std::function<void()> prepare;

  /// In the zygote: loads a trusted model so that children inherit it.
  std::function<Result<void>(const std::string& model)> warm;

  /// In a child, after a call: the model that the call wanted and this process has not loaded; empty for
  /// none. The proxy then warms that model in the zygote and asks again in a new child. May be empty.
  std::function<std::string()> missing_model;

  /// Files and directories that a child may open for reading; those that do not exist are passed over.
  std::vector<std::string> child_may_read;

  /// What the zygote itself must still find for `warm`: the directory of the models.
  std::vector<std::string> zygote_may_read;
};

/// Fonts, fontconfig with its caches, and Poppler's character maps, where Linux systems keep them.
[[nodiscard]] std::vector<std::string> font_paths();

/// Starts children. Calls may come from several threads at once. Children and zygote end with this object and
/// with the program, however that ends.
class Zygote {
 public:
  /// Forks the zygote. Call it from the main thread while that is the only one: children are killed when the
  /// thread that called this ends. Fails with sandbox_unavailable where the zygote can't be started, and
  /// under Isolation::strict where a layer is missing (the message names which).
  [[nodiscard]] static Result<std::unique_ptr<Zygote>> start(const ChildMain& child_main,
                                                             Isolation isolation);

  ~Zygote();
  Zygote(const Zygote&) = delete;
  Zygote& operator=(const Zygote&) = delete;

  /// Loads `model` for all children to come. Fails as ChildMain::warm does.
  [[nodiscard]] Result<void> warm(const std::string& model);

  /// A reader of `attachment` whose calls are answered by a child of its own. Never null: what goes wrong is
  /// the answer of the first call. It must not outlive the Zygote.
  [[nodiscard]] std::unique_ptr<PageReader> open(const Attachment& attachment, const Limits& limits);

  /// The zygote's process id, to be watched; the next one's after it was killed and a reader was opened.
  [[nodiscard]] int process() const;

  /// What stands around every child.
  [[nodiscard]] const Layers& layers() const;

 private:
  struct Parts;
  explicit Zygote(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace domicile::sandbox
