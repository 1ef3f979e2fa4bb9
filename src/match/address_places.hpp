#pragma once
// Countries, their regions and cities under all their names, and their postcodes.

#include <re2/set.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "match/phrase_map.hpp"
#include "rules/rule_book.hpp"

namespace domicile::match {

/// A country of the RuleBook by its place in `AddressPlaces::countries`.
using CountryIndex = std::uint16_t;

// Senses are packed as they are: no field may leave a gap before the next.
struct RegionSense {
  std::uint32_t id = 0;  ///< equal for all names of one region
  CountryIndex country = 0;
  std::uint16_t is_code = 0;  ///< 1: "OH", which means nothing without its neighbours
  bool operator==(const RegionSense&) const = default;
};

struct CitySense {
  std::uint32_t id = 0;  ///< equal for all names of one city
  std::uint32_t country = 0;
  bool operator==(const CitySense&) const = default;
};

/// Where a country prints its postcode.
enum class PostcodePlace { none, before_city, after_city, after_region, own_line };

struct CountryForm {
  const rules::CountryRules* rules = nullptr;
  PostcodePlace postcode_place = PostcodePlace::none;
  bool region_in_format = false;
  bool region_in_postcode_line = false;
  bool district_in_format = false;
  bool served = false;  ///< a region of a language names it: its documents are expected
};

/// A postcode found in pieces.
struct PostcodeHit {
  std::size_t count = 0;                ///< pieces covered, prefix included; 0 where nothing was found
  std::string text;                     ///< as printed, but "4 3 2 0 6" as "43206"
  std::vector<CountryIndex> countries;  ///< whose postcodes look so
  bool repaired = false;                ///< a letter was taken for the digit it looks like
  bool prefixed = false;                ///< "D-10115"
};

/// Immutable after construction.
class AddressPlaces {
 public:
  /// From the tables in `RuleBook::ready`, or from the rules where there are none.
  explicit AddressPlaces(const rules::RuleBook& book);

  /// The tables for `RuleBook::ready`, under this name.
  static constexpr const char* ready_name = "address places";
  [[nodiscard]] std::string packed() const;

  [[nodiscard]] const std::vector<CountryForm>& countries() const { return countries_; }
  [[nodiscard]] std::optional<CountryIndex> index_of(std::string_view code) const;
  [[nodiscard]] const std::string& code_of(CountryIndex country) const {
    return countries_[country].rules->code;
  }

  /// ISO code that the phrase at `at` names in any language, or alpha-3, or alpha-2 where `codes_too`.
  struct CountryHit {
    std::size_t count = 0;
    std::string code;
  };
  [[nodiscard]] CountryHit country_at(const std::vector<Piece>& pieces, std::size_t at, bool codes_too) const;
  [[nodiscard]] PhraseMap<RegionSense>::Hit region_at(const std::vector<Piece>& pieces,
                                                      std::size_t at) const {
    return tables_.regions.find(pieces, at);
  }
  [[nodiscard]] PhraseMap<CitySense>::Hit city_at(const std::vector<Piece>& pieces, std::size_t at) const {
    return tables_.cities.find(pieces, at);
  }
  /// The region or the city of a country by a name given as folded words with single blanks.
  [[nodiscard]] std::optional<std::uint32_t> region_id(std::string_view key,
                                                       std::optional<CountryIndex> country) const;
  [[nodiscard]] std::vector<std::uint32_t> city_ids(std::string_view key,
                                                    std::optional<CountryIndex> country) const;

  /// The longest postcode that begins at `at`: one piece, or several ("110 00", "4 3 2 0 6").
  [[nodiscard]] PostcodeHit postcode_at(const std::vector<Piece>& pieces, std::size_t at,
                                        std::optional<CountryIndex> only = std::nullopt) const;

 private:
  struct Tables {
    PhraseMap<CountryIndex> country_names;
    PhraseMap<CountryIndex> country_codes;
    PhraseMap<RegionSense> regions;
    PhraseMap<CitySense> cities;
  };

  void add_country(const rules::CountryRules& rules);
  void make_tables(const rules::RuleBook& book);
  void add_places(const rules::CountryRules& rules, CountryIndex index);
  void add_names(const rules::RuleBook& book);
  [[nodiscard]] std::optional<Tables> unpacked(std::string_view untrusted_bytes) const;
  [[nodiscard]] std::vector<CountryIndex> matching(const std::string& text,
                                                   std::optional<CountryIndex> only) const;
  [[nodiscard]] PostcodeHit judged(const std::vector<Piece>& pieces, std::size_t at, std::size_t count,
                                   std::optional<CountryIndex> only) const;

  std::vector<CountryForm> countries_;
  Tables tables_;
  std::unique_ptr<RE2::Set> postcodes_;
  std::vector<CountryIndex> postcode_owner_;
  TextValues<CountryIndex> prefixes_;
  std::uint32_t next_region_ = 0;  // while tables are made
  std::uint32_t next_city_ = 0;
};

}  // namespace domicile::match
