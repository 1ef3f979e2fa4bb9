#include "domicile/decoding.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <set>
#include <string_view>
#include <utility>

#include "read/reader.hpp"
#include "read/warm_up.hpp"
#include "sandbox/zygote.hpp"

namespace domicile {
namespace {

using SharedEngine = std::shared_ptr<OcrEngine>;

constexpr const char* widest_model = "Latin";
constexpr std::array other_scripts{"rus", "ukr", "ell", "jpn"};
constexpr std::size_t pdf_header_within = 1024;

bool is_pdf(const std::string& bytes) {
  return std::string_view(bytes).substr(0, pdf_header_within).find("%PDF-") != std::string_view::npos;
}

// Answers every call with the error that opening met.
class FailedReader : public PageReader {
 public:
  explicit FailedReader(Error error) : error_(std::move(error)) {}
  Result<Overview> overview() override { return std::unexpected(error_); }
  Result<Page> words(const WordsRequest&) override { return std::unexpected(error_); }
  Result<Picture> picture(const PictureRequest&) override { return std::unexpected(error_); }

 private:
  Error error_;
};

class InThisProcess : public Decoding {
 public:
  InThisProcess(SharedEngine engine, read::ReadOptions options, const Limits& limits)
      : options_(std::move(options)), limits_(limits) {
    options_.engine = std::move(engine);
  }
  std::unique_ptr<PageReader> open(const Attachment& attachment) const override {
    auto reader = read::make_reader(attachment.untrusted_bytes, limits_, options_);
    if (!reader) return std::make_unique<FailedReader>(reader.error());
    return std::move(*reader);
  }
  sandbox::Layers layers() const override { return {}; }

 private:
  read::ReadOptions options_;
  Limits limits_;
};

// Models that several documents have asked for are loaded once, in the zygote, for all that follow.
class WantedModels {
 public:
  explicit WantedModels(sandbox::Zygote& zygote) : zygote_(zygote) {}

  void add(const std::set<std::string>& of_document) {
    for (const auto& model : of_document) {
      if (is_due(model) && !zygote_.warm(model)) give_back();
    }
  }

 private:
  bool is_due(const std::string& model) {
    constexpr int wanted_again = 2;
    constexpr std::size_t most_kept = 4;  // some twenty megabytes each
    const std::scoped_lock lock(mutex_);
    if (kept_ == most_kept || ++wanted_[model] != wanted_again) return false;
    ++kept_;
    return true;
  }

  // One that is not installed takes no place.
  void give_back() {
    const std::scoped_lock lock(mutex_);
    --kept_;
  }

  sandbox::Zygote& zygote_;
  std::mutex mutex_;
  std::map<std::string, int> wanted_;
  std::size_t kept_ = 0;
};

// Passes everything on, and says at its end which models the document asked for beside the one that every
// picture needs.
class WatchedReader : public PageReader {
 public:
  WatchedReader(std::unique_ptr<PageReader> reader, WantedModels& wanted)
      : reader_(std::move(reader)), wanted_(wanted) {}
  ~WatchedReader() override {
    reader_.reset();
    wanted_.add(models_);
  }
  WatchedReader(const WatchedReader&) = delete;
  WatchedReader& operator=(const WatchedReader&) = delete;

  Result<Overview> overview() override { return reader_->overview(); }
  Result<Page> words(const WordsRequest& request) override {
    auto page = reader_->words(request);
    const bool by_ocr = page && page->source == WordSource::ocr && !page->words.empty();
    if (by_ocr && !request.models.empty() && request.models.front() != widest_model)
      models_.insert(request.models.front());
    return page;
  }
  Result<Picture> picture(const PictureRequest& request) override { return reader_->picture(request); }

 private:
  std::unique_ptr<PageReader> reader_;
  WantedModels& wanted_;
  std::set<std::string> models_;
};

class InChildren : public Decoding {
 public:
  InChildren(std::unique_ptr<sandbox::Zygote> zygote, const Limits& limits)
      : zygote_(std::move(zygote)), wanted_(*zygote_), limits_(limits) {}
  std::unique_ptr<PageReader> open(const Attachment& attachment) const override {
    // A picture will be recognised for certain, so its child had better start with the model in memory.
    if (!is_pdf(attachment.untrusted_bytes))
      std::call_once(latin_warmed_, [this] { (void)zygote_->warm(widest_model); });
    return std::make_unique<WatchedReader>(zygote_->open(attachment, limits_), wanted_);
  }
  sandbox::Layers layers() const override { return zygote_->layers(); }

 private:
  mutable std::once_flag latin_warmed_;
  std::unique_ptr<sandbox::Zygote> zygote_;
  mutable WantedModels wanted_;
  Limits limits_;
};

sandbox::ChildMain child_main(const SharedEngine& engine, const read::ReadOptions& options) {
  sandbox::ChildMain child;
  child.open = [engine, options](std::string untrusted_bytes, const Limits& limits) {
    auto with_engine = options;
    with_engine.engine = engine;
    return read::make_reader(std::move(untrusted_bytes), limits, with_engine);
  };
  // Fonts and a first rendering, loaded once for all children to come.
  child.prepare = [options, kept = std::make_shared<std::unique_ptr<PageReader>>()] {
    *kept = read::warm_up(options);
  };
  child.warm = [engine](const std::string& model) {
    auto warmed = read::warm_engine(*engine, model);
    // Whoever doubts the script will try each of these: one at a time would start a child anew for each.
    if (std::ranges::find(other_scripts, model) != other_scripts.end()) {
      for (const auto* other : other_scripts) (void)read::warm_engine(*engine, other);
    }
    return warmed;
  };
  child.missing_model = [engine] { return read::take_missing_model(*engine); };
  child.child_may_read = sandbox::font_paths();
  child.zygote_may_read = {options.tessdata_directory};
  return child;
}

}  // namespace

Result<std::unique_ptr<Decoding>> Decoding::start(const ScreenerOptions& options) {
  read::ReadOptions read_options;
  if (!options.tessdata_directory.empty()) read_options.tessdata_directory = options.tessdata_directory;
  const bool alone = options.sandbox == SandboxMode::off;
  auto engine = read::make_engine(read_options.tessdata_directory,
                                  alone ? options.warm_models : std::vector<std::string>{});
  if (!engine) return std::unexpected(engine.error());
  if (alone) return std::make_unique<InThisProcess>(*engine, read_options, options.limits);
  const auto isolation =
      options.sandbox == SandboxMode::strict ? sandbox::Isolation::strict : sandbox::Isolation::best;
  auto zygote = sandbox::Zygote::start(child_main(*engine, read_options), isolation);
  if (!zygote) return std::unexpected(zygote.error());
  for (const auto& model : options.warm_models) {
    if (auto warmed = (*zygote)->warm(model); !warmed) return std::unexpected(warmed.error());
  }
  return std::make_unique<InChildren>(std::move(*zygote), options.limits);
}

}  // namespace domicile
