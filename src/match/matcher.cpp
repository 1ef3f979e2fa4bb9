#include "match/address_tables.hpp"
#include "match/match.hpp"
#include "match/names.hpp"

namespace domicile::match {

Matcher::Matcher(const rules::RuleBook& book) : names_(make_names(book)), addresses_(make_addresses(book)) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;

std::map<std::string, std::string> ready_tables(const rules::RuleBook& book) {
  const Romaniser romaniser;
  const NameLexicon every_name_asked(book, romaniser);
  return {{AddressWords::ready_name, AddressWords(book).packed()},
          {AddressPlaces::ready_name, AddressPlaces(book).packed()},
          {Romaniser::ready_name, romaniser.packed()}};
}

}  // namespace domicile::match
