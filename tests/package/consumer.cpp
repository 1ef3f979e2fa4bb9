// What a program outside this project can do with the installed library: compare names, read a document.
#include <cstdio>

#include "domicile/screener.hpp"
#include "match/match.hpp"

int main() {
  const auto screener =
      domicile::Screener::create({.data_directory = DATA_DIRECTORY, .sandbox = domicile::SandboxMode::off});
  if (!screener) {
    std::fprintf(stderr, "%s\n", to_string(screener.error()).c_str());
    return 1;
  }
  const auto same = (*screener)->matcher().compare_names({"WHITFIELD Eleanor J."}, {"Eleanor Whitfield"});
  const auto different = (*screener)->matcher().compare_names({"Eleanor Whitfield"}, {"Tobias Granger"});
  const auto reading = (*screener)->read({"notes.txt", "This is no document."}, {});
  const bool right = same.outcome == domicile::match::Sameness::same &&
                     different.outcome == domicile::match::Sameness::different &&
                     reading.problems.size() == 1 &&
                     reading.problems[0].code == domicile::ErrorCode::unsupported_media_type;
  std::printf("same %.2f, different %.2f\n", same.score, different.score);
  return right ? 0 : 1;
}
