#include "match/address_compare.hpp"
#include "match/address_parse.hpp"
#include "match/address_shape.hpp"
#include "match/address_tables.hpp"
#include "match/match.hpp"

namespace domicile::match {

struct Matcher::Addresses {
  explicit Addresses(const rules::RuleBook& book)
      : tables(std::make_shared<const AddressTables>(book)), shapes(tables) {}

  std::shared_ptr<const AddressTables> tables;
  AddressShapes shapes;
};

std::shared_ptr<const Matcher::Addresses> Matcher::make_addresses(const rules::RuleBook& book) {
  return std::make_shared<const Addresses>(book);
}

AddressComponents Matcher::parse_address(const std::vector<std::string>& lines,
                                         std::string_view country) const {
  return parse_address_lines(*addresses_->tables, lines, country);
}

AddressComponents Matcher::components_of(const AccountAddress& address) const {
  return account_components(*addresses_->tables, address);
}

Comparison Matcher::compare_addresses(const AddressComponents& a, const AddressComponents& b,
                                      double confidence) const {
  return compare_parsed(*addresses_->tables, a, b, confidence);
}

const AddressShapes& Matcher::shapes() const { return addresses_->shapes; }

LineShape Matcher::classify_line(std::string_view line, std::string_view country) const {
  return addresses_->shapes.classify_line(line, country);
}

}  // namespace domicile::match
