#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "extract/extractor.hpp"
#include "rule_book.hpp"
#include "typed_page.hpp"

using namespace domicile;
using tests::typed_page;

namespace {

const extract::Extractor& extractor() {
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor made(tests::rule_book(), matcher);
  return made;
}

Reading read(const std::vector<Page>& pages) { return extractor().read(pages, ""); }

const std::vector<std::string> us_bill{
    "Northfield Power & Light Inc.                    Electric bill",
    "PO Box 1200, Columbus OH 43201                   www.northfieldpower.com",
    "",
    "",
    "MS ELEANOR J WHITFIELD                           Bill date        November 3, 2026",
    "1182 MAPLEWOOD AVE APT 4B                        Due date         November 24, 2026",
    "COLUMBUS OH 43206-1234                           Account number   4417 0093 21",
    "",
    "Service period October 1, 2026 to October 31, 2026",
    "Energy used                                      612 kWh",
    "Meter number 88121                               Previous reading 41220",
    "Total amount due                                 $ 98.12"};

}  // namespace

BOOST_AUTO_TEST_CASE(a_bill_gives_kind_holder_address_and_date) {
  const auto reading = read({typed_page(us_bill)});
  BOOST_TEST(reading.kind.value == "utility_bill");
  BOOST_TEST(reading.kind.subkind == "electricity");
  BOOST_TEST(reading.locale == "en-US");
  BOOST_TEST_REQUIRE(reading.name.has_value());
  BOOST_TEST(reading.name->value == "ELEANOR J WHITFIELD");
  BOOST_TEST_REQUIRE(reading.address.has_value());
  const std::vector<std::string> lines{"1182 MAPLEWOOD AVE APT 4B", "COLUMBUS OH 43206-1234"};
  BOOST_TEST(reading.address->lines == lines, boost::test_tools::per_element());
  BOOST_TEST(reading.address->components.house_number == "1182");
  BOOST_TEST_REQUIRE(reading.issue_date.has_value());
  BOOST_TEST(to_iso(reading.issue_date->value) == "2026-11-03");
  BOOST_TEST(reading.issue_date->role == "bill_date");
  BOOST_TEST(reading.issue_date->order == "M/D/Y");
}

BOOST_AUTO_TEST_CASE(the_due_date_is_never_the_issue_date) {
  auto lines = us_bill;
  lines[4] = "MS ELEANOR J WHITFIELD";
  lines[8] = "";
  const auto reading = read({typed_page(lines)});
  BOOST_TEST((!reading.issue_date || to_iso(reading.issue_date->value) != "2026-11-24"));
}

BOOST_AUTO_TEST_CASE(a_statement_that_prints_only_its_period_is_dated_by_its_end) {
  const auto reading =
      read({typed_page({"First Harbour Bank", "Bank statement", "", "Mr John Carter", "12 High Street",
                        "LONDON", "SW1A 1AA", "", "Statement period  1 October 2026 to 31 October 2026",
                        "Opening balance 120.00", "Closing balance 80.12", "Sort code 11-22-33"})});
  BOOST_TEST(reading.kind.value == "bank_statement");
  BOOST_TEST_REQUIRE(reading.issue_date.has_value());
  BOOST_TEST(to_iso(reading.issue_date->value) == "2026-10-31");
  BOOST_TEST(reading.issue_date->role == "period_end");
}

BOOST_AUTO_TEST_CASE(the_order_of_a_numeric_date_is_settled_by_another_date_on_the_page) {
  const auto with_other = [](const char* other) {
    auto lines = us_bill;
    lines[4] = "MS ELEANOR J WHITFIELD                           Bill date        03/11/2026";
    lines[5] = std::string("1182 MAPLEWOOD AVE APT 4B                        Due date         ") + other;
    return read({typed_page(lines)}).issue_date;
  };
  const auto day_first = with_other("24/11/2026");
  BOOST_TEST_REQUIRE(day_first.has_value());
  BOOST_TEST(to_iso(day_first->value) == "2026-11-03");
  BOOST_TEST(day_first->order_settled);
  const auto month_first = with_other("03/24/2026");
  BOOST_TEST_REQUIRE(month_first.has_value());
  BOOST_TEST(to_iso(month_first->value) == "2026-03-11");
  BOOST_TEST(to_iso(*month_first->other_value) == "2026-11-03");
}

