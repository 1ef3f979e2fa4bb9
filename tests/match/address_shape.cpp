#include "match/address_shape.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "match/address_book.hpp"

namespace {

using domicile::match::AddressShapes;
using domicile::match::LineShape;

const AddressShapes& shapes() {
  static const AddressShapes made(domicile::match::testing::address_book());
  return made;
}

bool guesses(const LineShape& shape, const std::string& country) {
  return std::ranges::any_of(shape.countries, [&](const auto& guess) { return guess.country == country; });
}

struct TownLine {
  std::string line;
  std::string country;
  std::string postcode;
  std::string city;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(address_shape)

BOOST_AUTO_TEST_CASE(a_town_line_is_recognised_without_knowing_the_country) {
  const std::vector<TownLine> cases = {
      {"1025 RX Amsterdam", "NL", "1025 RX", "Amsterdam"},
      {"D-10115 Berlin", "DE", "10115", "Berlin"},
      {"DE 40235 DUESSELDORF", "DE", "40235", "DUESSELDORF"},
      {"1010 Wien", "AT", "1010", "Wien"},
      {"75009 PARIS CEDEX 09", "FR", "75009", "PARIS CEDEX 09"},
      {"28012 Madrid (Madrid)", "ES", "28012", "Madrid"},
      {"CP 06700 Ciudad de México, CDMX", "MX", "06700", "Ciudad de México"},
      {"00-950 Warszawa", "PL", "00-950", "Warszawa"},
      {"110 00 Praha 1", "CZ", "110 00", "Praha 1"},
      {"SW1A 1AA", "GB", "SW1A 1AA", ""},
      {"LONDON SW1A 1AA", "GB", "SW1A 1AA", "LONDON"},
      {"Columbus OH 43206-1234", "US", "43206-1234", "Columbus"},
      {"MINERAL POINT WI 53565-8905", "US", "53565-8905", "MINERAL POINT"},
      {"COLUMBUS, OH 4 3 2 0 6", "US", "43206", "COLUMBUS"},
      {"Toronto ON M5V 2T6", "CA", "M5V 2T6", "Toronto"},
      {"Dublin 2, D02 X285", "IE", "D02 X285", "Dublin 2"},
      {"New Delhi 110001", "IN", "110001", "New Delhi"},
      {"São Paulo - SP, 01310-100", "BR", "01310-100", "São Paulo"},
      {"70023 Monopoli BA", "IT", "70023", "Monopoli"},
      {"Sydney NSW 2000", "AU", "2000", "Sydney"},
      {"1052 Budapest", "HU", "1052", "Budapest"},
      {"111 43 Stockholm", "SE", "111 43", "Stockholm"},
      {"105 63 Αθήνα", "GR", "105 63", "Αθήνα"},
      {"Singapore 238823", "SG", "238823", "Singapore"},
      {"34000 Kadıköy / İstanbul", "TR", "34000", "Kadıköy"},
  };
  for (const auto& expected : cases) {
    BOOST_TEST_CONTEXT(expected.line) {
      const auto shape = shapes().classify_line(expected.line);
      BOOST_TEST(shape.postcode_city >= 0.7);
      BOOST_TEST(shape.postcode == expected.postcode);
      BOOST_TEST(shape.city == expected.city);
      BOOST_TEST(guesses(shape, expected.country));
    }
  }
}

BOOST_AUTO_TEST_CASE(numbers_that_are_no_postcodes_are_left_alone) {
  for (const std::string line :
       {"Total 1,025.00 EUR", "Tel. 020 7946 0958", "+49 30 12345678", "Invoice date 12.03.2024",
        "03/11/2026", "November 3, 2026", "Meter reading 45678 kWh", "Amount due $1,234.56",
        "IBAN DE89 3704 0044 0532 0130 00", "12 Mar 2024 Payment received 50.00", "Page 1 of 3",
        "10115 Kunden nutzen bereits unser Angebot", "2024 Rechnung", "Your electricity bill",
        "Eleanor J. Whitfield"}) {
    BOOST_TEST_CONTEXT(line) { BOOST_TEST(shapes().classify_line(line).postcode_city < 0.3); }
  }
}

BOOST_AUTO_TEST_CASE(a_street_line_is_recognised_in_many_languages) {
  for (const std::string line :
       {"123 LOAFS BLVD", "Bahnhofstraße 01", "Musterstr. 11", "35 rue de la République", "Via Garibaldi 26",
        "Rua de flora 12", "KUNDENWEG 88", "Mannerheimintie 5 A 12", "Kungsgatan 12 lgh 1201",
        "ул. Ленина, д. 12, кв. 45", "Str. Florilor nr. 12, bl. A3, sc. 2, ap. 45",
        "Atatürk Cad. No: 12 D: 5", "Calle Mayor 5, 3º B", "14/2 ul. Długa", "2/14 High St",
        "Kossuth Lajos utca 5.", "1182 Maplewood Ave"}) {
    BOOST_TEST_CONTEXT(line) {
      const auto shape = shapes().classify_line(line);
      BOOST_TEST(shape.street >= 0.7);
      BOOST_TEST(shape.postcode_city < 0.5);
    }
  }
}

BOOST_AUTO_TEST_CASE(lines_of_nothing_but_a_unit_a_box_a_country_or_a_region_are_told_apart) {
  for (const std::string line : {"APT 4B", "Whg. 5", "3º izq.", "2 OG", "#12-34"}) {
    BOOST_TEST_CONTEXT(line) { BOOST_TEST(shapes().classify_line(line).unit >= 0.7); }
  }
  for (const std::string line : {"PO Box 123", "Postfach 10 20 30", "P.O. BOX 9"}) {
    BOOST_TEST_CONTEXT(line) { BOOST_TEST(shapes().classify_line(line).po_box >= 0.7); }
  }
  for (const std::string line : {"Deutschland", "UNITED KINGDOM", "ESPAÑA", "日本", "Nederland"}) {
    BOOST_TEST_CONTEXT(line) { BOOST_TEST(shapes().classify_line(line).country >= 0.9); }
  }
  BOOST_TEST(shapes().classify_line("C.DA SAN GIULIANO SN", "IT").street >= 0.8);
  BOOST_TEST(shapes().classify_line("Co. Kerry", "IE").region >= 0.8);
  for (const auto& [line, country] : {std::pair{"Tartu maakond", "EE"},
                                      {"okres Kladno", "CZ"},
                                      {"Nógrád vármegye", "HU"},
                                      {"Región Metropolitana", "CL"},
                                      {"IX REGION", "CL"},
                                      {"Provincia de Santa Cruz de Tenerife", "ES"}})
    BOOST_TEST(shapes().classify_line(line, country).region >= 0.8, line);
  BOOST_TEST(shapes().classify_line("Región: Centro", "ES").region < 0.5);
}

BOOST_AUTO_TEST_CASE(an_address_on_one_line_is_seen_as_a_whole) {
  const auto shape = shapes().classify_line("884 LUCRETIA SPRINGS, ROHANPORT, IL 71453-2806");
  BOOST_TEST(shape.whole_address >= 0.8);
  BOOST_TEST(shape.postcode == "71453-2806");
  BOOST_TEST(shape.city == "ROHANPORT");
  for (const char* sender : {"Karwendel Netz GmbH - Mariahilfer Straße 156 - 9020 Linz",
                             "Karwendel Netz GmbH · Mariahilfer Straße 156 · 9020 Linz"})
    BOOST_TEST(shapes().classify_line(sender, "AT").whole_address >= 0.6, sender);
}

BOOST_AUTO_TEST_CASE(a_region_and_letters_in_the_postcode_make_a_town_of_words_of_labels) {
  BOOST_TEST(shapes().classify_line("MEDICINE HAT AB T1A 6Z3", "").postcode_city >= 0.8);
  BOOST_TEST(shapes().classify_line("MEDICINE HAT AB T1A 6Z3", "CA").postcode_city >= 0.8);
}

BOOST_AUTO_TEST_CASE(a_town_behind_its_word_is_no_region_though_it_is_called_like_one) {
  BOOST_TEST(shapes().classify_line("125009, г. Москва", "RU").postcode_city >= 0.9);
  BOOST_TEST(shapes().classify_line("01001, м. Київ", "UA").postcode_city >= 0.9);
  const auto whole = shapes().classify_line("125009, г. Москва, ул. Ленина, д. 11, корп. 1, кв. 22", "RU");
  BOOST_TEST(whole.whole_address >= 0.75);
}

BOOST_AUTO_TEST_CASE(a_town_may_be_called_after_a_lake_or_a_road) {
  BOOST_TEST(shapes().classify_line("9020 Klagenfurt am Wörthersee", "AT").postcode_city >= 0.6);
  BOOST_TEST(shapes().classify_line("67433 Neustadt an der Weinstraße", "DE").postcode_city >= 0.6);
  BOOST_TEST(shapes().classify_line("9020 Am Wörthersee", "AT").postcode_city < 0.5);
}

BOOST_AUTO_TEST_CASE(a_town_without_a_postcode_is_known_where_the_country_writes_none) {
  const std::tuple<const char*, const char*, bool> cases[] = {{"Envigado - Antioquia", "CO", true},
                                                              {"BOGOTÁ, D.C.", "CO", true},
                                                              {"Providencia, Santiago", "CL", true},
                                                              {"Surulere", "NG", true},
                                                              {"Kingston 8", "JM", true},
                                                              {"Envigado - Antioquia", "DE", false},
                                                              {"Total Antioquia", "CO", false},
                                                              {"envigado", "CO", false},
                                                              {"Lagos branch manager", "NG", false}};
  for (const auto& [line, country, town] : cases)
    BOOST_TEST((shapes().classify_line(line, country).town >= 0.5) == town, line << " in " << country);
  const auto whole = shapes().classify_line("Av. Ejército 710, Yanahuara, Arequipa", "PE");
  BOOST_TEST(whole.town >= 0.5);
  BOOST_TEST(whole.street >= 0.5);
}

BOOST_AUTO_TEST_CASE(a_known_country_rules_out_the_forms_of_others) {
  BOOST_TEST(shapes().classify_line("1025 RX Amsterdam", "US").postcode_city == 0.0);
  BOOST_TEST(shapes().classify_line("2000 Frederiksberg", "DK").postcode_city >= 0.5);
}

BOOST_AUTO_TEST_SUITE_END()
