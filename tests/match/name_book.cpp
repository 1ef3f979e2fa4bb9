#include "match/name_book.hpp"

#include <filesystem>
#include <stdexcept>

#include "rules/load_names.hpp"

namespace domicile::test {

const rules::RuleBook& name_book() {
  static const rules::RuleBook book = [] {
    rules::RuleBook loaded;
    rules::Mistakes mistakes;
    for (const auto& folder : std::filesystem::directory_iterator(DOMICILE_SOURCE_DIR "/locales")) {
      const auto file = folder.path() / "names.yaml";
      if (!std::filesystem::exists(file)) continue;
      const auto tag = folder.path().filename().string();
      loaded.names.emplace(tag, rules::load_names(file, tag + "/names.yaml", mistakes));
    }
    if (!mistakes.empty()) throw std::runtime_error(to_string(mistakes.front()));
    return loaded;
  }();
  return book;
}

const match::Matcher& name_matcher() {
  static const match::Matcher matcher(name_book());
  return matcher;
}

const char* to_text(match::Sameness outcome) {
  switch (outcome) {
    case match::Sameness::same:
      return "same";
    case match::Sameness::partly:
      return "partly";
    case match::Sameness::different:
      return "different";
  }
  return "";
}

}  // namespace domicile::test
