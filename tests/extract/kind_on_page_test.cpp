#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "extract/extractor.hpp"
#include "rule_book.hpp"
#include "typed_page.hpp"

using namespace domicile;
using tests::typed_page;

namespace {

KindReading kind_of(const Page& page) {
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  return extractor.read({page}, "").kind;
}

KindReading kind_of(const std::vector<std::string>& lines) { return kind_of(typed_page(lines)); }

struct Case {
  const char* about;
  std::vector<std::string> lines;
  const char* kind;
  const char* subkind;
};

constexpr double enough_to_accept = 0.85;

void is_plainly(const Case& of) {
  const auto found = kind_of(of.lines);
  BOOST_TEST(found.value == of.kind, of.about << ": " << found.value);
  BOOST_TEST(found.subkind == of.subkind, of.about << ": " << found.subkind);
  BOOST_TEST(found.confidence >= enough_to_accept, of.about << ": " << found.confidence);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(kind_on_page)

BOOST_AUTO_TEST_CASE(few_words_tell_the_kind) {
  const Case cases[] = {
      {"a heading that the label of its date begins with",
       {"Havelland Bank AG", "Kontoauszug vom 23.08.2025", "", "Günther Vogel", "Alte Gasse 2",
        "44135 Dortmund", "", "Anfangssaldo:            5.766,98 €"},
       "bank_statement",
       "checking"},
      {"movements that name who supplies power and water",
       {"Havelland Bank AG", "Kontoauszug vom 23.08.2025", "",
        "Datum       Verwendungszweck             Betrag", "16.07.2025  Lastschrift Stadtwerke Strom  239,72",
        "18.07.2025  Lastschrift Erdgas Trinkwasser  82,69",
        "21.07.2025  Lastschrift Glasfaser Internet  61,75"},
       "bank_statement",
       "checking"},
      {"terms that stand in labels of the period",
       {"P.O. Box 15284", "Wilmington, DE 19850", "", "PETER J NOWAK", "77 HARBOR VIEW DR",
        "QUINCY, MA  02171-1234", "", "Your checking account", "for July 22, 2021 to August 19, 2021", "",
        "Account summary", "Beginning balance on July 22, 2021     $3,212.10",
        "Deposits and other additions            1,500.00",
        "Withdrawals and other subtractions       -700.00",
        "Ending balance on August 19, 2021      $4,012.10", "Service fees                            0.00",
        "Checks paid                             0.00", "Overdraft                               0.00"},
       "bank_statement",
       "checking"},
      {"a card's brand in the heading",
       {"Armor Cartes", "Relevé Visa", "", "Paiement minimum         208,74 €",
        "Limite de crédit         9 000,00 €"},
       "bank_statement",
       "credit_card"},
      {"a heading of three words",
       {"Scheldestroom", "Telefoonrekening vast", "", "Koen Peeters", "Meir 8", "2000 Antwerpen",
        "Abonnement vaste lijn    24,00 €", "Te betalen bedrag        41,20 €"},
       "utility_bill",
       "phone"},
      {"a heading over two lines",
       {"ТСЖ «Волжан»", "Платёжный документ за жилое", "помещение и коммунальные услуги", "",
        "Отопление          73,68", "Итого к оплате     73,68"},
       "utility_bill",
       "heating"}};
  for (const Case& of : cases) is_plainly(of);
}

BOOST_AUTO_TEST_CASE(an_address_for_mail_and_a_term_of_notice_speak_against_no_bill_and_no_statement) {
  const Case cases[] = {
      {"a customer's e-mail address",
       {"KAVERI POWER LTD", "ELECTRICITY BILL", "", "K. R. Venkat", "No. 47/2, 8th Main", "Bengaluru 560003",
        "", "Email ID : kr.venkat@post.example", "Bill Date 04-08-2026", "Units consumed   194 kWh",
        "Total amount due 1648.00"},
       "utility_bill",
       "electricity"},
      {"a savings account with a term of notice",
       {"Havelland Bank", "Savings account statement", "", "Jane Miller", "2 Mill Lane", "Leeds LS1 4AP", "",
        "Statement date  1 July 2026", "Notice period          90 days", "Closing balance    5,779.00"},
       "bank_statement",
       "savings"}};
  for (const Case& of : cases) is_plainly(of);
}

BOOST_AUTO_TEST_CASE(what_is_worded_like_a_bill_is_none) {
  const std::vector<std::vector<std::string>> cases{
      {"Volara", "Billing period May 24 - Jun 23, 2026", "Total amount due $141.06",
       "Benedict Kamara Galaxy A56 (312-555-0168) Unlimited Plus $58.44", "Surcharges, taxes & gov fees",
       "Fed Universal Service Charge $3.02", "Talk 418 min - Text 1,204 - Data 31.77 GB",
       "Make check payable to Volara Wireless"},
      {"Credinorma", "En Madrid, a 22 de abril de 2026", "",
       "ASUNTO: REQUERIMIENTO DE PAGO PREVIO A LA INCLUSIÓN EN FICHERO DE SOLVENCIA", "",
       "en relación con el contrato de suministro eléctrico, CUPS ES0031 1040 5582 7710 01HB",
       "Le requerimos para que en el plazo de diez días haga efectivo el pago",
       "Si ya ha efectuado el pago, haga caso omiso"}};
  for (const auto& lines : cases) {
    const auto found = kind_of(lines);
    const bool accepted = found.value != "other" && found.confidence >= enough_to_accept;
    BOOST_TEST(!accepted, lines.front() << ": " << found.value << " " << found.confidence);
  }
}

BOOST_AUTO_TEST_CASE(a_letter_about_a_bill_or_an_account_is_neither) {
  const std::vector<std::vector<std::string>> cases{
      {"Larkmoor Energy", "14 May 2026", "", "Dear Ms Penhaligon,", "",
       "We are writing to tell you that our electricity prices change on 1 July 2026.",
       "The unit rate of your tariff goes up because wholesale costs have risen again.",
       "You do not need to do anything, and your direct debit stays as it is for now.", "",
       "                              Now              From 1 July 2026",
       "Electricity unit rate         24.50p per kWh   26.10p per kWh",
       "Electricity standing charge   60.10p per day   61.20p per day",
       "Estimated annual usage        2,900 kWh", "Tariff name                   Standard variable"},
      {"Elbtal Netz GmbH", "Dresden, 11.05.2026", "", "Sehr geehrte Frau Lindner,", "",
       "für die Jahresrechnung Ihres Lieferanten brauchen wir den Stand Ihres Stromzählers.",
       "Bitte lesen Sie den Zähler ab und teilen Sie uns den Zählerstand bis zum 25.05.2026 mit.",
       "Am einfachsten geht das mit dem Code auf dieser Seite oder mit der Karte unten.", "",
       "Zählernummer     1EBZ0102877741", "Vertragskonto    40 118 220", "Marktlokation    51238696781",
       "Netzbetreiber    Elbtal Netz GmbH", "Zählerstand kWh  ______"},
      {"Banque des Rives", "Nantes, le 12 mai 2026", "", "Madame Kervadec,", "",
       "Nous avons le plaisir de vous confirmer l'ouverture de votre compte de dépôt.",
       "Vous trouverez ci-dessous vos coordonnées bancaires et les services que vous avez choisis.",
       "Votre carte bancaire vous sera envoyée sous dix jours à votre adresse.", "",
       "IBAN   FR76 1444 5004 0008 0012 3456 789", "BIC    BRIVFR2N", "Relevé de compte mensuel   gratuit",
       "Autorisation de découvert   500 €", "Carte bancaire   3,20 € par mois", "Chèques   gratuit"}};
  for (const auto& lines : cases) {
    const auto found = kind_of(lines);
    const bool accepted = found.value != "other" && found.confidence >= enough_to_accept;
    BOOST_TEST(!accepted, lines.front() << ": " << found.value << " " << found.confidence);
  }
}

BOOST_AUTO_TEST_CASE(a_wordy_bill_is_one_by_its_date_and_by_what_was_owed_before_and_after) {
  std::vector<std::string> lines{
      "Larkmoor Energy",
      "We produced this bill on 8 July 2026",
      "",
      "Ms Ada Penhaligon",
      "18 Quay Mews",
      "Otley",
      "LS21 3GY",
      "",
      "Your energy: 6 June 2026 to 5 July 2026",
      "",
      "Previous balance           £41.20 in credit",
      "Electricity used           £58.27",
      "Gas used                   £27.04",
      "New balance                £63.62 in credit",
      "",
      "You do not need to do anything, we will take your next direct debit as usual.",
      "Your fixed tariff ends in September and we will write to you well before then.",
      "",
      "Electricity unit rate 22.31p per kWh",
      "Standing charge 47.01p per day",
      "Smart meter reading 08812"};
  const auto bill = kind_of(lines);
  BOOST_TEST(bill.value == "utility_bill", bill.confidence);
  lines[1] = "8 July 2026";
  lines[10] = lines[13] = "";
  const auto letter = kind_of(lines);
  BOOST_TEST(letter.value == "other", letter.confidence);
}

BOOST_AUTO_TEST_CASE(a_bare_heading_that_bills_bear_too_rejects_nothing) {
  constexpr double enough_to_reject = 0.9;
  const auto found = kind_of(
      {"Outaouais-Est Inc.", "FACTURE", "", "Mélanie Côté", "5437 rue Saint-Denis", "GATINEAU QC J8X 2A1"});
  BOOST_TEST(found.confidence < enough_to_reject, found.value << " " << found.confidence);
}

BOOST_AUTO_TEST_CASE(a_document_in_an_unknown_language_is_not_told_by_a_few_words) {
  constexpr double enough_to_reject = 0.9;
  const auto found =
      kind_of({"ШумаСтруја снабдевање", "Рачун за електричну енергију", "МИЛУТИНОВИЋ СЛАВОЉУБ",
               "ЂУРЕ ПУЦАРА СТАРОГ 14/23", "34000 КРАГУЈЕВАЦ", "Обрачунски период и начин плаћања",
               "Утрошена енергија у вишој тарифи   цена   ед", "Накнада за подстицање произвођача",
               "Такса за јавни медијски сервис", "Укупно задужење са порезом на додату вредност",
               "Рок плаћања рачуна је петнаести дан у месецу", "бр. бројила и одобрена снага"});
  BOOST_TEST((found.value != "other" || found.confidence < enough_to_reject),
             found.value << " " << found.confidence);
}

BOOST_AUTO_TEST_CASE(a_bill_for_two_services_is_one_for_both) {
  const auto found =
      kind_of({"Regionet", "Telefon und Internet", "", "Rechnung", "Festnetz Grundgebühr",
               "Einzelverbindungsnachweis", "DSL 100 Mbit/s", "Glasfaser Internet",
               "IBAN DE02 1203 0000 0000 2020 51", "Gutschrift", "Rechnungsbetrag    59,95 EUR"});
  BOOST_TEST(found.value == "utility_bill");
  BOOST_TEST(found.confidence >= enough_to_accept, found.confidence);
}

BOOST_AUTO_TEST_CASE(the_sum_in_large_type_below_its_label_is_what_is_to_be_paid) {
  constexpr double large = 20;
  auto page = typed_page({"Serviços Municipalizados de Água", "Fatura", "", "Exmo. Senhor",
                          "Rui Ferreira Gaspar", "", "Valor a pagar", "34,18 €", "",
                          "Contador e leitura da água", "Consumo 1.º escalão      2,61"});
  for (auto& word : page.words) {
    if (word.text != "34,18" && word.text != "€") continue;
    word.height_pt = large;
    word.box.y1 = word.box.y0 + large / page.height_pt;
  }
  const auto found = kind_of(page);
  BOOST_TEST(found.value == "utility_bill");
  BOOST_TEST(std::ranges::any_of(found.evidence, [](const Evidence& evidence) {
    return evidence.text == "it says what is to be paid or given back";
  }));
}

BOOST_AUTO_TEST_CASE(the_sum_in_large_type_a_little_lower_beside_its_label_is_what_is_to_be_paid) {
  constexpr double large = 24;
  auto page =
      typed_page({"Serviços Municipalizados de Água", "Fatura", "", "Exmo. Senhor", "Rui Ferreira Gaspar", "",
                  "Valor a pagar", "                         34,18€  Pode pagar em qualquer balcão", "",
                  "Contador e leitura da água", "Consumo 1.º escalão      2,61"});
  for (auto& word : page.words) {
    if (word.text != "34,18€") continue;
    word.height_pt = large;
    word.box.y1 = word.box.y0 + large / page.height_pt;
  }
  const auto found = kind_of(page);
  BOOST_TEST(std::ranges::any_of(found.evidence, [](const Evidence& evidence) {
    return evidence.text == "it says what is to be paid or given back";
  }));
}

BOOST_AUTO_TEST_CASE(days_of_treatment_without_sums_are_no_movements) {
  const auto found =
      kind_of({"Handelsrechnung Nr. R18-31", "", "Physiotherapie an folgenden Terminen:", "11.09.2018",
               "14.09.2018", "19.09.2018", "24.09.2018", "27.09.2018", "11.10.2018", "",
               "Zahlbar durch Überweisung", "IBAN: DE91 1000 0000 0123 4567 89"});
  BOOST_TEST(found.value == "other");
}

BOOST_AUTO_TEST_SUITE_END()
