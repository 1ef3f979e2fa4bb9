#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "rules/phrase_index.hpp"
#include "screen/checks.hpp"
#include "screen/reasons.hpp"

namespace domicile::screen {
namespace {

using enum Reason::Severity;
using match::Comparison;
using match::Sameness;

void conclude(Check& check, Outcome outcome, std::string code, std::string message) {
  check.outcome = outcome;
  check.code = std::move(code);
  check.message = std::move(message);
}

// The check with its reason, which says the same.
void conclude(Check& check, Reasons& reasons, Outcome outcome, std::string_view code,
              const std::string& message, const Finding* found) {
  conclude(check, outcome, std::string(code), message);
  const auto severity = outcome == Outcome::fail ? failure : warning;
  reasons.push_back(found == nullptr ? make_reason(code, severity, message)
                                     : make_reason(code, severity, message, *found));
}

std::string listed(const std::vector<std::string>& differences) {
  std::string text;
  for (const auto& difference : differences) text += (text.empty() ? "" : "; ") + difference;
  return text.empty() ? "nothing agrees" : text;
}

bool legible(const CheckInput& input, const Finding& found) {
  return found.legibility >= input.policy.thresholds.legibility;
}

// A mismatch counts as certain only where the field was read with certainty and letter by letter.
bool certain(const CheckInput& input, const Finding& found) {
  return found.confidence >= input.policy.thresholds.certain && found.legibility >= 0.7;
}

Comparison best_name(const CheckInput& input, const std::vector<std::string>& found, double confidence) {
  Comparison best;
  bool first = true;
  const auto compare = [&](const std::string& document, const std::string& account) {
    auto comparison = input.matcher.compare_names({document, confidence}, {account, 1});
    if (first || comparison.score > best.score) best = std::move(comparison);
    first = false;
  };
  for (const auto& name : found) {
    compare(name, input.account.name);
    for (const auto& other : input.account.other_names) compare(name, other);
  }
  return best;
}

// A runner-up that would have matched makes a mismatch uncertain: the wrong one may have been chosen.
bool runner_up_name_matches(const CheckInput& input) {
  return std::ranges::any_of(input.reading.runners_up, [&](const RunnerUp& runner) {
    return runner.field == "name" && best_name(input, {runner.value}, 1).outcome != Sameness::different;
  });
}

bool other_address_matches(const CheckInput& input, const AddressComponents& account) {
  const auto matches = [&](const std::vector<std::string>& lines) {
    const auto components = input.matcher.parse_address(lines, account.country);
    return input.matcher.compare_addresses(account, components).outcome != Sameness::different;
  };
  return std::ranges::any_of(input.reading.other_addresses,
                             [&](const OtherAddress& other) { return matches(other.lines); }) ||
         std::ranges::any_of(input.reading.runners_up, [&](const RunnerUp& runner) {
           return runner.field == "address" && matches({runner.value});
         });
}

void missing_address(const CheckInput& input, AddressCheck& check, Reasons& reasons) {
  const bool issuer_only = std::ranges::any_of(input.reading.other_addresses, [](const OtherAddress& other) {
    return other.role == "issuer" || other.role == "remittance";
  });
  if (issuer_only) {
    conclude(check, reasons, Outcome::unsure, "address_is_issuer_only",
             "Only the sender's address was found on the document.", nullptr);
  } else {
    conclude(check, reasons, Outcome::unsure, "address_not_found", "No address of the holder was found.",
             nullptr);
  }
}

// Street or house number that one side lacks altogether: then the other side's may have been taken for
// something else.
bool lacks_street(const Comparison& comparison) {
  return std::ranges::any_of(comparison.parts, [](const AddressPart& part) {
    return part.outcome == PartOutcome::missing && (part.part == "street" || part.part == "house_number");
  });
}

std::string written(const AddressComponents& address, const std::string& part) {
  static const std::map<std::string, std::string AddressComponents::*> members{
      {"house_number", &AddressComponents::house_number},
      {"street", &AddressComponents::street},
      {"unit", &AddressComponents::unit},
      {"postcode", &AddressComponents::postcode},
      {"city", &AddressComponents::city},
      {"region", &AddressComponents::region}};
  const auto member = members.find(part);
  return member == members.end() ? std::string{} : join(fold_tokens(address.*member->second), "");
}

bool nearly_equal(const std::string& one, const std::string& other) {
  constexpr int most_letters = 2;
  constexpr std::size_t shortest_for_two = 5;
  if (rules::within_one_edit(one, other)) return true;
  const auto letters = to_utf32(one), others = to_utf32(other);
  if (letters.size() != others.size()) return false;
  const int apart = std::inner_product(letters.begin(), letters.end(), others.begin(), 0, std::plus<>(),
                                       std::not_equal_to<>());
  return apart <= (letters.size() < shortest_for_two ? 1 : most_letters);
}

// A letter or two set them apart, or the end of a line was passed over.
bool may_be_the_same(const std::string& read, const std::string& wanted) {
  return nearly_equal(read, wanted) || (!read.empty() && wanted.starts_with(read));
}

// "9617 AVENUE SW" for "96 17 Ave SW": a blank that was passed over moves what stands beside it to another
// part. The digits are the same all the same, and so are the words, each at least as far as it is written
// out.
bool lost_a_blank(const AddressComponents& document, const AddressComponents& account) {
  const auto digits_and_words = [](const AddressComponents& address) {
    std::pair<std::string, std::vector<std::string>> apart;
    for (const auto& token : fold_tokens(address.house_number + " " + address.street + " " + address.unit)) {
      std::string word;
      for (const char c : token) (c >= '0' && c <= '9' ? apart.first : word) += c;
      if (word.size() > 1) apart.second.push_back(word);
    }
    return apart;
  };
  const auto [read_digits, read_words] = digits_and_words(document);
  const auto [wanted_digits, wanted_words] = digits_and_words(account);
  return !read_digits.empty() && read_digits == wanted_digits && !read_words.empty() &&
         std::ranges::all_of(read_words, [&](const std::string& read) {
           return std::ranges::any_of(wanted_words, [&](const std::string& wanted) {
             return read.starts_with(wanted) || wanted.starts_with(read);
           });
         });
}

// One part differs by a letter or digit or two, or lacks its end, in a picture: that may be the reading.
bool may_be_misread(const AddressReading& address, const AddressComponents& document,
                    const AddressComponents& account, const Comparison& comparison) {
  if (address.source != WordSource::ocr) return false;
  if (lost_a_blank(document, account)) return true;
  int different = 0;
  const bool all_near = std::ranges::all_of(comparison.parts, [&](const AddressPart& part) {
    if (part.outcome != PartOutcome::different) return true;
    ++different;
    return may_be_the_same(written(document, part.part), written(account, part.part));
  });
  return all_near && different == 1;
}

// A letter or two, or a blank, set the names apart, in a picture: that may be the reading.
bool may_be_misread(const NameReading& name, const Account& account) {
  if (name.source != WordSource::ocr) return false;
  const auto letters = [](const std::string& text) { return join(fold_tokens(text), ""); };
  const auto read = letters(name.text.empty() ? name.value : name.text), wanted = letters(account.name);
  return nearly_equal(read, wanted) || (!wanted.empty() && read.contains(wanted));
}

// The address as its lines stand in the record's country, where the document prints no country: the one in
// the reading is then no more than a guess by the document's language and postcodes.
AddressComponents components_to_compare(const CheckInput& input, const AddressReading& address,
                                        const AddressComponents& account) {
  const bool guessed = !account.country.empty() && address.components.country != account.country &&
                       input.matcher.parse_address(address.lines, {}).country.empty();
  if (!guessed) return address.components;
  return input.matcher.parse_address(address.lines, account.country);
}

// The record's address and the document's as they are compared, and how that went.
struct ComparedAddress {
  AddressComponents found;
  AddressComponents expected;
  Comparison comparison;
};

ComparedAddress compare_address(const CheckInput& input, const AddressReading& address) {
  ComparedAddress compared;
  compared.expected = input.matcher.components_of(input.account.address);
  compared.found = components_to_compare(input, address, compared.expected);
  // Neither side has to name the country in which both lie.
  if (compared.found.country.empty()) compared.found.country = compared.expected.country;
  if (compared.expected.country.empty()) compared.expected.country = compared.found.country;
  compared.comparison =
      input.matcher.compare_addresses(compared.expected, compared.found, address.legibility);
  return compared;
}

Comparison compare_name(const CheckInput& input, const NameReading& name) {
  auto candidates = name.all;
  candidates.push_back(name.value);
  return best_name(input, candidates, name.legibility);
}

// One that agrees with the record for certain vouches for the other that agrees too: chance would have to
// make both wrong in the record's favour.
bool vouches(const CheckInput& input, const Finding& other, const Comparison& comparison) {
  return comparison.outcome == Sameness::same && !comparison.suspicious_characters && certain(input, other);
}

double least_confidence_of_name(const CheckInput& input) {
  const auto& limits = input.policy.thresholds;
  const auto& address = input.reading.address;
  const bool vouched = address && vouches(input, *address, compare_address(input, *address).comparison);
  return vouched ? std::min(limits.name, limits.vouched_name) : limits.name;
}

double least_confidence_of_address(const CheckInput& input) {
  const auto& limits = input.policy.thresholds;
  const auto& name = input.reading.name;
  const bool vouched = name && vouches(input, *name, compare_name(input, *name));
  return vouched ? std::min(limits.address, limits.vouched_address) : limits.address;
}

}  // namespace

NameCheck check_name(const CheckInput& input, Reasons& reasons) {
  NameCheck check;
  check.expected = input.account.name;
  if (!input.reading.name) {
    conclude(check, reasons, Outcome::unsure, "name_not_found", "No holder's name was found.", nullptr);
    return check;
  }
  const auto& name = *input.reading.name;
  check.found = name.value;
  const auto best = compare_name(input, name);
  check.score = best.score;
  if (best.suspicious_characters) {
    conclude(check, reasons, Outcome::unsure, "suspicious_characters",
             "Characters stand in the name that only look like others.", &name);
  } else if (best.outcome == Sameness::same) {
    if (name.confidence < least_confidence_of_name(input) || !legible(input, name)) {
      conclude(check, reasons, Outcome::unsure, "low_confidence",
               fmt::format("The name agrees, but was read with a confidence of {:.2f} only.",
                           std::min(name.confidence, name.legibility)),
               &name);
    } else {
      conclude(check, Outcome::pass, "name_matches", "The name on the document is the account's.");
    }
  } else if (best.outcome == Sameness::partly) {
    conclude(check, reasons, Outcome::unsure, "name_partly_matches",
             fmt::format("The name agrees in part: {}.", listed(best.differences)), &name);
  } else if (certain(input, name) && !runner_up_name_matches(input) && !may_be_misread(name, input.account)) {
    conclude(check, reasons, Outcome::fail, "name_differs",
             fmt::format("The document is in another name: {}.", listed(best.differences)), &name);
  } else {
    conclude(check, reasons, Outcome::unsure, "name_differs",
             fmt::format("The name seems to be another, but the reading is uncertain: {}.",
                         listed(best.differences)),
             &name);
  }
  return check;
}

AddressCheck check_address(const CheckInput& input, Reasons& reasons) {
  AddressCheck check;
  if (!input.reading.address) {
    missing_address(input, check, reasons);
    return check;
  }
  const auto& address = *input.reading.address;
  const auto [found, expected, comparison] = compare_address(input, address);
  check.score = comparison.score;
  check.parts = comparison.parts;
  if (comparison.suspicious_characters) {
    conclude(check, reasons, Outcome::unsure, "suspicious_characters",
             "Characters stand in the address that only look like others.", &address);
  } else if (comparison.outcome == Sameness::same) {
    if (!input.policy.po_box && !found.po_box.empty() && found.street.empty()) {
      conclude(check, reasons, Outcome::fail, "po_box_not_accepted", "The address is a PO box.", &address);
    } else if (address.confidence < least_confidence_of_address(input) || !legible(input, address)) {
      conclude(check, reasons, Outcome::unsure, "low_confidence",
               fmt::format("The address agrees, but was read with a confidence of {:.2f} only.",
                           std::min(address.confidence, address.legibility)),
               &address);
    } else {
      conclude(check, Outcome::pass, "address_matches", "The address on the document is the account's.");
    }
  } else if (comparison.outcome == Sameness::partly) {
    conclude(check, reasons, Outcome::unsure, "address_partly_matches",
             fmt::format("The address agrees in part: {}.", listed(comparison.differences)), &address);
  } else if (certain(input, address) && !lacks_street(comparison) &&
             !may_be_misread(address, found, expected, comparison) &&
             !other_address_matches(input, expected)) {
    conclude(check, reasons, Outcome::fail, "address_differs",
             fmt::format("The document is for another address: {}.", listed(comparison.differences)),
             &address);
  } else {
    conclude(check, reasons, Outcome::unsure, "address_differs",
             fmt::format("The address seems to be another, but the reading is uncertain: {}.",
                         listed(comparison.differences)),
             &address);
  }
  return check;
}

}  // namespace domicile::screen
