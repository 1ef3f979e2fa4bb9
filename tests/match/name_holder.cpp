#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "match/name_book.hpp"

using namespace domicile;

namespace {

struct HolderCase {
  std::string line;
  std::string without_titles;
  std::string persons;  // joined by " | "
};

const std::vector<HolderCase> holder_cases = {
    {"Kai & Petra Ostermann", "Kai & Petra Ostermann", "Kai Ostermann | Petra Ostermann"},
    {"MR J SMITH AND MRS A SMITH", "J SMITH AND A SMITH", "J SMITH | A SMITH"},
    {"Mr & Mrs J Smith", "J Smith", "J Smith"},
    {"Herrn Dr. Max Muster", "Max Muster", "Max Muster"},
    {"Dr. Dipl.-Ing. Max Muster-Meier, MSc", "Max Muster-Meier", "Max Muster-Meier"},
    {"M. et Mme Jean DUPONT", "Jean DUPONT", "Jean DUPONT"},
    {"M DUPONT JEAN OU MME DUPONT MARIE", "DUPONT JEAN OU DUPONT MARIE", "DUPONT JEAN | DUPONT MARIE"},
    {"Katharina Weiß u. Herr Wolfgang Weiß", "Katharina Weiß u. Wolfgang Weiß",
     "Katharina Weiß | Wolfgang Weiß"},
    {"MAËLLE ET JÉRÔME GUÉRIN", "MAËLLE ET JÉRÔME GUÉRIN", "MAËLLE GUÉRIN | JÉRÔME GUÉRIN"},
    {"José Ortega y Gasset", "José Ortega y Gasset", "José Ortega y Gasset"},
    {"Whitfield, Eleanor J.", "Whitfield, Eleanor J.", "Eleanor J. Whitfield"},
    {"SMITH John & Mary", "SMITH John & Mary", "SMITH John | Mary SMITH"},
    {"J. & M. van der Berg", "J. & M. van der Berg", "J. van der Berg | M. van der Berg"},
    {"Eleanor Whitfield c/o John Smith", "Eleanor Whitfield", "Eleanor Whitfield"},
    {"c/o John Smith", "", ""},
    {"Mrs P A Featherstonehaugh", "P A Featherstonehaugh", "P A Featherstonehaugh"},
    {"Mrs C A Brown", "C A Brown", "C A Brown"},
    {"Ana Jansen p/a Kees Vos", "Ana Jansen", "Ana Jansen"},
    {"Marks & Spencer plc", "Marks & Spencer plc", "Marks & Spencer plc"},
    {"John Smith Jr.", "John Smith Jr.", "John Smith Jr."},
    {"Don Johnson", "Don Johnson", "Don Johnson"},
    {"斎藤 さくら・鈴木 誠", "斎藤 さくら ・ 鈴木 誠", "斎藤 さくら | 鈴木 誠"},
    {"小林 陽子 、 佐藤 太郎 様", "小林 陽子 、 佐藤 太郎", "小林 陽子 | 佐藤 太郎"},
    {"田中 花子 様", "田中 花子", "田中 花子"},
    {"渡辺 トシ子 様", "渡辺 トシ子", "渡辺 トシ子"},
    {"Sig.ra Giulia De Luca", "Giulia De Luca", "Giulia De Luca"},
    {"Van Morrison", "Van Morrison", "Van Morrison"},
    {"", "", ""},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(name_holder)

BOOST_AUTO_TEST_CASE(a_holder_line_names_its_persons_in_full_and_without_titles) {
  for (const auto& row : holder_cases) {
    BOOST_TEST_CONTEXT(row.line) {
      BOOST_TEST(test::name_matcher().without_titles(row.line) == row.without_titles);
      BOOST_TEST(join(test::name_matcher().persons(row.line), " | ") == row.persons);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
