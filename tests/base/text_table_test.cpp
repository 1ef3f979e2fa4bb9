#include "base/text_table.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace domicile;

namespace {

TextTable months() {
  TextTable table;
  for (const auto* month : {"january", "february", "", "march", "january"}) table.add(month);
  return table;
}

std::string bytes_of(const TextTable& table) {
  Packer packer;
  table.pack(packer);
  return packer.take();
}

}  // namespace

BOOST_AUTO_TEST_CASE(texts_have_the_numbers_in_which_they_came) {
  const auto table = months();
  BOOST_TEST(table.size() == 4u);
  BOOST_TEST(table.find("january") == 0u);
  BOOST_TEST(table.find("") == 2u);
  BOOST_TEST(table[3] == "march");
  BOOST_TEST(table.find("april") == TextTable::none);
  BOOST_TEST(!TextTable{}.contains(""));
}

BOOST_AUTO_TEST_CASE(a_thousand_texts_are_found_and_read_back) {
  TextTable table;
  for (int i = 0; i < 1000; ++i) table.add("text " + std::to_string(i));
  const auto bytes = bytes_of(table);
  Unpacker unpacker(bytes);
  const auto again = TextTable::unpacked(unpacker);
  BOOST_TEST_REQUIRE(unpacker.complete());
  for (std::uint32_t i = 0; i < 1000; ++i) BOOST_TEST(again.find("text " + std::to_string(i)) == i);
  BOOST_TEST(bytes_of(again) == bytes);
}

BOOST_AUTO_TEST_CASE(a_table_with_any_wrong_byte_is_refused_or_answers_all_the_same) {
  const auto bytes = bytes_of(months());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const char wrong : {'\0', '\x01', '\x7F', '\xFF'}) {
      auto broken = bytes;
      broken[at] = wrong;
      Unpacker unpacker(broken);
      const auto table = TextTable::unpacked(unpacker);
      for (std::uint32_t i = 0; i < table.size(); ++i) BOOST_TEST(table[i].size() <= bytes.size());
      BOOST_TEST(!table.contains("april"));
    }
  }
}

BOOST_AUTO_TEST_CASE(numbers_and_texts_that_are_cut_short_are_refused) {
  Packer packer;
  packer.number(300);
  packer.text("domicile");
  packer.table(std::vector<std::uint32_t>{1, 2, 3});
  const auto bytes = packer.take();
  const auto read = [](std::string_view cut) {
    Unpacker unpacker(cut);
    const bool right = unpacker.number() == 300 && unpacker.text() == "domicile" &&
                       unpacker.table<std::uint32_t>() == std::vector<std::uint32_t>{1, 2, 3};
    return right && unpacker.complete();
  };
  BOOST_TEST(read(bytes));
  for (std::size_t size = 0; size < bytes.size(); ++size) BOOST_TEST(!read(bytes.substr(0, size)), size);
  BOOST_TEST(!read(bytes + "x"));
}
