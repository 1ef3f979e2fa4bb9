// For each document that standard input names, one JSON line with what was considered for each field:
//   {"file": "…", "choices": {"issue_date": [{"value": "2026-11-03", "source": "ocr", "features":
//   {"date.foot": 1}}]}}
// Takes the folder of the rules as its argument, and after it, if wished, which share of all wordings it is
// to forget and the seed that chooses them. Reads in this process: for documents of one's own.

#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>
#include <string_view>
#include <system_error>

#include "domicile/decoding.hpp"
#include "domicile/reading_plan.hpp"
#include "extract/choice.hpp"
#include "match/match.hpp"
#include "model/json.hpp"
#include "rules/rule_book.hpp"

using namespace domicile;
using Json = nlohmann::ordered_json;

namespace {

/// Keeps the last extraction of a document, which saw all that was read.
class LastChoices : public extract::ChoiceLog {
 public:
  void start_document() override { choices = Json::object(); }
  void record(const std::string& field, const std::vector<extract::Considered>& candidates) override {
    if (choices.contains(field)) return;  // a second choice is made among leftovers
    auto& list = choices[field] = Json::array();
    for (const auto& candidate : candidates) {
      Json features = Json::object();
      for (const auto& [name, strength] : candidate.features) {
        features[name] = features.value(name, 0.0) + strength;
      }
      list.push_back(
          {{"value", candidate.value}, {"source", to_string(candidate.source)}, {"features", features}});
    }
  }
  Json choices = Json::object();
};

/// An issuer that nobody has seen words things as no file of `locales/` has it. Forgetting some of what the
/// files have makes known documents as hard as unknown ones.
void forget(rules::RuleBook& book, double share, unsigned seed) {
  std::mt19937_64 random(seed);
  std::bernoulli_distribution forgotten(share);
  const auto thin = [&](std::map<std::string, std::vector<std::string>>& wordings) {
    for (auto& [name, list] : wordings) std::erase_if(list, [&](const auto&) { return forgotten(random); });
  };
  const auto thin_all = [&](auto& rules) {
    thin(rules.labels);
    thin(rules.titles);
    thin(rules.terms);
  };
  for (auto& language : book.languages) thin_all(language);
  for (auto& region : book.regions) thin_all(region);
  book.wordings = rules::index_wordings(book.languages, book.regions, book.addresses);
}

template <typename Number>
bool is_number(std::string_view text, Number& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

int failed(const Error& error) {
  fmt::print(stderr, "considered: {}\n", to_string(error));
  return describe(error.code).exit_status;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 && argc != 4) {
    fmt::print(stderr, "considered: name the folder of locales/ and parsers/, or that, a share and a seed\n");
    return 2;
  }
  const ScreenerOptions options{.data_directory = argv[1], .sandbox = SandboxMode::off};
  const auto decoding = Decoding::start(options);
  if (!decoding) return failed(decoding.error());
  auto book = rules::load_rules(options.data_directory);
  if (!book) return failed(book.error());
  if (argc == 4) {
    double share = 0;
    unsigned seed = 0;
    if (!is_number(argv[2], share) || !is_number(argv[3], seed) || share < 0 || share >= 1) {
      fmt::print(stderr, "considered: '{} {}': name a share from 0 to below 1 and a whole number\n", argv[2],
                 argv[3]);
      return 2;
    }
    forget(*book, share, seed);
  }
  const match::Matcher matcher(*book);
  LastChoices log;
  const extract::Extractor extractor(*book, matcher, &log);
  for (std::string file; std::getline(std::cin, file);) {
    std::ifstream stream(file, std::ios::binary);
    const Attachment attachment{file, {std::istreambuf_iterator<char>(stream), {}}};
    log.start_document();
    (void)read_document(*(*decoding)->open(attachment), extractor, options.limits, {});
    std::cout << Json{{"file", file}, {"choices", log.choices}}.dump(-1, ' ', false,
                                                                     Json::error_handler_t::replace)
              << "\n"
              << std::flush;
  }
  return 0;
}
