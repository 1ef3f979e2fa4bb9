#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "match/name_book.hpp"

using namespace domicile;
using match::Sameness;

namespace {

match::Comparison compared(std::string_view a, std::string_view b, double confidence = 1) {
  return test::name_matcher().compare_names({a, confidence}, {b});
}

void check_outcomes(Sameness outcome, const std::vector<std::pair<std::string, std::string>>& pairs) {
  for (const auto& [a, b] : pairs) {
    BOOST_TEST_CONTEXT(a << " | " << b) {
      BOOST_TEST(test::to_text(compared(a, b).outcome) == test::to_text(outcome));
    }
  }
}

const std::vector<std::string> some_names = {"Eleanor J. Whitfield",
                                             "WHITFIELD, Eleanor",
                                             "Kai & Petra Ostermann",
                                             "Юлия Иванова",
                                             "José Ortega y Gasset",
                                             "Ludwig van der Heide",
                                             "王小明",
                                             "김민준",
                                             "Mohammed Al-Rashid",
                                             "John Smith Jr",
                                             "Anna Jones née Smith",
                                             "Huber Bau GmbH",
                                             "E. Whitfield",
                                             "Madonna",
                                             "Jean-Pierre Martin",
                                             "Nagy Anna Mária",
                                             "Γεώργιος Παπαδόπουλος",
                                             "Wh1tfield"};

}  // namespace

BOOST_AUTO_TEST_SUITE(name_compare)

BOOST_AUTO_TEST_CASE(a_missing_middle_name_changes_nothing) {
  check_outcomes(Sameness::same,
                 {{"Eleanor J. Whitfield", "Eleanor Whitfield"}, {"Иван Петрович Сидоров", "Ivan Sidorov"}});
}

BOOST_AUTO_TEST_CASE(a_word_for_an_earlier_name_before_all_names_is_a_title) {
  check_outcomes(Sameness::same, {{"Mme Veuve CAZALS Odette", "Odette Cazals"}});
  check_outcomes(Sameness::different, {{"Mme Veuve CAZALS Odette", "Odette Martin"}});
}

BOOST_AUTO_TEST_CASE(an_initial_alone_or_a_short_form_is_not_enough_for_a_match) {
  check_outcomes(Sameness::partly, {{"E. Whitfield", "Eleanor Whitfield"},
                                    {"Ellie Whitfield", "Eleanor Whitfield"},
                                    {"Anna Meier", "Anne Meier"},
                                    {"Whitfield", "Eleanor Whitfield"}});
}

BOOST_AUTO_TEST_CASE(an_initial_that_may_be_a_title_leaves_the_given_name_open_in_its_language_alone) {
  check_outcomes(Sameness::partly, {{"M. Texereau", "Texereau Guillaume"}});
  check_outcomes(Sameness::different, {{"A. Texereau", "Texereau Guillaume"},
                                       {"M. Whitfield", "Kai Whitfield"},
                                       {"M. Durand", "Texereau Guillaume"}});
}

BOOST_AUTO_TEST_CASE(a_blank_before_a_hyphen_parts_no_double_name) {
  check_outcomes(Sameness::same, {{"NADINE TREMBLAY -WOODS", "Nadine Tremblay-Woods"}});
}

BOOST_AUTO_TEST_CASE(relatives_at_one_address_are_different_people) {
  check_outcomes(Sameness::different, {{"John Smith Jr", "John Smith Sr"},
                                       {"Eleanor Whitfield", "James Whitfield"},
                                       {"Manuel Zimmer", "Manuela Zimmer"},
                                       {"Jean-Pierre Roux", "Jean-Marc Roux"},
                                       {"E. Whitfield", "F. Whitfield"}});
}

BOOST_AUTO_TEST_CASE(a_patronymic_is_treated_as_a_middle_name) {
  check_outcomes(Sameness::same, {{"Ivan Petrov", "Petrov Ivan Sergeevich"},
                                  {"Ivan Petrov", "Ivan Sergeevich Petrov"},
                                  {"Ivan Petrov", "ПЕТРОВ ИВАН СЕРГЕЕВИЧ"},
                                  {"Олена Шевченко", "Шевченко Олена Миколаївна"},
                                  {"Шевченко Олена", "Шевченко Олена Миколаївна"},
                                  {"Гончарук Євген І", "Гончарук Євген Іванович"},
                                  {"Кравець Юлія П", "КРАВЕЦЬ ЮЛІЯ"},
                                  {"Кузнецова Юлия", "Кузнецова Юлия Дмитриевна"},
                                  {"Георги Димитров", "Георги Иванов Димитров"}});
  check_outcomes(Sameness::partly, {{"Ivan Sergeevich Petrov", "Ivan Andreevich Petrov"}});
  check_outcomes(Sameness::different, {{"Ivan Petrov", "Petrov Sergey Ivanovich"},
                                       {"Сергей Петров", "Петров Иван Сергеевич"},
                                       {"Ivan Ivanov", "Ivanov Petr Ivanovich"},
                                       {"Anna Petrova", "Petrov Ivan Sergeevich"}});
}

