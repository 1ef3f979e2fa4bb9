#include <boost/test/unit_test.hpp>

#include "extract/extractor.hpp"
#include "rule_book.hpp"
#include "typed_page.hpp"

using namespace domicile;
using tests::typed_page;

namespace {

Reading read(const std::vector<std::string>& lines) {
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  return extractor.read({typed_page(lines)}, "");
}

std::string name_of(const Reading& reading) { return reading.name ? reading.name->value : "none"; }

std::string address_of(const Reading& reading) {
  std::string all;
  if (!reading.address) return "none";
  for (const auto& line : reading.address->lines) all += (all.empty() ? "" : " / ") + line;
  return all;
}

struct Case {
  const char* about;
  std::vector<std::string> lines;
  const char* name;
  const char* address;
};

}  // namespace

BOOST_AUTO_TEST_CASE(the_holders_block_is_found_whatever_stands_in_and_around_it) {
  const Case cases[] = {
      {"a presort line above the name",
       {"Lakeshore Card Services", "Card account statement", "", "***SNGLP 331", "Mrs. Priya H Fitzgerald",
        "11263 Sunset Blvd", "Miami Beach, FL 33139", "", "Statement date: March 9, 2025"},
       "Priya H Fitzgerald",
       "11263 Sunset Blvd / Miami Beach, FL 33139"},
      {"a town without a postcode, in a country that writes none",
       {"Gas del Maipo S.A. - RUT 76.411.903-2", "Boleta electrónica de gas", "",
        "Rosa Ester Huenchumil Paredes", "Pasaje Los Copihues 1482", "Villa Los Héroes", "Maipú", "",
        "Fecha de emisión: 04-08-2026", "Servicio de Impuestos Internos - S.I.I.", "Total a pagar $ 18.420"},
       "Rosa Ester Huenchumil Paredes",
       "Pasaje Los Copihues 1482 / Villa Los Héroes / Maipú"},
      {"a number that looks like another country's postcode before the street",
       {"Dominion Maritime Bank", "P.O. Box 4047, Toronto ON M5W 1L5", "", "MR FELIX A THIBODEAU",
        "MRS NADIA THIBODEAU", "1508-340 QUEEN ELIZABETH DRIVEWAY", "OTTAWA ON K1S 3N1", "",
        "Bank account statement", "Statement date: June 8, 2026"},
       "FELIX A THIBODEAU & NADIA THIBODEAU",
       "1508-340 QUEEN ELIZABETH DRIVEWAY / OTTAWA ON K1S 3N1"},
      {"a second holder whom a small word leads, and a house's name behind the unit",
       {"Celtic Provincial Bank", "Statement of account", "", "Ms. Aoife Nic Dhonnchadha",
        "and Mr. Tadhg Ó Ceallaigh,", "Apt 9 An Cuan,", "Sweetman's Avenue,", "Blackrock,", "Co. Dublin",
        "A94 F2X7", "", "Date of statement: 26 Jun 2026"},
       "Aoife Nic Dhonnchadha and Tadhg Ó Ceallaigh",
       "Apt 9 An Cuan, / Sweetman's Avenue, / Blackrock, / Co. Dublin / A94 F2X7"},
      {"a number of an account between the name and the street",
       {"Olentangy Gas & Electric", "Your electric bill", "", "GWENDOLYN TREMAINE", "110 155 724 308",
        "5563 KARL RD", "COLUMBUS OH 43229-3613", "", "Bill date: Jun 24, 2026"},
       "GWENDOLYN TREMAINE",
       "5563 KARL RD / COLUMBUS OH 43229-3613"},
      {"a house number that is a postcode elsewhere",
       {"Northland Bank", "Business statement", "", "MARCUS T ODUYA", "DBA ODUYA LAWN & SNOW",
        "1604 PANTOWN AVE N", "SAINT CLOUD MN 56303-1428", "", "Statement date: May 29, 2026"},
       "MARCUS T ODUYA",
       "1604 PANTOWN AVE N / SAINT CLOUD MN 56303-1428"},
      {"a quarter's name that has the shape of a person's",
       {"Tarjeta Castellana", "Extracto de tarjeta", "", "JOSE RAMON ETXEBARRIA LOBO",
        "URB. MOLINO DE LA HOZ", "C/ CABO DE PALOS, 17 CHALET 3", "28232 LAS ROZAS DE MADRID (MADRID)", "",
        "Fecha de emisión: 20/05/2026"},
       "JOSE RAMON ETXEBARRIA LOBO",
       "URB. MOLINO DE LA HOZ / C/ CABO DE PALOS, 17 CHALET 3 / 28232 LAS ROZAS DE MADRID (MADRID)"},
      {"a second holder whose initial stands before a word that labels",
       {"Lakeshore Card Services", "Card account statement", "", "34942 BEX 9 03424 D", "LARRY PAGE",
        "C PAGE", "24917 KEYSTONE AVE", "LOS ANGELES CA  97015-5505", "", "Statement date: March 9, 2025"},
       "LARRY PAGE & C PAGE",
       "24917 KEYSTONE AVE / LOS ANGELES CA 97015-5505"},
      {"the sender's line directly above the holder's",
       {"Starling Bank", "Ms Hana Kovac", "8 Quay Street", "Bristol", "BS1 4DJ", "", "Bank statement", "",
        "Statement date: 2 April 2023"},
       "Hana Kovac",
       "8 Quay Street / Bristol / BS1 4DJ"},
      {"a house's name that has the shape of a person's",
       {"Hautes Terres Communications", "Facture téléphonique", "", "Pierre Bäcker", "Résidence les Pins",
        "9B allée des Tilleuls", "31000 TOULOUSE", "", "Date de facturation : 09/01/2025"},
       "Pierre Bäcker",
       "Résidence les Pins / 9B allée des Tilleuls / 31000 TOULOUSE"},
      {"the town above the street and the postcode below it",
       {"Kapos Bank Nyrt.", "Számlakivonat", "", "NAGYNÉ PÁSZTOR ILDIKÓ", "NYÍREGYHÁZA",
        "KOSSUTH UTCA 52 FSZT 2", "4400", "", "KIVONAT KELTE: 2026.06.30"},
       "NAGYNÉ PÁSZTOR ILDIKÓ",
       "NYÍREGYHÁZA / KOSSUTH UTCA 52 FSZT 2 / 4400"},
      {"a holder who is only greeted, at the address that is supplied",
       {"Zyvora Internet", "Your internet bill", "", "Hello Devonte Armbruster,",
        "Thanks for choosing Zyvora.", "", "For 2219 N TAMARACK DR APT 14, BOISE, ID 83704", "",
        "Bill date: July 22, 2026", "Broadband modem 85.00"},
       "Devonte Armbruster",
       "2219 N TAMARACK DR APT 14, BOISE, ID 83704"},
      {"a street without its number, which stands in the next line",
       {"Anatel Telekom", "Sabit telefon faturası", "", "HÜSEYİN AVNİ KARAGÖZOĞLU",
        "ÇARŞI MAH. CUMHURİYET CAD.", "SEVGİ APT. NO:27/5", "53100 MERKEZ / RİZE", "",
        "Fatura tarihi: 18.06.2026"},
       "HÜSEYİN AVNİ KARAGÖZOĞLU",
       "ÇARŞI MAH. CUMHURİYET CAD. / SEVGİ APT. NO:27/5 / 53100 MERKEZ / RİZE"},
      {"a unit and a house between the name and the street",
       {"Weaver Heat Networks", "Your heating bill", "", "Ms Farah Siddiqui", "Apartment 117",
        "Weavers Wharf", "22 Naval Street", "Manchester", "M4 6AX", "", "Bill date: 2 September 2026"},
       "Farah Siddiqui",
       "Apartment 117 / Weavers Wharf / 22 Naval Street / Manchester / M4 6AX"},
      {"a letter-spaced postcode",
       {"Lakeshore Credit Union", "Your consolidated statement", "", "ALEJANDRO ROSALEZ",
        "400 KOZEY LIGHT, WEBERBURGH, HI 9 672 2", "", "Statement date: March 9, 2025"},
       "ALEJANDRO ROSALEZ",
       "400 KOZEY LIGHT, WEBERBURGH, HI 96722"},
      {"a street that no word shows to be one, below a name with particles",
       {"Rijnmond Energie", "Energierekening", "", "Jeroen van der Meer", "Oude Rijksweg 38",
        "5611 AZ Eindhoven", "", "Factuurdatum: 26 maart 2024"},
       "Jeroen van der Meer",
       "Oude Rijksweg 38 / 5611 AZ Eindhoven"},
      {"a house number before a numbered sector",
       {"MALABAR NATURAL GAS", "50/1, LINKING ROAD", "MUMBAI - 400050", "MAHARASHTRA", "1800 555 0052", "",
        "Gas bill", "Bill date: 08-03-2024", "", "RAJESH REDDY", "2ND FLOOR", "1, SECTOR 15 ROAD",
        "MUMBAI, MAHARASHTRA - 400050"},
       "RAJESH REDDY",
       "2ND FLOOR / 1, SECTOR 15 ROAD / MUMBAI, MAHARASHTRA - 400050"},
      {"a house number that looks like a date",
       {"Wasserwerke Hohentauern", "Gebührenbescheid Wasser", "", "Fr.", "Johanna Jovanović",
        "Wiener Straße 10/3/20", "Top 8", "1060 Wien", "", "Datum: 3. November 2026", "www.hohentauern.at"},
       "Johanna Jovanović",
       "Wiener Straße 10/3/20 / Top 8 / 1060 Wien"},
      {"a c/o line between name and street, and a unit whose word labels nothing",
       {"Šumava Net s.r.o.", "Vyúčtování služeb internetu", "", "Jiřina Černá", "c/o Zdeňka Procházková",
        "Husova 580/58", "byt 15", "370 01 České Budějovice", "", "Datum vystavení: 3. 11. 2026"},
       "Jiřina Černá",
       "Husova 580/58 / byt 15 / 370 01 České Budějovice"},
      {"a surname that is a word of forms",
       {"Gaz de Saguenay", "Facture gaz naturel", "", "GENEVIÈVE CÔTÉ", "779 3E AVENUE",
        "SHERBROOKE QC J1H 5N4", "", "Date de facturation : 12 février 2026"},
       "GENEVIÈVE CÔTÉ",
       "779 3E AVENUE / SHERBROOKE QC J1H 5N4"},
      {"a town below a street that stands behind its label",
       {"Crédit Lavandine - Relevé de compte courant", "", "CLIENT ANTOINE LE GOFF",
        "ADRESSE DE FACTURATION : 26 BIS, ALLÉE DES TILLEULS", "                         33000 BORDEAUX", "",
        "ÉDITÉ LE                 19 MARS 2024"},
       "ANTOINE LE GOFF",
       "26 BIS, ALLÉE DES TILLEULS / 33000 BORDEAUX"},
      {"a word that joins people and, elsewhere, ends a company's name",
       {"Sørlandet-Øst Vann", "Faktura vann og avløp", "", "Solveig Nilsen og Lars Aasen", "Storgata 38",
        "0159 Oslo", "", "Fakturadato              19.08.2026"},
       "Solveig Nilsen og Lars Aasen",
       "Storgata 38 / 0159 Oslo"},
      {"a street named after a day",
       {"Wisłostrada Telekom", "Rachunek telefoniczny", "", "SZ. P.", "JĘDRZEJ WÓJCIK", "UL. 3 MAJA 32 M. 48",
        "50-065 WROCŁAW", "", "Data wystawienia: 29.04.2025"},
       "JĘDRZEJ WÓJCIK",
       "UL. 3 MAJA 32 M. 48 / 50-065 WROCŁAW"},
      {"a town and a street that say what they are",
       {"АО «Северсветмежгаз»", "Счёт за газоснабжение", "", "Щербакова Светлана Петровна",
        "420111, г. Казань", "ул. 8 Марта, д. 1, кв. 38", "", "Дата выставления: 22.03.2026"},
       "Щербакова Светлана Петровна",
       "420111, г. Казань / ул. 8 Марта, д. 1, кв. 38"},
      {"a sender who prints a telephone number without saying so",
       {"RESÍDUOS MAR CLARO", "TRAVESSA DA FONTE, 107", "1100-058 LISBOA", "21 555 0021", "",
        "Fatura de resíduos urbanos", "EMISSÃO: 22/05/2025", "", "JOÃO GONÇALVES", "LARGO DO CARMO 50A",
        "2750-449 CASCAIS"},
       "JOÃO GONÇALVES",
       "LARGO DO CARMO 50A / 2750-449 CASCAIS"},
      {"a country told by the sign of its money",
       {"UMGENI ELECTRICITY", "Electric bill", "Date of this bill: 30/08/2025", "", "MEV NOMVULA MOKOENA",
        "255 LONG STREET", "DURBAN", "4001", "", "Last bill:               R 286,09",
        "Total due:               R 308,06"},
       "NOMVULA MOKOENA",
       "255 LONG STREET / DURBAN / 4001"},
      {"a street that goes without its word",
       {"Gas Pampa Verde", "Recibo de gas", "", "VALENTINA MÜLLER", "25 DE MAYO 303", "(X5000) CÓRDOBA", "",
        "Fecha de expedición: 27/01/26", "Total factura:           $ 66,24"},
       "VALENTINA MÜLLER",
       "25 DE MAYO 303 / (X5000) CÓRDOBA"},
      {"a street named after a region",
       {"Banca Quebracho", "Resumen de cuenta", "", "MICAELA GONZÁLEZ", "AV. SANTA FE 6433, PB A",
        "M5500 MENDOZA", "", "Período: 01/10/2024 a 31/10/2024", "Saldo anterior:          $ 3.981,18"},
       "MICAELA GONZÁLEZ",
       "AV. SANTA FE 6433, PB A / M5500 MENDOZA"},
      {"a Japanese block with a sorting code above it and the name below",
       {"緑川市水道局", "水道料金請求書（2026年7月16日発行）", "", "0194/59-1215191-01", "〒150-0002",
        "東京都渋谷区", "西新宿3-17-7", "鈴木 誠 様"},
       "鈴木 誠",
       "〒150-0002 / 東京都渋谷区 / 西新宿3-17-7"},
      {"the rows of a form",
       {"Bank of Tri-Rivers - Your account statement", "", "CUSTOMER Hannah Kowalski",
        "ADDRESS:         442 County Road 120", "                 Chicago IL 60614",
        "ACCOUNT NUMBER   7672 7700 10", "Statement date   February 11, 2026"},
       "Hannah Kowalski",
       "442 County Road 120 / Chicago IL 60614"},
      {"a unit on a line of its own above the street",
       {"Shannonside Bank", "Your savings statement", "", "Customer:          Liam Nowak",
        "Billing address:   Apartment 6", "                   40 St Patrick's Terrace",
        "                   Sligo", "                   F91 A3C2", "", "Statement date: 2 July 2026"},
       "Liam Nowak",
       "Apartment 6 / 40 St Patrick's Terrace / Sligo / F91 A3C2"},
      {"a street that has no number beside it, below the name",
       {"Banca Bajío Norte", "Extracto de cuenta corriente", "", "SR. HÉCTOR LÓPEZ VILLASEÑOR",
        "CALZADA DE TLALPAN", "COL. ROMA NORTE", "72000 PUEBLA, PUE", "", "Fecha de corte: 06-OCT-2024"},
       "HÉCTOR LÓPEZ VILLASEÑOR",
       "CALZADA DE TLALPAN / COL. ROMA NORTE / 72000 PUEBLA, PUE"},
      {"two holders on two lines above a long address",
       {"Drogheda Savings Bank", "Statement of account", "", "MR CORMAC J. HANRATTY &", "MS SINEAD DOYLE",
        "APT 9 BLOCK C", "THE GRANARY", "MILL ROAD", "DROGHEDA", "CO LOUTH", "A92 X3P7", "",
        "Statement date: 2 July 2026"},
       "CORMAC J. HANRATTY & SINEAD DOYLE",
       "APT 9 BLOCK C / THE GRANARY / MILL ROAD / DROGHEDA / CO LOUTH / A92 X3P7"},
      {"the surname of both in the second line, and a box beside the street",
       {"Gemeindewerke Kiesen", "Stromrechnung", "", "Reto und Monika", "Ammann-Zurbriggen",
        "Schulhausstrasse 22", "Postfach 117", "3672 Oberdiessbach", "", "Rechnungsdatum: 10.07.2026",
        "Stromverbrauch 1412 kWh"},
       "Reto und Monika Ammann-Zurbriggen",
       "Schulhausstrasse 22 / Postfach 117 / 3672 Oberdiessbach"},
      {"a remark in brackets between the label and the name",
       {"ПОДІЛЬСЬКИЙ ЦЕНТР", "Рахунок за опалення", "",
        "Споживач (власник/наймач): Остапчук Людмила Степанівна",
        "Адреса: вул. Келецька, буд. 84, кв. 112, м. Вінниця, 21030", "", "Дата формування: 20.05.2026"},
       "Остапчук Людмила Степанівна",
       "вул. Келецька, буд. 84, кв. 112, м. Вінниця, 21030"},
      {"a postcode that says so, alone below the town",
       {"Banco del Pacífico", "Estado de cuenta", "", "GUADALUPE ESTELA ZAZUETA", "AV. MADERO 744",
        "COL. CENTRO", "CULIACÁN, SINALOA", "C.P. 80000 C.R. 80001", "", "Fecha de corte: 31/05/2026",
        "RFC ZABG7912124N8", "CLABE 058730218044170012", "Saldo final $ 77,317.29 MXN"},
       "GUADALUPE ESTELA ZAZUETA",
       "AV. MADERO 744 / COL. CENTRO / CULIACÁN, SINALOA / C.P. 80000 C.R. 80001"},
      {"an empty line between the street and the town",
       {"Banque du Rhône", "Relevé de compte", "", "MLLE CAMILLE ROUVIERE", "74 COURS EMILE ZOLA", "",
        "69100 VILLEURBANNE", "", "Date d'arrêté : 29/05/2026"},
       "CAMILLE ROUVIERE",
       "74 COURS EMILE ZOLA / 69100 VILLEURBANNE"},
      {"a postcode that leads the address, below the name in a column of values",
       {"ТОВ «Підгіргаз»", "Рахунок за природний газ", "", "Особ. рахунок            0810 2291 047",
        "Споживач                 ДАЦИШИН МИРОН ЙОСИПОВИЧ", "Адреса об'єкта           82100, Львівська обл.,",
        "                         м. Дрогобич, вул. Грабова, буд. 31",
        "EIC-код                  56XM27A11482905Q"},
       "ДАЦИШИН МИРОН ЙОСИПОВИЧ",
       "82100, Львівська обл., / м. Дрогобич, вул. Грабова, буд. 31"},
      {"a town below a postcode that has its line for itself",
       {"Suministro Eléctrico del Bajío", "Recibo de luz", "", "MA. GUADALUPE TREJO ARREDONDO",
        "PRIV. NARANJOS 118 INT 4", "COL. LAS REYNAS", "C.P. 36660", "IRAPUATO, GTO.", "",
        "Fecha de emisión: 12 JUN 2026", "Total a pagar $ 714.00"},
       "MA. GUADALUPE TREJO ARREDONDO",
       "PRIV. NARANJOS 118 INT 4 / COL. LAS REYNAS / C.P. 36660 / IRAPUATO, GTO."},
      {"a number of the holder's behind the name",
       {"SERTÃO CONECTA TELECOM", "Fatura de internet", "", "Pagador",
        "FRANCISCA IVONETE PEREIRA LIMA – CPF ***.118.447-**", "TRAVESSA DOS VAQUEIROS, 88 ALTOS",
        "FÁTIMA II", "63702-140 CRATEÚS - CE", "", "Data do Documento: 24/04/2026", "Valor 99,80"},
       "FRANCISCA IVONETE PEREIRA LIMA",
       "TRAVESSA DOS VAQUEIROS, 88 ALTOS / FÁTIMA II / 63702-140 CRATEÚS - CE"},
      {"what the sender asks of the post above the name",
       {"Harbour Mutual Bank", "Bank statement", "", "PRIVATE & CONFIDENTIAL", "Ms Ingrid Fairweather",
        "14 Coldharbour Lane", "LEEDS LS6 2AB", "", "Statement date: 3 June 2026"},
       "Ingrid Fairweather",
       "14 Coldharbour Lane / LEEDS LS6 2AB"},
      {"a Japanese house number on a line of its own, a spaced name below it and post's words above",
       {"はりまカード", "カードご利用代金明細書", "", "料金後納郵便 親展", "674-0082",
        "兵庫県明石市魚住町中尾", "1182-7-405", "", "植 村   健 二 様", "", "2026年6月18日作成"},
       "植村 健二",
       "674-0082 / 兵庫県明石市魚住町中尾 / 1182-7-405"},
      {"a quarter and a street called after people, the house's number below them",
       {"MARMARA SU VE KANALİZASYON İDARESİ", "SU FATURASI", "", "ABONE ADI SOYADI / ADRESİ",
        "FATMA GÜLŞEN KARADENİZ", "ZÜMRÜTEVLER MAH. NİLÜFER SK.", "NO:18 D:7", "34852 MALTEPE/İSTANBUL", "",
        "Fatura Tarihi: 21.07.2026"},
       "FATMA GÜLŞEN KARADENİZ",
       "ZÜMRÜTEVLER MAH. NİLÜFER SK. / NO:18 D:7 / 34852 MALTEPE/İSTANBUL"},
      {"a house's name over a street without a number",
       {"West Coast Broadband", "Telephone bill", "", "G. M. Trelawney-Roskilly", "Chy an Gwel",
        "Carn Brea Road", "ST JUST IN PENWITH", "Cornwall TR19 7XB", "", "Bill date: 3 June 2026",
        "Total to pay £41.20 incl. VAT"},
       "G. M. Trelawney-Roskilly",
       "Chy an Gwel / Carn Brea Road / ST JUST IN PENWITH / Cornwall TR19 7XB"},
      {"a branch whose own address stands between its name and the holder",
       {"MERENKURKUN OSUUSPANKKI", "Vaasan konttori", "Savilankatu 9, 26100 RAUMA", "", "",
        "SALMINEN ERKKI JUHANI", "LUOSTARINTIE 214", "26200 RAUMA", "", "TILIOTE", "",
        "Päivämäärä 04.05.2026", "Kausi 01.04.-30.04.2026", "LOPPUSALDO 2.678,35"},
       "SALMINEN ERKKI JUHANI",
       "LUOSTARINTIE 214 / 26200 RAUMA"},
      {"a customer's number below a Japanese name",
       {"みちのく通信株式会社", "電話料金等請求書", "", "〒980-0871", "宮城県仙台市青葉区八幡三丁目12番8号",
        "メゾン広瀬川 405", "", "佐々木 健太郎 様", "（お客様番号 0441-772-810）", "", "発行日 2026年7月9日"},
       "佐々木 健太郎",
       "〒980-0871 / 宮城県仙台市青葉区八幡三丁目12番8号 / メゾン広瀬川 405"},
      {"a tax number of which all but the ends is hidden",
       {"Соняшникбанк", "ВИПИСКА ПО РАХУНКУ", "за період з 01.07.2026 по 31.07.2026", "",
        "Клієнт              Гнатюк Оксана Степанівна", "Код                 29******17",
        "                    вул. Личаківська, 86, кв. 5", "                    м. Львів, 79010", "",
        "Дата видачі         4 серпня 2026 року"},
       "Гнатюк Оксана Степанівна",
       "вул. Личаківська, 86, кв. 5 / м. Львів, 79010"},
      {"a host between a Japanese address and the name",
       {"土佐湾信用金庫", "お取引明細表", "", "〒780-0061", "高知市栄田町1丁目7番5-602号", "沢渡様方",
        "小田切 美紗緒 様", "", "作成日 2026年7月1日"},
       "小田切 美紗緒",
       "〒780-0061 / 高知市栄田町1丁目7番5-602号"},
      {"townlands, which have but the shape of names",
       {"Errigal Bins Ltd          INVOICE", "", "Bill to", "Sorcha Ní Dhomhnaill", "Srath na gCaorach",
        "Gort an Choirce", "Leitir Ceanainn", "Co. Donegal", "F92 K6XP", "",
        "Waste collection charge   Invoice date 1 July 2026"},
       "Sorcha Ní Dhomhnaill",
       "Srath na gCaorach / Gort an Choirce / Leitir Ceanainn / Co. Donegal / F92 K6XP"},
      {"a house that is called by a name, below two holders",
       {"Lunenburg Fuels Limited     Heating oil invoice", "", "G. Wm. Zwicker", "& Lorna Zwicker",
        "Seabright Cottage", "1190 Highway 331", "LaHave, Nova Scotia", "B0R 1C0", "",
        "Invoice date: March 23, 2026"},
       "G. Wm. Zwicker & Lorna Zwicker",
       "Seabright Cottage / 1190 Highway 331 / LaHave, Nova Scotia / B0R 1C0"},
      {"a Turkish address without a postcode, its number below its street",
       {"Anatolya Bankası            KREDİ KARTI HESAP ÖZETİ", "Hesap Kesim Tarihi: 24 Ağustos 2026", "",
        "MEHMET EMİN ÖZTÜRKOĞLU", "BAHÇELİEVLER MAHALLESİ AZERBAYCAN CADDESİ", "NO:41/7 ÇANKAYA ANKARA", "",
        "Dönem Borcu  15.261,99 TL"},
       "MEHMET EMİN ÖZTÜRKOĞLU",
       "BAHÇELİEVLER MAHALLESİ AZERBAYCAN CADDESİ / NO:41/7 ÇANKAYA ANKARA"},
      {"a tax number that is hidden up to its letter",
       {"Aguas del Arga              FACTURA DE AGUA", "", "Titular         Begoña Iturralde Goñi",
        "NIF             ••••4177-Q", "Dirección       C/ Mayor, 57, 2.º izda.",
        "                31600 Burlada (Navarra)", "", "Fecha de expedición 15-07-2026"},
       "Begoña Iturralde Goñi",
       "C/ Mayor, 57, 2.º izda. / 31600 Burlada (Navarra)"},
      {"the sender's post address, behind a label that customers have too",
       {"Öresund Kort", "Öresund Kortbank AB (publ)", "Org.nr 516401-7712", "Kontoutdrag", "", "                 FATIMA HOSSEINI LINDQVIST",
        "                 SÖDRA FÖRSTADSGATAN 31 B", "                 214 20 MALMÖ", "",
        "Fakturadatum 2026-05-28", "Kortköp ICA 412,85", "", "", "", "", "",
        "", "", "", "", "", "", "", "", "", "", "", "Postadress", "Öresund Kortbank", "FE 4417",
        "205 09 Malmö"},
       "FATIMA HOSSEINI LINDQVIST",
       "SÖDRA FÖRSTADSGATAN 31 B / 214 20 MALMÖ"},
      {"a Japanese address above its name",
       {"瑞穂環境株式会社", "水道料金請求書", "", "〒460-0008", "愛知県名古屋市中区渋谷3丁目20番10号",
        "佐藤大輔様", "", "発行日：2027年1月23日"},
       "佐藤大輔",
       "〒460-0008 / 愛知県名古屋市中区渋谷3丁目20番10号"}};
  for (const auto& [about, lines, name, address] : cases) {
    const auto reading = read(lines);
    BOOST_TEST(name_of(reading) == name, about << ": " << name_of(reading) << " in " << reading.locale);
    BOOST_TEST(address_of(reading) == address, about << ": " << address_of(reading));
  }
}

