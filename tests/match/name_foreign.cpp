#include <fmt/format.h>

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "match/name_book.hpp"

using namespace domicile;
using match::Sameness;

namespace {

struct Pair {
  std::string a, b;
};

match::Comparison compared(const Pair& pair) {
  return test::name_matcher().compare_names({pair.a}, {pair.b});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(name_foreign)

BOOST_AUTO_TEST_CASE(two_names_that_share_their_consonants_are_never_one_person) {
  const std::vector<Pair> pairs = {{"حسن علي", "Hussein Ali"},         {"حسين علي", "Hassan Ali"},
                                   {"سليم حسن", "Salem Hassan"},       {"جميل حسن", "Jamal Hassan"},
                                   {"نادر حسن", "Nadira Hassan"},      {"سعد حسن", "Saeed Hassan"},
                                   {"חנה כהן", "Hen Cohen"},           {"דן לוי", "Dina Levi"},
                                   {"कमल शर्मा", "Kamala Sharma"},      {"सुनीता शर्मा", "Sunit Sharma"},
                                   {"Алена Иванова", "Alina Ivanova"}, {"Лев Попов", "Liv Popov"},
                                   {"Иван Шевчук", "Ivan Savchuk"},    {"Павел Белов", "Pavel Bilov"},
                                   {"Данила Орлов", "Daniela Orlov"},  {"김민수", "Kim Min-seo"},
                                   {"김영수", "Kim Young-so"}};
  for (const auto& pair : pairs) {
    BOOST_TEST_CONTEXT(pair.a << " | " << pair.b) { BOOST_TEST((compared(pair).outcome != Sameness::same)); }
  }
}

BOOST_AUTO_TEST_CASE(a_name_in_its_own_alphabet_is_the_name_in_latin_letters) {
  const std::vector<Pair> pairs = {{"محمد علي", "Mohammed Ali"},
                                   {"عبد الله حسن", "Abdullah Hassan"},
                                   {"יוסי כהן", "Yossi Cohen"},
                                   {"रमेश शर्मा", "Ramesh Sharma"},
                                   {"कृष्ण कुमार", "Krishna Kumar"},
                                   {"이지은", "Lee Ji-eun"},
                                   {"박지훈", "Park Jihoon"},
                                   {"高橋 澄子", "髙橋 澄子"},
                                   {"沢田 恵子", "澤田 惠子"},
                                   {"王泽", "王澤"},
                                   {"Хачатурян Арам", "Aram Khachaturian"},
                                   {"Дмитро Грищенко", "Dmytro Hryshchenko"}};
  for (const auto& pair : pairs) {
    BOOST_TEST_CONTEXT(pair.a << " | " << pair.b) { BOOST_TEST((compared(pair).outcome == Sameness::same)); }
  }
}

BOOST_AUTO_TEST_CASE(what_vowels_would_tell_is_left_to_a_person) {
  const auto comparison = compared({"كريم حسن", "Karam Hassan"});
  BOOST_TEST((comparison.outcome == Sameness::partly));
  BOOST_TEST(comparison.differences.back() == "given name is written without vowels: كريم and Karam");
}

BOOST_AUTO_TEST_CASE(father_and_son_bear_each_other_s_names) {
  const auto comparison = compared({"Muhammad bin Salman", "Salman bin Muhammad"});
  BOOST_TEST((comparison.outcome == Sameness::different));
  BOOST_TEST(
      (compared({"Ahmad bin Hasan Al-Ubaidi", "Ahmed ibn Hassan Al Ubaidi"}).outcome == Sameness::same));
}

BOOST_AUTO_TEST_CASE(three_names_that_one_side_lacks_are_too_many) {
  BOOST_TEST(
      (compared({"Muhammad Al-Ahdal", "Muhammad Hamdi Yahya Sadiq Al-Ahdal"}).outcome == Sameness::partly));
  BOOST_TEST((compared({"Ana Sousa", "Ana Maria Costa Sousa"}).outcome == Sameness::same));
}

BOOST_AUTO_TEST_CASE(a_part_of_a_degree_is_a_name_where_it_has_no_full_stop) {
  BOOST_TEST((compared({"Pol Schmidt", "Schmidt"}).outcome == Sameness::partly));
  BOOST_TEST((compared({"Dr. rer. pol. Anna Weber", "Anna Weber"}).outcome == Sameness::same));
}

BOOST_AUTO_TEST_CASE(initials_are_no_short_form_of_per_address_whatever_letters_they_are) {
  for (const auto* form :
       {"{}. {}. Okonjo", "{}.{}. Okonjo", "{} {} Okonjo", "{} {}. Okonjo", "Mr {}. {}. Okonjo"}) {
    for (char first = 'A'; first <= 'Z'; ++first) {
      for (char second = 'A'; second <= 'Z'; ++second) {
        const auto name = fmt::format(fmt::runtime(form), first, second);
        BOOST_TEST((compared({name, name}).outcome == Sameness::same), name);
      }
    }
  }
  for (const auto* company : {"Norcom S. A.", "Norcom S.A.", "Norcom S A."})
    BOOST_TEST((compared({company, "Norcom SA"}).outcome == Sameness::partly), company);
  BOOST_TEST((compared({"Anna Weber p. A. Meier", "Anna Weber"}).outcome == Sameness::same));
  // "P." is short for a Polish title.
  BOOST_TEST((compared({"P.J. van den Bossche", "Pieter Jan van den Bossche"}).outcome == Sameness::partly));
  BOOST_TEST((compared({"P.J. van den Bossche", "Karel Jan van den Bossche"}).outcome != Sameness::same));
}

BOOST_AUTO_TEST_CASE(two_initials_in_capitals_are_no_surname) {
  BOOST_TEST((compared({"JC Brown", "Jean-Claude Brown"}).outcome == Sameness::partly));
  BOOST_TEST(compared({"JC Brown", "Jean-Claude Brown"}).score > 0.6);
}

BOOST_AUTO_TEST_SUITE_END()
