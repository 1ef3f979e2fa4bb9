#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "match/match.hpp"
#include "model/json.hpp"
#include "rules/rule_book.hpp"
#include "service/answers.hpp"

namespace domicile::cli {
namespace {

using Json = nlohmann::ordered_json;
using match::Comparison;
using match::Matcher;
using service::json_of;
using service::printed;

struct MatchOptions : CommonOptions {
  std::string what;
  std::string a;
  std::string b;
  std::string country;
  bool jsonl = false;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::string line;
  for (const char c : text + "\n") {
    if (c != '\n') {
      line += c;
    } else {
      if (!squeeze(line).empty()) lines.push_back(squeeze(line));
      line.clear();
    }
  }
  return lines;
}

Comparison compare(const Matcher& matcher, const MatchOptions& options, const std::string& a,
                   const std::string& b, const std::string& country) {
  if (options.what == "name") return matcher.compare_names({a, 1}, {b, 1});
  return matcher.compare_addresses(matcher.parse_address(lines_of(a), country),
                                   matcher.parse_address(lines_of(b), country));
}

// A side of a pair is a text, or for addresses also a list of lines.
std::string side_of(const Json& object, const char* key) {
  if (!object.contains(key)) return {};
  if (object[key].is_string()) return object[key].get<std::string>();
  std::string text;
  if (object[key].is_array()) {
    for (const auto& line : object[key]) text += (line.is_string() ? line.get<std::string>() : "") + "\n";
  }
  return text;
}

template <class Answer>
int each_line(Answer&& answer) {
  std::string line;
  for (int number = 1; std::getline(std::cin, line); ++number) {
    if (squeeze(line).empty()) continue;
    const auto object = Json::parse(line, nullptr, false);
    if (object.is_discarded() || !object.is_object()) {
      return report({ErrorCode::wrong_usage, fmt::format("standard input:{}", number),
                     "this line is no JSON object.", ""});
    }
    std::cout << printed(answer(object)) << '\n';
  }
  return 0;
}

Result<rules::RuleBook> load_book(const CommonOptions& options) {
  const auto data = data_directory(options);
  if (!data) return std::unexpected(data.error());
  return rules::load_rules(*data, rules_cache(*data));
}

int run_compare(const MatchOptions& options) {
  const auto book = load_book(options);
  if (!book) return report(book.error());
  const Matcher matcher(*book);
  std::ios::sync_with_stdio(false);
  if (options.jsonl) {
    return each_line([&](const Json& pair) {
      const auto country = pair.contains("country") && pair["country"].is_string()
                               ? pair["country"].get<std::string>()
                               : options.country;
      return json_of(compare(matcher, options, side_of(pair, "a"), side_of(pair, "b"), to_upper(country)));
    });
  }
  const auto comparison = compare(matcher, options, options.a, options.b, to_upper(options.country));
  if (options.json) {
    fmt::print("{}\n", printed(json_of(comparison)));
    return 0;
  }
  fmt::print("{} ({:.2f})\n", json_of(comparison).at("outcome").get<std::string>(), comparison.score);
  for (const auto& difference : comparison.differences) fmt::print("  {}\n", difference);
  return 0;
}

int run_parse_address(const MatchOptions& options) {
  const auto book = load_book(options);
  if (!book) return report(book.error());
  const Matcher matcher(*book);
  std::ios::sync_with_stdio(false);
  if (options.jsonl) {
    return each_line([&](const Json& object) {
      const auto country = object.contains("country") && object["country"].is_string()
                               ? object["country"].get<std::string>()
                               : options.country;
      return json_of(matcher.parse_address(lines_of(side_of(object, "lines")), to_upper(country)));
    });
  }
  const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  const auto json = json_of(matcher.parse_address(lines_of(text), to_upper(options.country)));
  if (options.json) {
    fmt::print("{}\n", printed(json));
    return 0;
  }
  for (const auto& [key, value] : json.items()) fmt::print("{:<13} {}\n", key, value.get<std::string>());
  return 0;
}

}  // namespace

void add_compare(CLI::App& program, int& exit_status) {
  auto* command = program.add_subcommand("compare", "the matcher by itself");
  command->require_subcommand(1);
  for (const char* what : {"name", "address"}) {
    auto options = std::make_shared<MatchOptions>();
    options->what = what;
    auto* kind = command->add_subcommand(what, std::string("compares two ") + what + "s");
    auto* a = kind->add_option("a", options->a, "one side");
    auto* b = kind->add_option("b", options->b, "the other side");
    auto* jsonl = kind->add_flag("--jsonl", options->jsonl, R"(pairs {"a": …, "b": …} on standard input)");
    if (options->what == "address") kind->add_option("--country", options->country, "ISO 3166-1 alpha-2");
    kind->add_flag("--json", options->json, "one JSON object");
    kind->add_option("--data", options->data, "folder with locales/ and parsers/");
    kind->callback([options, a, b, jsonl, &exit_status] {
      if (jsonl->count() == 0 && (a->count() == 0 || b->count() == 0)) {
        throw CLI::RequiredError("two texts, or --jsonl");
      }
      exit_status = run_compare(*options);
    });
  }
}

void add_parse_address(CLI::App& program, int& exit_status) {
  auto options = std::make_shared<MatchOptions>();
  auto* command = program.add_subcommand("parse-address", "address lines on standard input to components");
  command->add_option("--country", options->country, "ISO 3166-1 alpha-2");
  command->add_flag("--jsonl", options->jsonl, R"({"lines": […], "country": …} a line)");
  command->add_flag("--json", options->json, "one JSON object");
  command->add_option("--data", options->data, "folder with locales/ and parsers/");
  command->callback([options, &exit_status] { exit_status = run_parse_address(*options); });
}

}  // namespace domicile::cli
