#include "read/media_type.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using namespace domicile;
using namespace domicile::read;
using namespace std::literals;

BOOST_AUTO_TEST_SUITE(media_type)

BOOST_AUTO_TEST_CASE(the_bytes_decide_the_type) {
  struct Case {
    std::string bytes;
    MediaType type;
  };
  const std::vector<Case> cases{
      {"%PDF-1.4\n", MediaType::pdf},
      {std::string(1000, ' ') + "%PDF-1.4\n", MediaType::pdf},
      {"\xEF\xBB\xBF%PDF-1.7", MediaType::pdf},
      {"\xFF\xD8\xFF\xE0", MediaType::jpeg},
      {"\x89PNG\r\n\x1A\n", MediaType::png},
      {"II*\0........"s, MediaType::tiff},
      {"MM\0*........"s, MediaType::tiff},
      {"RIFF\x10\0\0\0WEBPVP8 "s, MediaType::webp},
      {"\0\0\0\x18"
       "ftypheic\0\0\0\0mif1heic"s,
       MediaType::heif},
      {"\0\0\0\x18"
       "ftypXXXX\0\0\0\0mif1avif"s,
       MediaType::heif},
      {"GIF89a\1\0\1\0"s, MediaType::gif},
      {"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\1\0\0\0\1\0\0\0"s, MediaType::bmp},
  };
  for (const Case& c : cases) {
    const auto type = detect_media_type(c.bytes);
    BOOST_REQUIRE_MESSAGE(type, c.bytes.substr(0, 16));
    BOOST_TEST(name_of(*type) == name_of(c.type));
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_document_is_refused_by_what_it_seems_to_be) {
  struct Case {
    std::string bytes;
    std::string named;
  };
  const std::vector<Case> cases{
      {"PK\x03\x04rest", "ZIP"},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "office"},
      {"<!DOCTYPE html><html>", "web page"},
      {"  <HTML><body>", "web page"},
      {"Dear sirs, please find my bill enclosed.\n", "text"},
      {"BM is how this letter begins, and it is no bitmap at all", "text"},
      {"\0\0\0\x18"
       "ftypmp42\0\0\0\0isommp42"s,
       "video"},
      {"MZ\x90\0"s, "program"},
      {std::string(1100, ' ') + "%PDF-1.4", "text"},
      {"\1\2\3\4", "not known"},
  };
  for (const Case& c : cases) {
    const auto type = detect_media_type(c.bytes);
    BOOST_REQUIRE_MESSAGE(!type, c.named);
    BOOST_TEST((type.error().code == ErrorCode::unsupported_media_type));
    BOOST_TEST(type.error().message.find(c.named) != std::string::npos, type.error().message);
  }
}

BOOST_AUTO_TEST_CASE(no_bytes_are_an_empty_document) {
  const auto type = detect_media_type("");
  BOOST_REQUIRE(!type);
  BOOST_TEST((type.error().code == ErrorCode::empty_document));
}

BOOST_AUTO_TEST_SUITE_END()
