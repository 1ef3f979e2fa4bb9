#include "rules/yaml_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace domicile::rules {

YamlMap YamlMap::open(const std::filesystem::path& file, std::string shown_name, Mistakes& mistakes) {
  try {
    YAML::Node node = YAML::LoadFile(file.string());
    if (!node.IsMap()) {
      mistakes.push_back({ErrorCode::rules_invalid, shown_name, "the file is no mapping of keys to values.",
                          "Start it with a line like 'language: de'."});
      node = YAML::Node(YAML::NodeType::Map);
    }
    return {node, std::move(shown_name), mistakes};
  } catch (const YAML::BadFile&) {
    mistakes.push_back({ErrorCode::rules_invalid, shown_name, "the file can't be read.",
                        "Check that it exists and may be read."});
  } catch (const YAML::Exception& error) {
    mistakes.push_back({ErrorCode::rules_invalid, fmt::format("{}:{}", shown_name, error.mark.line + 1),
                        fmt::format("not valid YAML: {}.", error.msg),
                        "Mind indentation, colons and quotes."});
  }
  return {YAML::Node(YAML::NodeType::Map), std::move(shown_name), mistakes};
}

YamlMap::YamlMap(const YAML::Node& node, std::string file, Mistakes& mistakes)
    : node_(node), file_(std::move(file)), mistakes_(&mistakes) {}

YamlMap::YamlMap(YamlMap&& other) noexcept
    : node_(other.node_), file_(other.file_), mistakes_(other.mistakes_), taken_(std::move(other.taken_)) {
  other.mistakes_ = nullptr;
}

YamlMap::~YamlMap() {
  if (mistakes_ == nullptr || !node_.IsMap()) return;
  std::set<std::string> seen;
  for (const auto& entry : node_) {
    const auto key = entry.first.as<std::string>("");
    if (!seen.insert(key).second) {
      mistakes_->push_back({ErrorCode::rules_invalid, where(entry.first),
                            fmt::format("key '{}' stands twice.", key), "Keep one."});
    }
    if (std::ranges::find(taken_, key) != taken_.end()) continue;
    mistakes_->push_back({ErrorCode::rules_invalid, where(entry.first), fmt::format("unknown key '{}'.", key),
                          fmt::format("Known keys here: {}.", join(taken_, ", "))});
  }
}

YAML::Node YamlMap::take(const char* key) {
  taken_.emplace_back(key);
  if (!node_.IsMap()) return YAML::Node(YAML::NodeType::Undefined);
  const YAML::Node& readable = node_;
  return readable[key];
}

std::string YamlMap::where(const YAML::Node& node) const {
  const auto mark = node.Mark();
  return mark.is_null() ? file_ : fmt::format("{}:{}", file_, mark.line + 1);
}

std::string YamlMap::where() const { return where(node_); }

std::string YamlMap::where(const char* key) const {
  const YAML::Node& readable = node_;
  const auto node = readable.IsMap() ? readable[key] : YAML::Node(YAML::NodeType::Undefined);
  return node.IsDefined() ? where(node) : where();
}

bool YamlMap::has(const char* key) const {
  const YAML::Node& readable = node_;
  return readable.IsMap() && readable[key].IsDefined();
}

void YamlMap::mistake(const char* key, std::string message, std::string remedy) {
  mistakes_->push_back({ErrorCode::rules_invalid, where(key), std::move(message), std::move(remedy)});
}

std::string YamlMap::text(const char* key, std::string_view otherwise) {
  const auto node = take(key);
  if (!node.IsDefined()) return std::string(otherwise);
  if (!node.IsScalar() || node.Scalar().empty()) {
    mistake(key, fmt::format("'{}' must be a text.", key));
    return std::string(otherwise);
  }
  return to_nfc(node.Scalar());
}

std::string YamlMap::required_text(const char* key) {
  if (!has(key)) mistake(key, fmt::format("'{}' is missing.", key), "Add it.");
  return text(key);
}

double YamlMap::number(const char* key, double otherwise, double at_least, double at_most) {
  const auto node = take(key);
  if (!node.IsDefined()) return otherwise;
  double value = otherwise;
  if (!node.IsScalar() || !YAML::convert<double>::decode(node, value) || value < at_least ||
      value > at_most) {
    mistake(key, fmt::format("'{}' must be a number from {} to {}.", key, at_least, at_most));
    return otherwise;
  }
  return value;
}

bool YamlMap::flag(const char* key, bool otherwise) {
  const auto node = take(key);
  if (!node.IsDefined()) return otherwise;
  bool value = otherwise;
  if (!node.IsScalar() || !YAML::convert<bool>::decode(node, value)) {
    mistake(key, fmt::format("'{}' must be true or false.", key));
  }
  return value;
}

