#pragma once
// People's names and postal addresses compared as a careful analyst would. docs/matching.md has the method.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "match/address_shape.hpp"
#include "model/account.hpp"
#include "model/screening.hpp"
#include "rules/rule_book.hpp"

namespace domicile::match {

enum class Sameness { same, partly, different };

/// How two names or two addresses compare.
struct Comparison {
  double score = 0;  ///< 0 certainly different … 1 certainly the same
  Sameness outcome = Sameness::different;
  std::vector<std::string> differences;  ///< "house number differs: 12 and 21"; empty where nothing differs
  std::vector<AddressPart> parts;        ///< addresses only
  bool suspicious_characters = false;    ///< homoglyphs, zero-width or bidirectional controls: never same
};

/// How far a side can be trusted letter by letter. An account record is exact; an OCR'd word is not.
struct Side {
  std::string_view text;
  double confidence = 1;  ///< of the worst word, 0..1
};

/// Compares names and addresses by one RuleBook's titles, diminutives, street words and countries.
/// Immutable after construction and safe to share between threads. Keeps a reference to the book.
class Matcher {
 public:
  explicit Matcher(const rules::RuleBook& book);
  ~Matcher();
  Matcher(Matcher&&) noexcept;

  /// Two names in any order, case, script or wording: ("WHITFIELD Eleanor J.", "Eleanor Whitfield") → same.
  /// ("John Smith Jr", "John Smith Sr") → different. Joint holders on either side: same where one of them is.
  [[nodiscard]] Comparison compare_names(Side a, Side b) const;

  /// Free lines → components. `country` is ISO 3166-1 alpha-2 or empty where unknown; the lines may name it.
  [[nodiscard]] AddressComponents parse_address(const std::vector<std::string>& lines,
                                                std::string_view country) const;

  /// An account's keyed address → components.
  [[nodiscard]] AddressComponents components_of(const AccountAddress& address) const;

  /// What one printed line of an address is, by its shape; `country` may be empty.
  [[nodiscard]] LineShape classify_line(std::string_view line, std::string_view country = {}) const;

  /// The judge behind `classify_line`; it lives as long as the matcher and all that were moved from it.
  [[nodiscard]] const AddressShapes& shapes() const;

  /// Two addresses part by part: `a` is the record's, `b` the document's. `confidence` is of the worst word
  /// behind `a` or `b`, 0..1.
  [[nodiscard]] Comparison compare_addresses(const AddressComponents& a, const AddressComponents& b,
                                             double confidence = 1) const;

  /// The persons that a holder line names: "Kai & Petra Ostermann" → {"Kai Ostermann", "Petra Ostermann"}.
  /// Titles are removed: "MR J SMITH AND MRS A SMITH" → {"J SMITH", "A SMITH"}. Case is kept.
  [[nodiscard]] std::vector<std::string> persons(std::string_view holder) const;

  /// The holder as printed without titles: "Herrn Dr. Max Muster" → "Max Muster".
  [[nodiscard]] std::string without_titles(std::string_view holder) const;

 private:
  struct Names;
  struct Addresses;
  static std::shared_ptr<const Names> make_names(const rules::RuleBook& book);  // matcher_names.cpp
  static std::shared_ptr<const Addresses> make_addresses(
      const rules::RuleBook& book);  // matcher_addresses.cpp
  std::shared_ptr<const Names> names_;
  std::shared_ptr<const Addresses> addresses_;
};

/// What a Matcher would make of `book` anew in each process, for `RuleBook::ready`.
[[nodiscard]] std::map<std::string, std::string> ready_tables(const rules::RuleBook& book);

}  // namespace domicile::match
