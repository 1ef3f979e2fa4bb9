// Names compared a second, single thread: build target `match_bench`, run build/…/match_bench.

#include <benchmark/benchmark.h>

#include <array>
#include <filesystem>

#include "match/match.hpp"
#include "rules/load_names.hpp"

namespace {

using namespace domicile;

const match::Matcher& matcher() {
  static const rules::RuleBook book = [] {
    rules::RuleBook loaded;
    rules::Mistakes mistakes;
    for (const auto& folder : std::filesystem::directory_iterator(DOMICILE_SOURCE_DIR "/locales")) {
      const auto file = folder.path() / "names.yaml";
      if (!std::filesystem::exists(file)) continue;
      const auto tag = folder.path().filename().string();
      loaded.names.emplace(tag, rules::load_names(file, tag, mistakes));
    }
    return loaded;
  }();
  static const match::Matcher made(book);
  return made;
}

using Pair = std::pair<const char*, const char*>;

void compare_all(benchmark::State& state, const auto& pairs) {
  const auto& over = matcher();
  for (auto _ : state) {
    for (const auto& [a, b] : pairs) benchmark::DoNotOptimize(over.compare_names({a}, {b}));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(pairs.size()));
}

void names_that_match(benchmark::State& state) {
  compare_all(state, std::array<Pair, 5>{{{"MS ELEANOR J WHITFIELD", "Eleanor Whitfield"},
                                          {"Whitfield, Eleanor J.", "Eleanor J Whitfield"},
                                          {"Kai & Petra Ostermann", "Petra Ostermann"},
                                          {"Juan García López", "GARCIA LOPEZ JUAN"},
                                          {"Hans-Peter Schäfer", "HANS PETER SCHAEFER"}}});
}

void names_that_differ(benchmark::State& state) {
  compare_all(state, std::array<Pair, 5>{{{"Eleanor Whitfield", "Margaret Thornbury"},
                                          {"John Smith", "Jane Smith"},
                                          {"Robert Carter", "Robert Turner"},
                                          {"Elenor Whitfeild", "Eleanor Whitfield"},
                                          {"Christopher Montgomery", "Christina Montgomery"}}});
}

void names_in_other_alphabets(benchmark::State& state) {
  compare_all(state, std::array<Pair, 4>{{{"Юлия Иванова", "Yulia Ivanova"},
                                          {"Γεώργιος Παπαδόπουλος", "Georgios Papadopoulos"},
                                          {"王小明", "Wang Xiaoming"},
                                          {"محمد أحمد", "Mohammed Ahmed"}}});
}

BENCHMARK(names_that_match);
BENCHMARK(names_that_differ);
BENCHMARK(names_in_other_alphabets);

}  // namespace
