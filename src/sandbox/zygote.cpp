#include "sandbox/zygote.hpp"

#include <fmt/core.h>

#include <cstdlib>
#include <utility>

#include "base/text.hpp"
#include "sandbox/child_reader.hpp"
#include "sandbox/nursery.hpp"

namespace domicile::sandbox {

struct Zygote::Parts {
  std::unique_ptr<Nursery> nursery;
};

std::vector<std::string> font_paths() {
  std::vector<std::string> paths{
      "/usr/share/fonts",      "/usr/local/share/fonts", "/usr/share/fontconfig",       "/etc/fonts",
      "/var/cache/fontconfig", "/usr/share/poppler",     "/usr/share/ghostscript/fonts"};
  // Without the user's cache, fontconfig would read every font file again in every child.
  if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') {
    for (const char* place : {"/.fonts", "/.local/share/fonts", "/.cache/fontconfig"}) {
      paths.push_back(std::string(home) + place);
    }
  }
  return paths;
}

Zygote::Zygote(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Zygote::~Zygote() = default;

Result<std::unique_ptr<Zygote>> Zygote::start(const ChildMain& child_main, Isolation isolation) {
  auto nursery = Nursery::start(child_main);
  if (!nursery) return std::unexpected(std::move(nursery.error()));
  auto parts = std::make_unique<Parts>();
  parts->nursery = std::move(*nursery);
  std::unique_ptr<Zygote> zygote(new Zygote(std::move(parts)));
  if (isolation == Isolation::best) return zygote;
  const auto missing = missing_layers(zygote->layers());
  if (zygote->layers().empty()) {
    return fail(ErrorCode::sandbox_unavailable, "", "The zygote ended before it was ready.",
                "Run `domicile doctor`.");
  }
  if (missing.empty()) return zygote;
  return fail(ErrorCode::sandbox_unavailable, "",
              fmt::format("This kernel does not grant: {}.", join(missing, ", ")),
              "Allow them to the container or user, or run with --sandbox=best.");
}

Result<void> Zygote::warm(const std::string& model) { return parts_->nursery->warm(model); }

std::unique_ptr<PageReader> Zygote::open(const Attachment& attachment, const Limits& limits) {
  return std::make_unique<ChildReader>(*parts_->nursery, attachment, limits);
}

int Zygote::process() const { return parts_->nursery->process(); }

const Layers& Zygote::layers() const { return parts_->nursery->layers(); }

}  // namespace domicile::sandbox
