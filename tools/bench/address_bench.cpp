// Addresses a second, single thread: build target `match_bench`, run build/…/match_bench.

#include <benchmark/benchmark.h>

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "match/match.hpp"
#include "rules/load_addresses.hpp"

namespace {

using namespace domicile;
using Lines = std::vector<std::string>;

const match::Matcher& matcher() {
  static const rules::RuleBook book = [] {
    namespace fs = std::filesystem;
    const fs::path locales = DOMICILE_SOURCE_DIR "/locales";
    rules::RuleBook loaded;
    rules::Mistakes mistakes;
    for (const auto& folder : fs::directory_iterator(locales)) {
      const auto file = folder.path() / "addresses.yaml";
      const auto tag = folder.path().filename().string();
      if (fs::exists(file)) loaded.addresses.emplace(tag, rules::load_addresses(file, tag, mistakes));
    }
    for (const auto& file : fs::directory_iterator(locales / "countries")) {
      const auto code = file.path().stem().string();
      loaded.countries.emplace(code, rules::load_country(file.path(), code, mistakes));
    }
    return loaded;
  }();
  static const match::Matcher made(book);
  return made;
}

struct Pair {
  std::string country;
  Lines a;
  Lines b;
};

const std::array<Pair, 5>& pairs() {
  static const std::array<Pair, 5> all{{
      {"US",
       {"1182 Maplewood Ave", "Apt 4B", "Columbus, OH 43206"},
       {"APT 4B", "1182 MAPLEWOOD AVENUE", "COLUMBUS OH 43206"}},
      {"DE", {"Hauptstr. 12a", "40210 Düsseldorf"}, {"HAUPTSTRASSE 12 A", "D-40210 DUESSELDORF"}},
      {"GB",
       {"Flat 3", "14 High Street", "Manchester", "M20 2WE"},
       {"FLAT 3 15 HIGH ST", "MANCHESTER", "M20 2WE"}},
      {"ES", {"Calle Mayor 5, 3º B", "28013 Madrid"}, {"C/ Mayor, 5, 3 B", "28013 MADRID (MADRID)"}},
      {"RU",
       {"ул. Ленина, д. 12, кв. 45", "г. Москва", "101000"},
       {"Ленина ул., 12, квартира 45", "Москва", "101000"}},
  }};
  return all;
}

void addresses_compared(benchmark::State& state) {
  const auto& over = matcher();
  std::vector<std::pair<AddressComponents, AddressComponents>> parsed;
  for (const auto& pair : pairs()) {
    parsed.emplace_back(over.parse_address(pair.a, pair.country), over.parse_address(pair.b, pair.country));
  }
  for (auto _ : state) {
    for (const auto& [a, b] : parsed) benchmark::DoNotOptimize(over.compare_addresses(a, b));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(parsed.size()));
}

void addresses_parsed_and_compared(benchmark::State& state) {
  const auto& over = matcher();
  for (auto _ : state) {
    for (const auto& pair : pairs()) {
      benchmark::DoNotOptimize(over.compare_addresses(over.parse_address(pair.a, pair.country),
                                                      over.parse_address(pair.b, pair.country)));
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(pairs().size()));
}

void lines_classified(benchmark::State& state) {
  const auto& over = matcher();
  const Lines lines = {
      "COLUMBUS OH 43206-1234", "Musterstr. 11",     "Total 1,025.00 EUR", "Invoice date 12.03.2024",
      "1025 RX Amsterdam",      "Mr John Whitfield", "10115 Berlin",       "Meter reading 45678 kWh"};
  for (auto _ : state) {
    for (const auto& line : lines) benchmark::DoNotOptimize(over.classify_line(line));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(lines.size()));
}

BENCHMARK(addresses_compared);
BENCHMARK(addresses_parsed_and_compared);
BENCHMARK(lines_classified);

}  // namespace