std::vector<std::string> YamlMap::strings_of(const YAML::Node& node, const std::string& key) {
  std::vector<std::string> found;
  const auto add = [&](const YAML::Node& entry) {
    if (!entry.IsScalar() || squeeze(entry.Scalar()).empty()) {
      mistakes_->push_back({ErrorCode::rules_invalid, where(entry),
                            fmt::format("an entry of '{}' is no text.", key),
                            "Quote entries such as 'no', 'on' or '1'."});
      return;
    }
    auto value = to_nfc(entry.Scalar());
    if (std::ranges::find(found, value) != found.end()) {
      mistakes_->push_back({ErrorCode::rules_invalid, where(entry),
                            fmt::format("'{}' stands twice in '{}'.", value, key), "Keep one."});
      return;
    }
    found.push_back(std::move(value));
  };
  if (node.IsScalar()) {
    add(node);
  } else if (node.IsSequence()) {
    for (const auto& entry : node) add(entry);
  } else if (!node.IsNull()) {
    mistakes_->push_back({ErrorCode::rules_invalid, where(node),
                          fmt::format("'{}' must be a list of texts.", key), "Write it as [one, two]."});
  }
  return found;
}

std::vector<std::string> YamlMap::texts(const char* key) {
  const auto node = take(key);
  return node.IsDefined() ? strings_of(node, key) : std::vector<std::string>{};
}

std::map<std::string, std::vector<std::string>> YamlMap::lists(const char* key) {
  const auto node = take(key);
  std::map<std::string, std::vector<std::string>> found;
  if (!node.IsDefined()) return found;
  if (!node.IsMap()) {
    mistake(key, fmt::format("'{}' must map names to lists of texts.", key));
    return found;
  }
  for (const auto& entry : node) {
    auto name = to_nfc(entry.first.as<std::string>(""));
    auto values = strings_of(entry.second, name);
    if (!found.emplace(name, std::move(values)).second) {
      mistakes_->push_back({ErrorCode::rules_invalid, where(entry.first),
                            fmt::format("'{}' stands twice in '{}'.", name, key), ""});
    }
  }
  return found;
}

std::map<std::string, std::string> YamlMap::pairs(const char* key) {
  const auto node = take(key);
  std::map<std::string, std::string> found;
  if (!node.IsDefined()) return found;
  if (!node.IsMap()) {
    mistake(key, fmt::format("'{}' must map names to texts.", key));
    return found;
  }
  for (const auto& entry : node) {
    if (!entry.second.IsScalar()) {
      mistakes_->push_back({ErrorCode::rules_invalid, where(entry.second),
                            fmt::format("an entry of '{}' is no text.", key), ""});
      continue;
    }
    found.emplace(to_nfc(entry.first.as<std::string>("")), to_nfc(entry.second.Scalar()));
  }
  return found;
}

YamlMap YamlMap::map(const char* key) {
  auto node = take(key);
  if (node.IsDefined() && !node.IsMap()) mistake(key, fmt::format("'{}' must be a mapping.", key));
  return {node.IsDefined() && node.IsMap() ? node : YAML::Node(YAML::NodeType::Map), file_, *mistakes_};
}

std::vector<std::pair<std::string, YamlMap>> YamlMap::maps() {
  std::vector<std::pair<std::string, YamlMap>> found;
  if (!node_.IsMap()) return found;
  for (const auto& entry : node_) {
    auto name = entry.first.as<std::string>("");
    taken_.push_back(name);
    if (entry.second.IsMap()) {
      found.emplace_back(name, YamlMap{entry.second, file_, *mistakes_});
    } else {
      mistakes_->push_back(
          {ErrorCode::rules_invalid, where(entry.second), fmt::format("'{}' must be a mapping.", name), ""});
    }
  }
  return found;
}

std::vector<YamlMap> YamlMap::sequence(const char* key) {
  const auto node = take(key);
  std::vector<YamlMap> found;
  if (!node.IsDefined()) return found;
  if (!node.IsSequence()) {
    mistake(key, fmt::format("'{}' must be a list of mappings.", key));
    return found;
  }
  for (const auto& entry : node) {
    if (entry.IsMap()) {
      found.emplace_back(entry, file_, *mistakes_);
    } else {
      mistakes_->push_back(
          {ErrorCode::rules_invalid, where(entry), fmt::format("an entry of '{}' is no mapping.", key), ""});
    }
  }
  return found;
}

}  // namespace domicile::rules