BOOST_AUTO_TEST_CASE(a_sender_with_its_telephone_is_no_rival_of_the_holder) {
  const auto reading =
      read({"Rannikon Säästöpankki        Tiliote", "Rantatie 32", "00100 HELSINKI", "Puhelin: 09 555 0669",
            "", "Väinö Nieminen", "Aleksanterinkatu 36 as. 23", "33200 TAMPERE", "", "Päiväys: 3.11.2026"});
  BOOST_TEST_REQUIRE(reading.address.has_value());
  BOOST_TEST(address_of(reading) == "Aleksanterinkatu 36 as. 23 / 33200 TAMPERE");
  BOOST_TEST(reading.address->confidence > 0.9);
}

BOOST_AUTO_TEST_CASE(a_director_named_at_the_foot_may_bear_the_holders_name) {
  std::vector<std::string> lines{
      "Bankovní výpis", "Období: 14.11.2025 - 14.12.2025", "", "VÁCLAV NOVÁK", "POD LIPAMI 110",
      "77900 OLOMOUC"};
  lines.resize(52);
  lines.emplace_back("Banka Krkonoš, Na Příkopě 20b. Jednatel: Václav Novák.");
  const auto reading = read(lines);
  BOOST_TEST_REQUIRE(reading.address.has_value());
  BOOST_TEST(address_of(reading) == "POD LIPAMI 110 / 77900 OLOMOUC");
  BOOST_TEST(reading.address->confidence > 0.95);
}

BOOST_AUTO_TEST_CASE(the_supplys_address_alone_is_never_certain) {
  const auto reading = read({"Northfield Power & Light", "Electric bill", "", "Bill date November 3, 2026",
                             "Service address: 223 Elm Court, Austin, TX 78704", "Energy used 612 kWh"});
  BOOST_TEST_REQUIRE(reading.address.has_value());
  BOOST_TEST(reading.address->is_service_address);
  BOOST_TEST(reading.address->confidence < 0.9);
}

BOOST_AUTO_TEST_CASE(a_piece_of_a_sentence_is_no_holder) {
  const auto reading =
      read({"Northfield Power & Light", "Electricity bill", "", "Call our line for billing information,",
            "provide a meter reading and to pay by", "phone.", "", "Statement date: March 9, 2025"});
  BOOST_TEST(name_of(reading) == "none");
}

BOOST_AUTO_TEST_CASE(rows_of_movements_are_no_address) {
  const auto reading =
      read({"Polderwind Bank", "Rekeningafschrift", "", "05-10     Overboeking Jan Smit       199,33",
            "06-10     BEA CAFE DE BRUG 0106      266,59", "06-10     BEA BOEKHANDEL 0107        107,39"});
  BOOST_TEST(!reading.address.has_value());
}