BOOST_AUTO_TEST_CASE(a_care_of_line_is_neither_name_nor_address) {
  auto lines = us_bill;
  lines[5] = "C/O HARLAN DOYLE                                 Due date         November 24, 2026";
  lines[6] = "1182 MAPLEWOOD AVE APT 4B                        Account number   4417 0093 21";
  lines[7] = "COLUMBUS OH 43206-1234";
  const auto reading = read({typed_page(lines)});
  BOOST_TEST_REQUIRE(reading.name.has_value());
  BOOST_TEST(reading.name->value == "ELEANOR J WHITFIELD");
  BOOST_TEST_REQUIRE(reading.address.has_value());
  BOOST_TEST(reading.address->lines.size() == 2u);
}

BOOST_AUTO_TEST_CASE(joint_holders_are_all_listed) {
  auto lines = us_bill;
  lines[4] = "KAI & PETRA OSTERMANN                            Bill date        November 3, 2026";
  const auto reading = read({typed_page(lines)});
  BOOST_TEST_REQUIRE(reading.name.has_value());
  BOOST_TEST(reading.name->value == "KAI & PETRA OSTERMANN");
  BOOST_TEST(reading.name->all.size() == 2u);
}

BOOST_AUTO_TEST_CASE(who_signs_below_a_sentence_about_customers_is_not_the_holder) {
  auto lines = us_bill;
  lines.insert(lines.end(), {"", "Thank you for being our customer.", "Sarah Hughes", "Head of Services"});
  const auto reading = read({typed_page(lines)});
  BOOST_TEST_REQUIRE(reading.name.has_value());
  BOOST_TEST(reading.name->value == "ELEANOR J WHITFIELD");
  BOOST_TEST(std::ranges::none_of(reading.runners_up, [](const RunnerUp& runner) {
    return runner.field == "name" && runner.value.contains("Hughes");
  }));
}

BOOST_AUTO_TEST_CASE(a_bank_reads_no_meters) {
  const auto reading = read(
      {typed_page({"Banque du Nord", "Relevé de carte de crédit", "", "Mme Anne Dubois", "12 rue de la Paix",
                   "75002 PARIS", "", "Relevé du       27 mai 2026", "Payable avant le     16 juin 2026",
                   "Solde précédent 120,00 €", "Solde final 80,12 €", "Plafond 9 000,00 €"})});
  BOOST_TEST(reading.kind.value == "bank_statement");
  BOOST_TEST_REQUIRE(reading.issue_date.has_value());
  BOOST_TEST(to_iso(reading.issue_date->value) == "2026-05-27");
}

BOOST_AUTO_TEST_CASE(the_senders_own_address_is_never_the_holders) {
  const auto reading = read({typed_page({"Northfield Power & Light Inc.", "200 Main St", "Columbus OH 43201",
                                         "Tel. 614 555 0100  www.northfieldpower.com", "", "Electric bill",
                                         "Bill date November 3, 2026", "Energy used 612 kWh"})});
  BOOST_TEST(!reading.address.has_value());
}

BOOST_AUTO_TEST_CASE(a_payslip_is_no_statement) {
  const auto reading = read({typed_page(
      {"Harbour Tools Ltd", "Payslip", "Employee name  John Carter", "Pay date 28/10/2026",
       "Gross pay 2,100.00", "National Insurance 120.00", "Net pay 1,702.11", "Tax code 1257L"})});
  BOOST_TEST(reading.kind.value == "other");
}

BOOST_AUTO_TEST_CASE(a_page_without_words_gives_no_field) {
  const auto reading = read({Page{}});
  BOOST_TEST(reading.kind.value == "other");
  BOOST_TEST(!reading.name.has_value());
  BOOST_TEST(!reading.issue_date.has_value());
}

