#include "match/address_compare.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "match/address_book.hpp"
#include "match/address_parse.hpp"

namespace {

using domicile::match::AddressTables;
using domicile::match::Comparison;
using domicile::match::Sameness;
using Lines = std::vector<std::string>;

const AddressTables& tables() {
  static const AddressTables made(domicile::match::testing::address_book());
  return made;
}

Comparison compared(const Lines& a, const Lines& b, const std::string& country, double confidence = 1) {
  return domicile::match::compare_parsed(tables(), domicile::match::parse_address_lines(tables(), a, country),
                                         domicile::match::parse_address_lines(tables(), b, country),
                                         confidence);
}

struct Pair {
  std::string country;
  Lines a;
  Lines b;
};

void expect(const std::vector<Pair>& pairs, Sameness outcome) {
  for (const auto& pair : pairs) {
    BOOST_TEST_CONTEXT(pair.country << " " << pair.a.front() << " | " << pair.b.front()) {
      const auto result = compared(pair.a, pair.b, pair.country);
      for (const auto& difference : result.differences) BOOST_TEST_INFO(difference);
      BOOST_TEST((result.outcome == outcome));
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(address_compare)

BOOST_AUTO_TEST_CASE(a_hamlet_without_numbers_is_an_address_and_a_street_without_one_is_half_of_one) {
  expect({{"FR", {"Le Mas del Bosc", "12330 Saint-Cyprien"}, {"LE MAS DEL BOSC", "12330 SAINT CYPRIEN"}}},
         Sameness::same);
  expect({{"FR", {"Rue de la Gare", "12330 Saint-Cyprien"}, {"Rue de la Gare", "12330 Saint-Cyprien"}},
          {"FR", {"Le Mas del Bosc", "12330 Saint-Cyprien"}, {"4 Le Mas del Bosc", "12330 Saint-Cyprien"}}},
         Sameness::partly);
}

BOOST_AUTO_TEST_CASE(notation_order_and_case_make_no_difference) {
  expect(
      {{"ES", {"Carrer de la Sal·la, 4", "08001 Barcelona"}, {"Carrer de la Sal-la, 4", "08001 Barcelona"}},
       {"US",
        {"1182 Maplewood Ave", "Apt 4B", "Columbus, OH 43206"},
        {"APT 4B", "1182 MAPLEWOOD AVENUE", "COLUMBUS OH 43206-1234"}},
       {"US", {"5 5th Ave #3", "New York, NY 10001"}, {"5 Fifth Avenue, Apt 3, New York, NY 10001"}},
       {"DE", {"Hauptstr. 12a", "40210 Düsseldorf"}, {"HAUPTSTRASSE 12 A", "D-40210 DUESSELDORF"}},
       {"DE", {"Domplatz 3", "50667 Köln"}, {"Domplatz 3", "50667 Cologne", "Germany"}},
       {"IT",
        {"Strada Provinciale 12 n. 21", "80134 Napoli NA"},
        {"Strada Provinciale 12 21", "80134 Napoli"}},
       {"IT",
        {"STRADA PROVINCIALE 12, 24 BIS", "20121 MILANO (MI)"},
        {"Strada Provinciale 12 24 bis", "20121 Milano"}},
       {"IT",
        {"Strada Provinciale 12, 48/A", "35122 Padova"},
        {"Strada Provinciale 12 48/A", "35122 Padova PD"}},
       {"GB", {"78 St James's Square", "Oxford OX4 1XX"}, {"78 Street James's Sq", "Oxford", "OX4 1XX"}},
       {"AT",
        {"Grazer Gasse 77a, Stg. 3, Top2", "9020 Klagenfurt"},
        {"Grazer Gasse 77a", "Stg. 3, Top 2", "9020 Klagenfurt"}},
       {"SE", {"Ekstigen 47 C", "2TR", "582 24 Linköping"}, {"Ekstigen 47 C", "2 TR", "582 24 LINKÖPING"}},
       {"HU",
        {"Bartók Béla út 17. I. em. 5.", "3525 Miskolc"},
        {"Bartók Béla út 17. 1. em. 5.", "3525 Miskolc"}},
       {"HU",
        {"Petőfi Sándor utca 4/B. fszt. 2.", "9021 Győr"},
        {"Petőfi Sándor utca 4/B.", "fszt. 2.", "9021 Győr"}},
       {"CZ", {"třída Svobody 43", "30100 PIzeň"}, {"třída Svobody 43", "301 00 Plzeň"}},
       {"CA",
        {"# 28 - 8839 Maple Ridge Crescent", "Regina SK S4P 3Y2"},
        {"8839 Maple Ridge Crescent", "# 28", "Regina SK S4P 3Y2"}},
       {"FR",
        {"21 ter chemin du Moulin", "Esc. C - Appt 18", "75012 Paris"},
        {"21 ter ch. du Moulin", "Esc. C, Appt 18", "75012 PARIS"}},
       {"FR", {"18B chemin du Moulin", "67000 Strasbourg"}, {"18B, chemin du Moulin", "67000 STRASBOURG"}},
       {"BE", {"avenue Louise, 12B bte B", "1050 IXELLES"}, {"avenue Louise 12B bte B", "1050 Ixelles"}},
       {"PL", {"ul. Długa 14 m. 2", "00-950 Warszawa"}, {"Długa 14/2", "00-950 Warsaw"}},
       {"AU", {"3/12 Smith Street", "Richmond VIC 3121"}, {"Unit 3, 12 Smith St", "RICHMOND VIC 3121"}},
       {"CA", {"204-1182 Main St", "Toronto ON M5V 2T6"}, {"1182 Main Street, Apt 204", "Toronto ON M5V2T6"}},
       {"ES", {"Calle Mayor 5, 3º B", "28013 Madrid"}, {"C/ Mayor, 5, 3 B", "28013 MADRID (MADRID)"}},
       {"RU",
        {"ул. Ленина, д. 12, кв. 45", "г. Москва", "101000"},
        {"Ленина ул., 12, квартира 45", "Москва", "101000"}},
       {"JP", {"〒150-0001", "東京都渋谷区神宮前一丁目2番3号"}, {"150-0001 東京都渋谷区神宮前1-2-3"}},
       {"JP",
        {"〒460-0008", "愛知 県名古屋市 中区南青山4 丁目8番1号", "メゾ ン青葉713号室"},
        {"460-0008 愛知県名古屋市中区南青山4-8-1 メゾン青葉713"}},
       {"JP", {"〒980.0811", "・宮城県仙台市青葉区栄4丁目4.5"}, {"980-0811 宮城県仙台市青葉区栄4-4-5"}},
       {"JP", {"東京都江戸川区西葛西2-18-4"}, {"東京都江戶川区西葛西２－１８－４"}},
       {"GB",
        {"14 High Street", "Didsbury", "Manchester", "M20 2WE"},
        {"14 HIGH ST", "DIDSBURY", "M20 2WE"}}},
      Sameness::same);
}

BOOST_AUTO_TEST_CASE(what_one_side_lacks_or_blurs_makes_it_partly_the_same) {
  expect({{"US",
           {"1182 Maplewood Ave Apt 4B", "Columbus, OH 43206"},
           {"1182 Maplewood Ave", "Columbus, OH 43206"}},
          {"US", {"1182 Maplewood Ave", "Columbus, OH 43206"}, {"Maplewood Ave", "Columbus, OH 43206"}},
          {"US", {"1182 Maplewood Ave", "Columbus, OH 43206"}, {"1182 Maplewood Ave", "Columbus, OH"}},
          {"US", {"1182 Maplewood Ave", "Columbus, OH 43206"}, {"ll82 Maplewood Ave", "Columbus, OH 43206"}},
          {"US", {"1182 Maplewood Ave", "Columbus, OH 43206"}, {"1182 Maplewood Ave", "Columbus, OH 432O6"}},
          {"DE", {"Hauptstraße 12-14", "10115 Berlin"}, {"Hauptstraße 12", "10115 Berlin"}},
          {"US", {"12 N Main St", "Columbus, OH 43206"}, {"12 Main St", "Columbus, OH 43206"}},
          {"SG", {"1 Orchard Rd #12-34", "Singapore 238823"}, {"1 Orchard Rd #34-12", "Singapore 238823"}},
          {"AT", {"Stiftgasse 45/2/14", "1070 Wien"}, {"Stiftgasse 45/14/2", "1070 Wien"}},
          {"ES", {"Calle Mayor 8, 4º 1ª", "28013 Madrid"}, {"Calle Mayor 8, 1º 4ª", "28013 Madrid"}},
          {"BR",
           {"Rua Sete de Setembro, 337 FUNDOS", "Salvador - BA 40020-000"},
           {"Rua Sete de Setembro, 337", "FundosA", "Salvador - BA 40020-000"}},
          {"BR",
           {"Rua Sete de Setembro, 337 FUNDOS", "Salvador - BA 40020-000"},
           {"Rua Sete de Setembro, 337", "Salvador - BA 40020-000"}},
          {"ES",
           {"Partida La Cala s/n hoja 18 tira 77", "46680 Algemesí"},
           {"Partida La Cala s/n hoja 20 tira 77", "46680 Algemesí"}},
          {"DE", {"Hauptstraße 5", "17291 Prenzlau"}, {"Hauptstraße 5", "17291 Schenkenberg"}}},
         Sameness::partly);
}

BOOST_AUTO_TEST_CASE(numbers_units_postcodes_and_streets_decide) {
  expect({{"US", {"1182 Maplewood Ave", "Columbus, OH 43206"}, {"1128 Maplewood Ave", "Columbus, OH 43206"}},
          {"US",
           {"1182 Maplewood Ave Apt 4B", "Columbus, OH 43206"},
           {"1182 Maplewood Ave Apt 4D", "Columbus, OH 43206"}},
          {"US", {"1182 Maplewood Ave", "Columbus, OH 43206"}, {"1182 Maplewood Ave", "Columbus, OH 43207"}},
          {"US", {"1182 Maplewood Ave", "Columbus, OH 43206"}, {"1182 Maplewood Ct", "Columbus, OH 43206"}},
          {"US", {"12 N Main St", "Columbus, OH 43206"}, {"12 S Main St", "Columbus, OH 43206"}},
          {"US", {"12 5th Ave", "Columbus, OH 43206"}, {"12 6th Ave", "Columbus, OH 43206"}},
          {"US", {"PO Box 12", "Columbus, OH 43206"}, {"12 Main St", "Columbus, OH 43206"}},
          {"DE", {"Hauptstraße 12", "10115 Berlin"}, {"Hauptstraße 12a", "10115 Berlin"}},
          {"ES", {"Calle Mayor 5, 3º izq.", "28013 Madrid"}, {"Calle Mayor 5, 3º dcha.", "28013 Madrid"}},
          {"ES",
           {"Partida La Cala s/n Pol 18 Parc 77", "46680 Algemesí"},
           {"Partida La Cala s/n Pol 20 Parc 77", "46680 Algemesí"}},
          {"DE", {"Hauptstr. 5 Hinterhaus", "10115 Berlin"}, {"Hauptstr. 5 Vorderhaus", "10115 Berlin"}},
          {"PL", {"ul. Długa 14/2", "00-950 Warszawa"}, {"ul. Długa 14/7", "00-950 Warszawa"}}},
         Sameness::different);
}

BOOST_AUTO_TEST_CASE(a_unit_is_one_in_every_notation_of_its_country) {
  expect(
      {{"ES", {"Calle Mayor 5, 3º B", "28013 Madrid"}, {"C/ Mayor, 5 - 3ºB, 28013 Madrid"}},
       {"ES", {"Calle Mayor 5, 3º B", "28013 Madrid"}, {"Calle Mayor nº 5, piso 3, puerta B, 28013 Madrid"}},
       {"PT",
        {"Rua Augusta 24, 3.º Esq.", "1100-053 Lisboa"},
        {"R. Augusta, 24 - 3 Esquerdo, 1100-053 Lisboa"}},
       {"US",
        {"1182 Maplewood Ave", "Apt 4B", "Columbus, OH 43206"},
        {"1182 Maplewood Ave 4B", "Columbus OH 43206"}},
       {"AU", {"Unit 5", "12-14 Smith St", "Fitzroy VIC 3065"}, {"U5 12-14 Smith St", "FITZROY VIC 3065"}},
       {"GB",
        {"Flat 2/1", "45 Dumbarton Road", "Glasgow", "G11 6PD"},
        {"2/1, 45 Dumbarton Rd", "Glasgow G11 6PD"}},
       {"HU",
        {"Fő utca 12. II. em. 3.", "1011 Budapest"},
        {"Fő utca 12 II. emelet 3. ajtó", "1011 Budapest"}},
       {"DE", {"Markt 3, Hinterhaus, 2. OG", "01067 Dresden"}, {"Markt 3 HH 2.OG", "01067 Dresden"}},
       {"BE", {"Rue Neuve 45 boîte 3", "1000 Bruxelles"}, {"Rue Neuve 45/3", "1000 Brussels"}},
       {"BG",
        {"ул. Шипка 8, вх. Б, ет. 3, ап. 9", "1504 София"},
        {"ul. Shipka 8, vh. B, et. 3, ap. 9", "1504 Sofia"}},
       {"RU", {"ул. Ленина, д. 12, кв. 45", "119049 Москва"}, {"ул. Ленина, д. 12, кв. 45, 119049 Москва"}}},
      Sameness::same);
}

BOOST_AUTO_TEST_CASE(doors_beside_each_other_are_two) {
  expect({{"DE",
           {"Markt 3, Hinterhaus, 2. OG", "01067 Dresden"},
           {"Markt 3, Vorderhaus, 2. OG", "01067 Dresden"}},
          {"DK", {"Vestergade 3, st. th.", "5000 Odense C"}, {"Vestergade 3, kl. th.", "5000 Odense C"}},
          {"CO", {"Calle 45 # 12-34 Apto 501", "Bogotá"}, {"Calle 45A # 12-34 Apto 501", "Bogotá"}},
          {"HK",
           {"Flat B, 12/F, 88 Des Voeux Road West", "Hong Kong"},
           {"Flat B, 13/F, 88 Des Voeux Road West", "Hong Kong"}}},
         Sameness::different);
}

BOOST_AUTO_TEST_CASE(differences_are_said_in_words) {
  const auto missing =
      compared({"12 Main St Apt 4B", "Columbus, OH 43206"}, {"12 Main St", "Columbus, OH 43206"}, "US");
  BOOST_REQUIRE(missing.differences.size() == 1U);
  BOOST_TEST(missing.differences.front() == "unit missing on the document: Apt 4B");
  const auto other =
      compared({"12 Main St", "Columbus, OH 43206"}, {"21 Main St", "Columbus, OH 43206"}, "US");
  BOOST_REQUIRE(other.differences.size() == 1U);
  BOOST_TEST(other.differences.front() == "house number differs: 12 and 21");
}

BOOST_AUTO_TEST_CASE(an_unsure_reading_turns_like_digits_from_different_into_unsure) {
  const Lines a = {"13 Main St", "Columbus, OH 43206"};
  const Lines b = {"18 Main St", "Columbus, OH 43206"};
  BOOST_TEST((compared(a, b, "US", 1.0).outcome == Sameness::different));
  BOOST_TEST((compared(a, b, "US", 0.6).outcome == Sameness::partly));
}

BOOST_AUTO_TEST_CASE(invisible_and_look_alike_letters_are_never_the_same) {
  const auto hidden = compared({"12 Maplewood Ave", "Columbus, OH 43206"},
                               {"12 Maple\u200Bwood Ave", "Columbus, OH 43206"}, "US");
  BOOST_TEST(hidden.suspicious_characters);
  BOOST_TEST((hidden.outcome != Sameness::same));
  const auto cyrillic = compared({"12 Maplewood Ave", "Columbus, OH 43206"},
                                 {"12 M\u0430plewood Ave", "Columbus, OH 43206"}, "US");
  BOOST_TEST(cyrillic.suspicious_characters);
  BOOST_TEST((cyrillic.outcome != Sameness::same));
}

BOOST_AUTO_TEST_CASE(an_accounts_keyed_lines_may_stand_in_any_order) {
  domicile::AccountAddress address;
  address.lines = {"Apt 4B", "1182 Maplewood Ave"};
  address.city = "Columbus";
  address.region = "OH";
  address.postcode = "43206";
  address.country = "US";
  const auto parts = domicile::match::account_components(tables(), address);
  BOOST_TEST(parts.unit == "Apt 4B");
  BOOST_TEST(parts.house_number == "1182");
  BOOST_TEST(parts.street == "Maplewood Ave");
  BOOST_TEST(parts.city == "Columbus");
}

BOOST_AUTO_TEST_CASE(an_accounts_japanese_lines_are_told_apart_as_a_documents_are) {
  domicile::AccountAddress address;
  address.lines = {"神宮前4丁目8番12号, サンライズマンション 542"};
  address.city = "札幌市中央区";
  address.region = "北海道";
  address.postcode = "060-0001";
  address.country = "JP";
  const auto parts = domicile::match::account_components(tables(), address);
  BOOST_TEST(parts.street == "神宮前");
  BOOST_TEST(parts.house_number == "4-8-12");
  BOOST_TEST(parts.unit == "542");
  BOOST_TEST(parts.city == "札幌市中央区");
}

BOOST_AUTO_TEST_CASE(a_comma_lost_between_house_letter_and_unit_is_a_question_of_notation) {
  const auto as_printed = compared({"Kungsgatan 41 D 2 tr", "111 22 Stockholm"},
                                   {"Kungsgatan 41 D", "2 tr", "111 22 Stockholm"}, "SE");
  BOOST_TEST((as_printed.outcome == Sameness::same));
  const auto lost = compared({"Kungsgatan 41 D 2tr", "111 22 Stockholm"},
                             {"Kungsgatan 41 D, 2 tr", "111 22 Stockholm"}, "SE");
  BOOST_TEST((lost.outcome != Sameness::different));
  const auto other = compared({"Kungsgatan 41 D 2tr", "111 22 Stockholm"},
                              {"Kungsgatan 41 E, 2 tr", "111 22 Stockholm"}, "SE");
  BOOST_TEST((other.outcome == Sameness::different));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(numbers_end_where_letters_begin_however_they_are_set) {
  expect({{"FI", {"Puistotie 34D 12", "20100 Turku"}, {"Puistotie 34, D 12", "20100 Turku"}},
          {"FI", {"Puistotie 10B5", "20100 Turku"}, {"Puistotie 10, B 5", "20100 Turku"}},
          {"IN",
           {"Flat C402, 28/6 Gandhi Nagar Main Road", "Hyderabad 500034"},
           {"Flat C-402, 28/6 Gandhi Nagar Main Road", "Hyderabad 500034"}}},
         Sameness::same);
  expect({{"FI", {"Puistotie 1 23", "20100 Turku"}, {"Puistotie 12 3", "20100 Turku"}},
          {"IN",
           {"Flat C-40, 28/6 Gandhi Nagar Main Road", "Hyderabad 500034"},
           {"Flat C-402, 28/6 Gandhi Nagar Main Road", "Hyderabad 500034"}}},
         Sameness::different);
}

BOOST_AUTO_TEST_CASE(a_court_beside_a_street_is_a_house_on_whichever_side_it_stands) {
  expect({{"ZA",
           {"4 Protea Court, 263 Kerk Street", "Bloemfontein", "9301"},
           {"263 Kerk St", "4 Protea Court", "Bloemfontein", "9301"}},
          {"ZA",
           {"4 PROTEA COURT, 99 LONG STREET", "GQEBERHA", "6001"},
           {"99 Long Street", "4 Protea Court", "Gqeberha", "6001"}}},
         Sameness::same);
  BOOST_TEST((compared({"4 Protea Court, 263 Kerk Street", "Bloemfontein", "9301"},
                       {"263 Kerk St", "5 Protea Court", "Bloemfontein", "9301"}, "ZA")
                  .outcome != Sameness::same));
  BOOST_TEST((compared({"4 Protea Court, 263 Kerk Street", "Bloemfontein", "9301"},
                       {"4 Kerk St", "263 Protea Court", "Bloemfontein", "9301"}, "ZA")
                  .outcome == Sameness::different));
}

BOOST_AUTO_TEST_CASE(the_kind_of_street_may_be_cut_short_by_a_full_stop) {
  struct Case {
    const char* a;
    const char* b;
    const char* town;
    const char* country;
    Sameness expected;
  };
  const Case cases[] = {{"Feldg. 14", "Feldgasse 14", "1060 Wien", "AT", Sameness::same},
                        {"Kircheng. 3/7", "Kirchengasse 3/7", "5020 Salzburg", "AT", Sameness::same},
                        {"Feldg. 14", "Feldgasse 41", "1060 Wien", "AT", Sameness::different},
                        {"Feldg. 14", "Feldweg 14", "1060 Wien", "AT", Sameness::different},
                        {"Feld. 14", "Feldgasse 14", "1060 Wien", "AT", Sameness::partly},
                        {"Falkoner a. 3", "Falkoner allé 3", "2000 Frederiksberg", "DK", Sameness::partly}};
  for (const auto& [a, b, town, country, expected] : cases) {
    BOOST_TEST_CONTEXT(a << " / " << b) {
      BOOST_TEST((compared({a, town}, {b, town}, country).outcome == expected));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_ground_floor_on_a_side_is_a_flat_and_no_street) {
  for (const auto* street : {"Torvet 25", "Bakken 25"}) {
    const auto one = compared({std::string(street) + " st. th", "5000 Odense C"},
                              {street, "st. th", "5000 Odense C"}, "DK");
    BOOST_TEST((one.outcome == Sameness::same));
    const auto other = compared({std::string(street) + " st. th", "5000 Odense C"},
                                {street, "st. tv", "5000 Odense C"}, "DK");
    BOOST_TEST((other.outcome == Sameness::different));
  }
}

BOOST_AUTO_TEST_CASE(a_floor_that_has_a_name_takes_no_number_from_the_house) {
  struct Case {
    std::vector<std::string> lines;
    const char *country, *street, *house_number, *unit;
  };
  const std::vector<Case> cases{
      {{"C/ Horno Bajo, 14 bajo dcha", "46001 Valencia"}, "ES", "C/ Horno Bajo", "14", "bajo dcha"},
      {{"Calle Mayor 12, 3 planta", "28013 Madrid"}, "ES", "Calle Mayor", "12", "3 planta"},
      {{"Plaza Principal 3, bajo B", "28013 Madrid"}, "ES", "Plaza Principal", "3", "bajo B"},
      {{"12 rue de la Paix, rdc gauche", "75002 Paris"}, "FR", "rue de la Paix", "12", "rdc gauche"},
      {{"rue de la Paix 12, 3 étage", "1003 Lausanne"}, "CH", "rue de la Paix", "12", "3 étage"},
      {{"Ilica 12, prizemlje lijevo", "10000 Zagreb"}, "HR", "Ilica", "12", "prizemlje lijevo"},
      {{"Hauptstr. 5 EG links", "10115 Berlin"}, "DE", "Hauptstr.", "5", "EG links"}};
  for (const auto& [lines, country, street, house_number, unit] : cases) {
    BOOST_TEST_CONTEXT(lines.front()) {
      const auto parts = domicile::match::parse_address_lines(tables(), lines, country);
      BOOST_TEST(parts.street == street);
      BOOST_TEST(parts.house_number == house_number);
      BOOST_TEST(parts.unit == unit);
    }
  }
}

BOOST_AUTO_TEST_CASE(short_forms_of_streets_and_regions_are_what_they_stand_for) {
  expect(
      {{"ES", {"P.º de Gracia 6, 7º C", "15003 A Coruña"}, {"PASEO DE GRACIA, 6", "7º C", "15003 A CORUÑA"}},
       {"FR", {"CH. DU MOULIN 3", "59800 LILLE"}, {"CHEMIN DU MOULIN 3", "59800 LILLE"}},
       {"MX",
        {"Av. Revolución 535", "Puebla, Puebla 72000"},
        {"Avenida Revolución 535", "Col. Roma Norte", "Puebla, PUE, C.P. 72000"}},
       {"MX",
        {"Calz. de Tlalpan No. 196", "Querétaro, Qro. 76000"},
        {"Calzada de Tlalpan 196", "Col. Roma Norte", "Querétaro, QUE, C.P. 76000"}}},
      Sameness::same);
  expect({{"BE", {"CH. DE WAVRE 3A", "1300 WAVRE"}, {"CHAUSSÉE DE LOUVAIN 3A", "1300 WAVRE"}}},
         Sameness::different);
  // A chemin and a chaussée of one name are two streets.
  expect({{"BE", {"CH. DE WAVRE 3A", "1300 WAVRE"}, {"CHAUSSÉE DE WAVRE 3A", "1300 WAVRE"}}},
         Sameness::partly);
}

BOOST_AUTO_TEST_CASE(a_town_of_letters_that_look_alike_is_the_one_that_its_postcode_says) {
  expect({{"RO", {"Șos. Colentina nr. 116", "700050 Iași"}, {"Șos. Colentina nr. 116", "700050 lași"}}},
         Sameness::same);
  BOOST_TEST(
      (compared({"Șos. Colentina nr. 116", "700050 Iași"}, {"Șos. Colentina nr. 116", "700050 Cluj"}, "RO")
           .outcome != Sameness::same));
}

BOOST_AUTO_TEST_CASE(what_surrounds_a_street_takes_neither_its_name_nor_its_number) {
  struct Case {
    std::vector<std::string> lines;
    const char *country, *street, *house_number, *city;
  };
  const std::vector<Case> cases{
      {{"RUE DE L'EGLISE(YVO) 14", "BTE 2", "5530 YVOIR"}, "BE", "RUE DE L'EGLISE", "14", "YVOIR"},
      {{"1042 CH DES ÉCOLIERS APP 6", "SHERBROOKE QC J1N 0A5"},
       "CA",
       "CH DES ÉCOLIERS",
       "1042",
       "SHERBROOKE"},
      {{"LIBERTAD 1240 - Bº PARQUE", "5960 - RÍO SEGUNDO - CÓRDOBA"},
       "AR",
       "LIBERTAD",
       "1240",
       "RÍO SEGUNDO"},
      {{"RUA DAS FLORES, 12", "88715-000 GRÃO-PARÁ – SC"}, "BR", "RUA DAS FLORES", "12", "GRÃO-PARÁ"}};
  for (const auto& [lines, country, street, house_number, city] : cases) {
    BOOST_TEST_CONTEXT(lines.front()) {
      const auto parts = domicile::match::parse_address_lines(tables(), lines, country);
      BOOST_TEST(parts.street == street);
      BOOST_TEST(parts.house_number == house_number);
      BOOST_TEST(parts.city == city);
    }
  }
}
