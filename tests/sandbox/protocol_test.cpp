#include "sandbox/protocol.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <random>

#include "base/text.hpp"
#include "faults/stand_in_readers.hpp"

namespace domicile::sandbox {
namespace {

namespace data = boost::unit_test::data;

Result<Answer> through_the_wire(const Answer& answer, const Limits& limits = {}) {
  return decode_answer(encode_answer(answer), limits);
}

template <class Value>
Value whole(const Answer& answer) {
  const auto decoded = through_the_wire(answer);
  BOOST_REQUIRE(decoded);
  BOOST_REQUIRE(std::holds_alternative<Value>(*decoded));
  return std::get<Value>(*decoded);
}

Page page_of(Word word) {
  Page page;
  page.words = {std::move(word)};
  return page;
}

Word word_of(std::string text, Box box = {0.1, 0.1, 0.2, 0.2}) {
  return {std::move(text), box, 1, {}, {}, -1, 0};
}

Picture picture_of(int width, int height, int channels, std::size_t samples) {
  return {width, height, channels, std::vector<std::uint8_t>(samples, 1)};
}

// Answers that no honest reader gives.
struct Lie {
  const char* name;
  Answer answer;
};
std::ostream& operator<<(std::ostream& out, const Lie& lie) { return out << lie.name; }

const double not_a_number = std::numeric_limits<double>::quiet_NaN();
const double infinite = std::numeric_limits<double>::infinity();

const std::vector<Lie> lies{
    {"text that is no UTF-8", page_of(word_of("a\xff"))},
    {"a box without a place", page_of(word_of("a", {not_a_number, 0, 1, 1}))},
    {"an endless box", page_of(word_of("a", {0, 0, infinite, 1}))},
    {"a page without a number",
     [] {
       Page page;
       page.number = 0;
       return page;
     }()},
    {"an endless page",
     [] {
       Page page;
       page.width_pt = infinite;
       return page;
     }()},
    {"a problem in prose",
     [] {
       Page page;
       page.quality.problems = {"Not a code!"};
       return page;
     }()},
    {"a picture of fewer samples than it says", picture_of(10, 10, 1, 99)},
    {"a picture of more samples than it says", picture_of(10, 10, 1, 101)},
    {"a picture in two channels", picture_of(5, 5, 2, 50)},
    {"a picture of negative width", picture_of(-10, -10, 1, 100)},
    {"a picture over max_pixels", picture_of(10'000, 10'000, 1, 100'000'000)},
    {"an overview of a negative number of pages", Overview{"a/b", -1, {}, {}, {}, {}, {}, {}}},
    {"text layers of pages that are not there", Overview{"a/b", 1, {}, {}, {}, {true, true}, {}, {}}},
    {"a finding in prose", Overview{"a/b", 1, {}, {}, {}, {}, {{"Not a code!", {}, "", 0, {}}}, {}}},
    {"a defect of the program", Error{ErrorCode::internal_defect, "", "", ""}},
    {"a wrong command line", Error{ErrorCode::wrong_usage, "", "", ""}},
    {"a model outside the models", ModelNeeded{"/etc/passwd"}},
    {"a model without a name", ModelNeeded{""}},
};

struct Sent {
  const char* text;
  const char* received;
};
std::ostream& operator<<(std::ostream& out, const Sent& sent) { return out << sent.text; }

const std::vector<Sent> cleaned_texts{
    {"plain", "plain"},
    {"two words", "two words"},
    {"Stra\u00dfe", "Stra\u00dfe"},
    {"bell\x07", "bell"},
    {"\u202eevil", "evil"},
    {"e\u0301", "\u00e9"},
    {"zero\u200bwidth", "zerowidth"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(protocol_suite)

BOOST_AUTO_TEST_CASE(a_page_keeps_everything) {
  auto page = testing::honest_page(2);
  page.words.back().mixed_type = true;
  const auto received = whole<Page>(page);
  BOOST_TEST(received.number == 2);
  BOOST_TEST(received.width_pt == page.width_pt);
  BOOST_TEST(received.regions_read.size() == 1U);
  BOOST_REQUIRE(received.words.size() == page.words.size());
  BOOST_TEST(received.words.back().text == page.words.back().text);
  BOOST_TEST((received.words.back().box == page.words.back().box));
  BOOST_TEST(received.words.back().height_pt == page.words.back().height_pt);
  BOOST_TEST(received.words.back().mixed_type);
  BOOST_TEST(!received.words.front().mixed_type);
}

BOOST_AUTO_TEST_CASE(an_overview_keeps_everything) {
  Overview overview{"application/pdf",   3,  "Producer",  "Creator", "de-CH",
                    {true, false, true}, {}, "2026-11-03", true};
  overview.findings.push_back(
      {"edited_after_issue", IntegrityFinding::Severity::critical, "Page 2 was changed.", 2, {0, 0, 1, 0.5}});
  const auto received = whole<Overview>(overview);
  BOOST_TEST(received.media_type == overview.media_type);
  BOOST_TEST(received.language == overview.language);
  BOOST_TEST(received.saved == "2026-11-03");
  BOOST_TEST(received.resaved);
  BOOST_TEST((received.has_text_layer == overview.has_text_layer));
  BOOST_REQUIRE(received.findings.size() == 1U);
  BOOST_TEST(received.findings[0].code == "edited_after_issue");
  BOOST_TEST((received.findings[0].severity == IntegrityFinding::Severity::critical));
  BOOST_TEST((received.findings[0].box == overview.findings[0].box));
}

BOOST_AUTO_TEST_CASE(a_picture_keeps_its_samples) {
  Picture picture{2, 3, 3, {}};
  for (int i = 0; i < 18; ++i) picture.samples.push_back(static_cast<std::uint8_t>(i * 14));
  BOOST_TEST(whole<Picture>(picture).samples == picture.samples);
}

BOOST_AUTO_TEST_CASE(requests_arrive_as_they_were_sent) {
  const WordsRequest words{
      3, {0, 0.1, 0.5, 1}, WordsRequest::Source::ocr, {"ell", "Latin"}, WordsRequest::Look::again};
  const auto got_words = std::get<WordsRequest>(*decode_request(encode_request(words)));
  BOOST_TEST(got_words.page == 3);
  BOOST_TEST((got_words.region == words.region));
  BOOST_TEST((got_words.source == words.source));
  BOOST_TEST(got_words.models == words.models);
  BOOST_TEST((got_words.look == WordsRequest::Look::again));
  const auto got_picture =
      std::get<PictureRequest>(*decode_request(encode_request(PictureRequest{2, whole_page, 300, true})));
  BOOST_TEST(got_picture.dpi == 300);
  BOOST_TEST(got_picture.colour);
}

BOOST_DATA_TEST_CASE(a_lie_is_a_crashed_reader, data::make(lies), lie) {
  const auto decoded = through_the_wire(lie.answer);
  BOOST_REQUIRE(!decoded);
  BOOST_TEST((decoded.error().code == ErrorCode::reader_crashed));
}

BOOST_DATA_TEST_CASE(text_is_cleaned_of_what_a_person_cannot_see, data::make(cleaned_texts), sent) {
  BOOST_TEST(whole<Page>(page_of(word_of(sent.text))).words.at(0).text == sent.received);
}

BOOST_AUTO_TEST_CASE(a_word_of_nothing_is_dropped) {
  BOOST_TEST(whole<Page>(page_of(word_of("\u200b"))).words.empty());
}

BOOST_AUTO_TEST_CASE(a_box_over_the_edge_is_cut_and_a_turned_one_is_set_right) {
  const auto cut = whole<Page>(page_of(word_of("a", {-0.5, 0.2, 1.0001, 0.4}))).words.at(0).box;
  BOOST_TEST((cut == Box{0, 0.2, 1, 0.4}));
  const auto turned = whole<Page>(page_of(word_of("a", {0.9, 0.8, 0.1, 0.2}))).words.at(0).box;
  BOOST_TEST((turned == Box{0.1, 0.2, 0.9, 0.8}));
}

BOOST_AUTO_TEST_CASE(too_many_words_are_too_large_and_the_message_names_the_limit) {
  Limits limits;
  limits.max_words = 299;
  const auto decoded = through_the_wire(testing::honest_page(1), limits);
  BOOST_REQUIRE(!decoded);
  BOOST_TEST((decoded.error().code == ErrorCode::too_large));
  BOOST_TEST(decoded.error().message.find("max_words") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_header_may_not_promise_more_than_the_limit) {
  const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  BOOST_TEST(decode_header(encode_header({FrameKind::page, 600, 400}), 1000).has_value());
  BOOST_TEST(!decode_header(encode_header({FrameKind::page, 600, 401}), 1000).has_value());
  BOOST_TEST(!decode_header(encode_header({FrameKind::page, most, 2}), 1000).has_value());
  BOOST_TEST(!decode_header(encode_header({FrameKind::page, 2, most}), 1000).has_value());
  BOOST_TEST(!decode_header("short", 1000).has_value());
}

BOOST_AUTO_TEST_CASE(a_count_may_not_promise_more_than_the_bytes_that_follow) {
  auto frame = encode_answer(Page{});
  const std::string many(4, '\xff');
  frame.head.replace(frame.head.size() - 4, 4, many);
  const auto answer = decode_answer(std::move(frame), {});
  BOOST_TEST(!answer.has_value());
}

BOOST_AUTO_TEST_CASE(every_cut_of_an_answer_is_a_crashed_reader) {
  const auto frame = encode_answer(testing::honest_page(1));
  for (std::size_t size = 0; size < frame.head.size(); size += 7) {
    BOOST_TEST(!decode_answer({frame.kind, frame.head.substr(0, size), {}}, {}).has_value());
  }
  BOOST_TEST(!decode_answer({frame.kind, frame.head + "x", {}}, {}).has_value());
  BOOST_TEST(!decode_answer({frame.kind, frame.head, {1}}, {}).has_value());
}

BOOST_AUTO_TEST_CASE(whatever_a_changed_answer_still_says_keeps_the_promises_of_the_model) {
  std::mt19937 chance(20);
  const auto frame = encode_answer(testing::honest_page(1));
  int accepted = 0;
  for (int i = 0; i < 3000; ++i) {
    auto changed = frame;
    for (int flips = 0; flips < 3; ++flips)
      changed.head[chance() % changed.head.size()] = static_cast<char>(chance());
    const auto answer = decode_answer(std::move(changed), {});
    if (!answer) continue;
    ++accepted;
    for (const auto& word : std::get<Page>(*answer).words) {
      const auto& box = word.box;
      BOOST_REQUIRE(0 <= box.x0 && box.x0 <= box.x1 && box.x1 <= 1 && 0 <= box.y0 && box.y0 <= box.y1 &&
                    box.y1 <= 1);
      BOOST_REQUIRE(is_utf8(word.text) && !word.text.empty() && !has_suspicious_controls(word.text));
      BOOST_REQUIRE(word.confidence >= 0 && word.confidence <= 1 && std::isfinite(word.height_pt));
    }
  }
  BOOST_TEST(accepted > 0);
  BOOST_TEST(accepted < 3000);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace domicile::sandbox
