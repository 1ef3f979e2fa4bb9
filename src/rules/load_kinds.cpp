#include "rules/load_kinds.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

#include "base/text.hpp"
#include "rules/language_rules.hpp"

namespace domicile::rules {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> yaml_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::vector<std::string> patterns(YamlMap& file, const char* key) {
  auto found = file.texts(key);
  for (const auto& pattern : found) {
    const re2::RE2 compiled(pattern, re2::RE2::Quiet);
    if (!compiled.ok()) {
      file.mistake(key, fmt::format("'{}' is no RE2 pattern: {}.", pattern, compiled.error()),
                   "docs/parsers.md says what patterns see.");
    }
  }
  return found;
}

std::string known_kind(YamlMap& file, const char* key, std::string value) {
  const auto& known = kind_names();
  if (!value.empty() && value != "other" && std::ranges::find(known, value) == known.end()) {
    file.mistake(key, fmt::format("'{}' is no kind.", value), fmt::format("Known: {}.", join(known, ", ")));
  }
  return value;
}

Kind load_kind(const fs::path& path, Mistakes& mistakes) {
  auto file = YamlMap::open(path, "parsers/" + path.filename().string(), mistakes);
  Kind kind;
  kind.file = file.file();
  kind.name = known_kind(file, "kind", file.required_text("kind"));
  (void)file.text("about");
  kind.patterns = patterns(file, "patterns");
  auto subkinds = file.map("subkinds");
  for (auto& [name, rules] : subkinds.maps()) {
    kind.subkinds.push_back(
        {name, patterns(rules, "patterns"), known_kind(rules, "resembles", rules.text("resembles"))});
    known_kind(rules, "patterns", name);
  }
  return kind;
}

IssuerRules load_issuer(const fs::path& path, Mistakes& mistakes) {
  auto file = YamlMap::open(path, "parsers/issuers/" + path.filename().string(), mistakes);
  IssuerRules issuer;
  issuer.file = file.file();
  issuer.name = file.required_text("issuer");
  issuer.marks = file.texts("marks");
  if (issuer.marks.empty())
    file.mistake("marks", "'marks' is missing.", "Give what only this issuer prints.");
  issuer.kind = known_kind(file, "kind", file.text("kind"));
  issuer.subkind = known_kind(file, "subkind", file.text("subkind"));
  issuer.numeric_date_order = file.text("numeric_date_order");
  issuer.labels = file.lists("labels");
  const auto& roles = label_roles();
  for (const auto& [role, wordings] : issuer.labels) {
    if (std::ranges::find(roles, role) == roles.end()) {
      file.mistake("labels", fmt::format("'{}' is no label role.", role),
                   fmt::format("Known: {}.", join(roles, ", ")));
    }
  }
  return issuer;
}

std::map<std::string, double> load_weights(const fs::path& path, Mistakes& mistakes) {
  auto file = YamlMap::open(path, "parsers/weights.yaml", mistakes);
  std::map<std::string, double> weights;
  (void)file.texts("sources");
  for (const auto& [name, text] : file.pairs("weights")) {
    double value = 0;
    if (!YAML::convert<double>::decode(YAML::Node(text), value)) {
      file.mistake("weights", fmt::format("the weight of '{}' is no number.", name));
    }
    weights.emplace(name, value);
  }
  return weights;
}

std::vector<std::string> load_editors(const fs::path& path, Mistakes& mistakes) {
  auto file = YamlMap::open(path, "parsers/producers.yaml", mistakes);
  if (file.texts("sources").empty()) {
    file.mistake("sources", "'sources' is missing.", "Say where the names were taken from.");
  }
  return file.texts("editors");
}

}  // namespace

KindRules load_kinds(const fs::path& parsers, Mistakes& mistakes) {
  KindRules rules;
  for (const auto& path : yaml_files(parsers)) {
    if (path.filename() == "weights.yaml") {
      rules.weights = load_weights(path, mistakes);
    } else if (path.filename() == "producers.yaml") {
      rules.editors = load_editors(path, mistakes);
    } else {
      rules.kinds.push_back(load_kind(path, mistakes));
    }
  }
  for (const auto& path : yaml_files(parsers / "issuers"))
    rules.issuers.push_back(load_issuer(path, mistakes));
  if (rules.kinds.empty()) {
    mistakes.push_back({ErrorCode::rules_invalid, parsers.string(), "no document kind is described here.",
                        "Point --data at a folder with locales/ and parsers/."});
  }
  return rules;
}

}  // namespace domicile::rules