BOOST_AUTO_TEST_CASE(two_surnames_in_another_order_are_not_enough_for_a_match) {
  check_outcomes(Sameness::partly, {{"Juan García López", "Juan López García"},
                                    {"Anna Müller-Schmidt", "Anna Schmidt-Müller"}});
}

BOOST_AUTO_TEST_CASE(two_surnames_may_stand_before_the_given_names) {
  check_outcomes(Sameness::same, {{"HERNANDEZ ZEPEDA MA GUADALUPE", "Ma Guadalupe Hernández Zepeda"},
                                  {"HERNANDEZ ZEPEDA MA GUADALUPE", "Guadalupe Hernández"},
                                  {"LOPEZ RUIZ JUAN CARLOS", "Juan Carlos López Ruiz"}});
  check_outcomes(Sameness::partly, {{"HERNANDEZ ZEPEDA MA GUADALUPE", "Ma Guadalupe Zepeda Hernández"},
                                    {"GARCIA PEREZ ANA", "Ana Pérez García"}});
}

BOOST_AUTO_TEST_CASE(one_of_several_holders_is_enough) {
  check_outcomes(Sameness::same,
                 {{"Kai & Petra Ostermann", "Petra Ostermann"}, {"Mr J Smith and Mrs A Smith", "A Smith"}});
  check_outcomes(Sameness::different, {{"Kai & Petra Ostermann", "Jonas Ostermann"}});
}

BOOST_AUTO_TEST_CASE(a_company_is_not_its_owner) {
  check_outcomes(Sameness::different, {{"Whitfield Consulting Ltd", "Eleanor Whitfield"}});
  check_outcomes(Sameness::partly,
                 {{"Huber Bau AG", "Huber Bau GmbH"}, {"Lindqvist Farms", "Lindqvist Rentals"}});
  check_outcomes(Sameness::different, {{"Lindqvist Farms", "Erik Lindqvist"}});
  check_outcomes(Sameness::same, {{"Red Barn Farms LLC", "RED BARN FARMS, LLC"}});
}

BOOST_AUTO_TEST_CASE(letters_that_imitate_others_never_match) {
  for (const auto* name :
       {"Еleanor Whitfield", "Eleanor Whit\u200Bfield", "\u202EEleanor Whitfield", "𝐄leanor Whitfield"}) {
    const auto comparison = compared(name, "Eleanor Whitfield");
    BOOST_TEST_CONTEXT(name) {
      BOOST_TEST(comparison.suspicious_characters);
      BOOST_TEST(test::to_text(comparison.outcome) != "same");
    }
  }
  BOOST_TEST(!compared("Юлия Иванова", "Zoë Müller").suspicious_characters);
}

BOOST_AUTO_TEST_CASE(letters_that_scanners_confuse_match_only_where_the_reading_is_unsure) {
  BOOST_TEST(test::to_text(compared("Eleanor Bamard", "Eleanor Barnard", 0.8).outcome) == "same");
  BOOST_TEST(test::to_text(compared("Eleanor Bamard", "Eleanor Barnard").outcome) == "partly");
  BOOST_TEST(test::to_text(compared("Mia Smith", "Mla Smith", 0.8).outcome) != "same");
}

BOOST_AUTO_TEST_CASE(each_difference_is_said_in_the_callers_order) {
  const auto differences = compared("John Whitfield", "Eleanor Whitfield").differences;
  BOOST_REQUIRE(differences.size() == 1U);
  BOOST_TEST(differences.front() == "given name differs: John and Eleanor");
  BOOST_TEST(compared("Eleanor Whitfield", "John Whitfield").differences.front() ==
             "given name differs: Eleanor and John");
  BOOST_TEST(compared("Eleanor Whitfield", "ELEANOR WHITFIELD").differences.empty());
}

BOOST_AUTO_TEST_CASE(comparing_is_symmetric) {
  for (const auto& a : some_names) {
    for (const auto& b : some_names) {
      BOOST_TEST_CONTEXT(a << " | " << b) {
        BOOST_TEST(compared(a, b).score == compared(b, a).score);
        BOOST_TEST(test::to_text(compared(a, b).outcome) == test::to_text(compared(b, a).outcome));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(every_name_is_the_same_as_itself_in_any_case) {
  for (const auto& name : some_names) {
    BOOST_TEST_CONTEXT(name) {
      BOOST_TEST(test::to_text(compared(name, name).outcome) == "same");
      BOOST_TEST(compared(name, name).differences.empty());
    }
  }
  check_outcomes(Sameness::same, {{"Eleanor J. Whitfield", "ELEANOR J. WHITFIELD"},
                                  {"Ludwig van der Heide", "ludwig van der heide"},
                                  {"Åsa Björk", "ASA BJORK"}});
}

BOOST_AUTO_TEST_CASE(nothing_compares_with_no_name) {
  BOOST_TEST(test::to_text(compared("", "").outcome) == "different");
  BOOST_TEST(test::to_text(compared("c/o John Smith", "John Smith").outcome) == "different");
  BOOST_TEST(test::to_text(compared("\xFF\xFE", "John Smith").outcome) == "different");
  BOOST_TEST(compared(std::string(5000, 'a'), std::string(5000, 'b')).score < 0.5);
}

BOOST_AUTO_TEST_SUITE_END()
