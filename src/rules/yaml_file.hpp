#pragma once
// A YAML file read strictly: every key must be known, every value of the expected shape, and every mistake is
// reported with file and line. Mistakes are collected, so that one run of `domicile lint` shows all of them.

#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace domicile::rules {

/// Where mistakes go. One per load; ordered as found.
using Mistakes = std::vector<Error>;

/// A mapping in a YAML file whose keys are taken one by one. When it goes out of scope, keys that nobody took
/// are mistakes: "locales/de/language.yaml:12: unknown key 'lables'. Known keys: labels, kinds, …".
class YamlMap {
 public:
  /// Reads a file. A file that can't be read or is no mapping gives an empty map and a mistake.
  static YamlMap open(const std::filesystem::path& file, std::string shown_name, Mistakes& mistakes);

  YamlMap(const YAML::Node& node, std::string file, Mistakes& mistakes);
  ~YamlMap();
  YamlMap(const YamlMap&) = delete;
  YamlMap& operator=(const YamlMap&) = delete;
  YamlMap(YamlMap&& other) noexcept;

  /// Absent keys give the default; `required` makes absence a mistake.
  std::string text(const char* key, std::string_view otherwise = {});
  std::string required_text(const char* key);
  double number(const char* key, double otherwise, double at_least, double at_most);
  bool flag(const char* key, bool otherwise);

  /// A list of strings; a single string counts as a list of one. No entry may be empty or stand twice.
  std::vector<std::string> texts(const char* key);

  /// {key: [texts]} in file order is not kept; empty lists are allowed.
  std::map<std::string, std::vector<std::string>> lists(const char* key);

  /// {key: text}.
  std::map<std::string, std::string> pairs(const char* key);

  /// A nested mapping; empty where absent.
  YamlMap map(const char* key);

  /// Every key of this mapping with its nested mapping; takes them all.
  std::vector<std::pair<std::string, YamlMap>> maps();

  /// A list of mappings under `key`.
  std::vector<YamlMap> sequence(const char* key);

  [[nodiscard]] bool has(const char* key) const;

  /// "file:line" of this mapping or of one of its keys.
  [[nodiscard]] std::string where() const;
  [[nodiscard]] std::string where(const char* key) const;

  /// Adds a mistake at `key`.
  void mistake(const char* key, std::string message, std::string remedy = {});

  [[nodiscard]] const std::string& file() const { return file_; }

 private:
  YAML::Node take(const char* key);
  [[nodiscard]] std::string where(const YAML::Node& node) const;
  std::vector<std::string> strings_of(const YAML::Node& node, const std::string& key);

  YAML::Node node_;
  std::string file_;
  Mistakes* mistakes_;
  std::vector<std::string> taken_;
};

}  // namespace domicile::rules