BOOST_AUTO_TEST_CASE(a_whole_page_is_read_alone_as_in_a_document_and_half_a_page_is_given_up) {
  const auto whole = extractor().read_if_whole(typed_page(us_bill), "", {0.85, 0.85});
  const auto reading = read({typed_page(us_bill)});
  BOOST_TEST_REQUIRE(whole.has_value());
  BOOST_TEST(whole->name->value == reading.name->value);
  BOOST_TEST(whole->name->confidence == reading.name->confidence);
  BOOST_TEST(whole->address->lines == reading.address->lines, boost::test_tools::per_element());
  BOOST_TEST((whole->issue_date->value == reading.issue_date->value));
  auto undated = us_bill;
  undated[4] = "MS ELEANOR J WHITFIELD";
  undated[5] = "1182 MAPLEWOOD AVE APT 4B";
  undated[8] = "";
  BOOST_TEST(!extractor().read_if_whole(typed_page(undated), "", {0.85, 0.85}).has_value());
  BOOST_TEST(!extractor()
                  .read_if_whole(typed_page({"Terms", "You may pay by card."}), "", {0.85, 0.85})
                  .has_value());
  BOOST_TEST(!extractor().read_if_whole(typed_page({}), "", {0.85, 0.85}).has_value());
}

BOOST_AUTO_TEST_CASE(a_few_lines_tell_their_language_by_words_or_by_letters) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"Questions about your bill? Call us or write to the address above.", "en"},
      {"Bei Fragen zu Ihrer Rechnung erreichen Sie uns unter der Nummer oben.", "de"},
      {"Madame Geneviève Côté, votre échéance et le solde à payer", "fr"},
      {"Düzenleme tarihi, Çamlık Yolu, Işıl Aydın, Türkiye, Kızılırmak", "tr"},
      {"Łódź, ul. Żeromskiego, Wpłaty prosimy kierować na rachunek", "pl"},
      {"Αιγαίο Τηλεπικοινωνίες, Λεωφόρος Συγγρού, Πειραιάς", "el"},
      {"1182 4417 0093 98.12 612 03/11", ""},
      {"", ""}};
  for (const auto& [text, language] : cases)
    BOOST_TEST(extractor().language_of(typed_page({text})) == language, text);
}

BOOST_AUTO_TEST_CASE(holders_named_one_by_one_behind_labels_are_those_above_the_address) {
  const auto reading = read(
      {typed_page({"Lumière du Sud                                   Facture d'électricité", "",
                   "MAËLLE ET JÉRÔME GUÉRIN", "12 RUE DE LONDRES", "75009 PARIS", "", "Facture du 11/12/2022",
                   "Titulaire du contrat : Mme GUÉRIN MAËLLE", "Titulaire du compte : M GUÉRIN JÉRÔME",
                   "Consommation 612 kWh", "Montant total 62,86 €"})});
  BOOST_TEST_REQUIRE(reading.name.has_value());
  BOOST_TEST(reading.name->value == "MAËLLE ET JÉRÔME GUÉRIN");
  BOOST_TEST(reading.name->all.size() == 2U);
}

BOOST_AUTO_TEST_CASE(letters_behind_a_stroke_are_no_label_of_letters) {
  const auto reading =
      read({typed_page({"Banco Lezíria                                    Extrato em   03/10/2025", "",
                        "BEATRIZ SIMÕES                                   C/C          313 715 745",
                        "RUA DE SANTA CATARINA Nº 55A R/C C", "1100-088 LISBOA", "", "Extrato bancário",
                        "Saldo inicial                389,35 €", "Saldo final                5 368,61 €"})});
  BOOST_TEST_REQUIRE(reading.address.has_value());
  BOOST_TEST(reading.address->lines.front() == "RUA DE SANTA CATARINA Nº 55A R/C C");
}

BOOST_AUTO_TEST_CASE(a_surname_that_is_a_label_too_stays_where_the_next_cell_has_a_label_of_its_own) {
  const auto reading = read({typed_page(
      {"Banco Rio Claro                                   Extrato bancário", "",
       "DÉBORA NASCIMENTO                    DATA 07.01.2026",
       "ALAMEDA SANTOS, 3549                 CONTA: 1983083658", "CENTRO", "88010-400 - FLORIANÓPOLIS - SC",
       "", "Saldo anterior        R$ 389,35", "Saldo final           R$ 5.368,61"})});
  BOOST_TEST_REQUIRE(reading.name.has_value());
  BOOST_TEST(reading.name->value == "DÉBORA NASCIMENTO");
}
