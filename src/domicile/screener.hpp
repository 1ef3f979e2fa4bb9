#pragma once
// The library's one public door.
//
//   auto screener = domicile::Screener::create({.data_directory = "/usr/share/domicile"});
//   auto account = domicile::parse_account(R"({"name": …})", "account.json");
//   auto screening = (*screener)->screen({"bill.pdf", bytes}, *account, {.as_of = today});
//   screening.decision == domicile::Decision::accept

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/limits.hpp"
#include "model/account.hpp"
#include "model/page.hpp"
#include "model/screening.hpp"

namespace domicile {

namespace match {
class Matcher;
}
namespace rules {
struct RuleBook;
}
namespace screen {
struct Policy;
}
namespace sandbox {
struct Layer;
}

/// How strangers' files are kept apart from this process.
enum class SandboxMode {
  strict,  ///< a locked-down child for each, or nothing is read
  best,    ///< a child for each with every layer that the kernel grants
  off,     ///< in this process: for tests and for documents of one's own
};

struct ScreenerOptions {
  std::filesystem::path data_directory;  ///< holds locales/, parsers/ and policies/
  std::filesystem::path rules_cache;     ///< empty: data_directory/rules.cache; see rules/book_cache.hpp
  std::string tessdata_directory;        ///< empty: where Debian keeps it
  SandboxMode sandbox = SandboxMode::best;
  Limits limits;
  std::vector<std::string> warm_models;  ///< loaded at once; others when first needed
};

/// What a caller asks of one reading. Nothing here is looked up elsewhere: no clock, no environment.
struct ReadRequest {
  std::string locale_hint;  ///< BCP 47 or empty
};

struct ScreenRequest {
  Date as_of{};  ///< the day on which recency is judged
  std::string locale_hint;
  const screen::Policy* policy = nullptr;  ///< nullptr: the default policy
  std::optional<int> max_age_days;         ///< overrides the policy's limit
};

/// Reads and screens documents. Made once; calls may come from several threads at once.
class Screener {
 public:
  /// Loads the rules and starts the zygote: call it while the program has one thread.
  /// Fails with rules_invalid, sandbox_unavailable.
  [[nodiscard]] static Result<std::unique_ptr<Screener>> create(const ScreenerOptions& options);
  ~Screener();

  /// What the document says. A document that can't be read gives a Reading with its `problems`, never a
  /// failure.
  [[nodiscard]] Reading read(const Attachment& attachment, const ReadRequest& request) const;

  /// What follows from it for this account. The winning fields of a text layer are read again from the
  /// picture of the page before anything is accepted.
  [[nodiscard]] Screening screen(const Attachment& attachment, const Account& account,
                                 const ScreenRequest& request) const;

  /// The upright page as pixels, in the frame of the reading's boxes; `dpi` 20..600.
  [[nodiscard]] Result<Picture> picture(const Attachment& attachment, int page, int dpi, bool colour) const;

  [[nodiscard]] const match::Matcher& matcher() const;
  [[nodiscard]] const rules::RuleBook& rules() const;

  /// The sandbox's layers, in force or not; empty where it is off.
  [[nodiscard]] std::vector<sandbox::Layer> sandbox_layers() const;

 private:
  struct Parts;
  explicit Screener(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace domicile
