#include "domicile/reading_plan.hpp"

#include <boost/test/unit_test.hpp>

#include <map>

#include "match/match.hpp"
#include "rule_book.hpp"
#include "typed_page.hpp"

using namespace domicile;
using tests::typed_page;

namespace {

/// Pages as they are given; a page that is missing fails.
class GivenPages : public PageReader {
 public:
  GivenPages(int pages, std::vector<Page> given, Error error, Overview overview = {})
      : given_(std::move(given)), error_(std::move(error)), overview_(std::move(overview)) {
    overview_.media_type = "application/pdf";
    overview_.pages = pages;
    overview_.has_text_layer.assign(static_cast<std::size_t>(pages), !given_.empty());
  }
  Result<Overview> overview() override { return overview_; }
  Result<Page> words(const WordsRequest& request) override {
    for (const auto& page : given_) {
      if (page.number == request.page) return page;
    }
    return std::unexpected(error_);
  }
  Result<Picture> picture(const PictureRequest&) override { return std::unexpected(error_); }

 private:
  std::vector<Page> given_;
  Error error_;
  Overview overview_;
};

/// A picture of `page`, with a text layer that can't be trusted or none; writes down what it was asked for.
class PhotographedPage : public PageReader {
 public:
  PhotographedPage(Page page, bool has_layer) : page_(std::move(page)), has_layer_(has_layer) {
    page_.source = WordSource::ocr;
    for (auto& word : page_.words) {
      word.source = WordSource::ocr;
      word.confidence = 0.96;
    }
  }
  Result<Overview> overview() override {
    Overview overview;
    overview.pages = 1;
    overview.has_text_layer = {has_layer_};
    return overview;
  }
  Result<Page> words(const WordsRequest& request) override {
    asked.push_back(request);
    auto page = page_;
    page.regions_read = {request.region};
    std::erase_if(page.words, [&](const Word& word) {
      return request.source == WordsRequest::Source::trusted || word.box.center_y() < request.region.y0 ||
             word.box.center_y() >= request.region.y1 || word.box.center_x() < request.region.x0 ||
             word.box.center_x() >= request.region.x1;
    });
    return page;
  }
  Result<Picture> picture(const PictureRequest&) override {
    return fail(ErrorCode::internal_defect, "page 1", "Nobody should look.");
  }

  [[nodiscard]] auto count(WordsRequest::Look look, bool lower) const {
    return std::ranges::count_if(asked, [&](const WordsRequest& request) {
      return request.look == look && request.source != WordsRequest::Source::trusted &&
             request.source != WordsRequest::Source::text_layer && (request.region.y0 > 0.5) == lower;
    });
  }
  std::vector<WordsRequest> asked;

 private:
  Page page_;
  bool has_layer_;
};

Reading read(PageReader& reader) {
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  return read_document(reader, extractor, Limits{}, "");
}

Page bill(int number, const std::string& holder, const std::string& street, const std::string& date) {
  return typed_page({"Northfield Power & Light Inc.                    Electric bill",
                     "PO Box 1200, Columbus OH 43201                   www.northfieldpower.com", "", "",
                     holder + std::string(49 - holder.size(), ' ') + "Bill date        " + date,
                     street + std::string(49 - street.size(), ' ') + "Account number   4417 0093 21",
                     "COLUMBUS OH 43206-1234", "", "Energy used                                      612 kWh",
                     "Meter number 88121                               Previous reading 41220",
                     "Total amount due                                 $ 98.12"},
                    number);
}

bool several(const std::vector<Page>& pages) {
  GivenPages reader(static_cast<int>(pages.size()), pages,
                    {ErrorCode::corrupt_document, "", "The page is damaged.", ""});
  return read(reader).several_documents;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reading_plan)

BOOST_AUTO_TEST_CASE(a_page_that_fails_is_a_problem_and_no_end) {
  for (const auto code : {ErrorCode::corrupt_document, ErrorCode::too_large, ErrorCode::unreadable_document,
                          ErrorCode::took_too_long, ErrorCode::reader_crashed}) {
    for (const int pages : {1, 2, 5}) {
      GivenPages reader(pages, {}, {code, "page 1", "It can't be read.", ""});
      const auto reading = read(reader);
      BOOST_TEST_CONTEXT(describe(code).name << ", " << pages << " pages") {
        BOOST_REQUIRE(!reading.problems.empty());
        BOOST_TEST((reading.problems.front().code == code));
        BOOST_TEST(!reading.name.has_value());
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(two_bills_in_one_file_are_several_documents) {
  const auto first = bill(1, "ELEANOR J WHITFIELD", "1182 MAPLEWOOD AVE APT 4B", "November 3, 2026");
  const auto another_month = bill(2, "ELEANOR J WHITFIELD", "1182 MAPLEWOOD AVE APT 4B", "October 3, 2026");
  const auto another_holder = bill(2, "TOBIAS GRANGER", "77 OAK STREET", "November 3, 2026");
  BOOST_TEST(several({first, another_month}));
  BOOST_TEST(several({first, another_holder}));
}

BOOST_AUTO_TEST_CASE(a_head_that_stands_on_every_page_makes_no_second_document) {
  const auto first = bill(1, "ELEANOR J WHITFIELD", "1182 MAPLEWOOD AVE APT 4B", "November 3, 2026");
  const auto repeated = bill(2, "ELEANOR J WHITFIELD", "1182 MAPLEWOOD AVE APT 4B", "November 3, 2026");
  const auto terms = typed_page(
      {"How to pay", "By telephone: 1-800-555-0162", "Rates as of October 1, 2026 are printed on the back."},
      2);
  BOOST_TEST(!several({first}));
  BOOST_TEST(!several({first, repeated}));
  BOOST_TEST(!several({first, terms}));
}

BOOST_AUTO_TEST_CASE(a_program_that_changes_documents_is_named_and_a_senders_tool_is_not) {
  const auto findings = [](const std::string& producer, const std::string& creator) {
    Overview overview;
    overview.producer = producer;
    overview.creator = creator;
    GivenPages reader(1, {bill(1, "ELEANOR J WHITFIELD", "1182 MAPLEWOOD AVE APT 4B", "November 3, 2026")},
                      {}, overview);
    return read(reader).integrity.size();
  };
  BOOST_TEST(findings("Adobe Photoshop for Windows -- Image Conversion Plug-in",
                      "Adobe Photoshop 24.1 (Windows)") == 1U);
  BOOST_TEST(findings("GIMP 2.10", "") == 1U);
  BOOST_TEST(findings("Edited with PDF Expert by Readdle", "") == 1U);
  for (const char* honest :
       {"", "OpenText Output Transformation Engine - 16.7.76", "iText 2.1.7", "Skia/PDF m124",
        "Acrobat Distiller 15.0", "macOS Version 14.5 Quartz PDFContext", "Gimpel Billing 3"}) {
    BOOST_TEST(findings(honest, "") == 0U, honest);
  }
}

BOOST_AUTO_TEST_CASE(
    an_editor_that_saved_a_finished_document_again_is_critical_and_one_that_scanned_it_is_not) {
  struct Case {
    std::string producer, creator;
    bool resaved;
    WordSource source;
    bool critical;
  };
  using enum WordSource;
  for (const Case& c : {Case{"Sejda 5.3", "OpenText Exstream", true, text_layer, true},
                        {"Sejda 5.3", "Adobe Photoshop 24.1", true, text_layer, true},
                        {"Sejda 5.3", "OpenText Exstream", false, text_layer, false},
                        {"Sejda 5.3", "OpenText Exstream", true, ocr, false},
                        {"3-Heights PDF Merge Split API", "Nitro Pro 13", true, text_layer, false}}) {
    Overview overview;
    overview.producer = c.producer;
    overview.creator = c.creator;
    overview.resaved = c.resaved;
    auto page = bill(1, "ELEANOR J WHITFIELD", "1182 MAPLEWOOD AVE APT 4B", "November 3, 2026");
    page.source = c.source;
    for (auto& word : page.words) word.source = c.source;
    GivenPages reader(1, {page}, {}, overview);
    const auto integrity = read(reader).integrity;
    BOOST_REQUIRE(integrity.size() == 1U);
    BOOST_TEST((integrity[0].severity == IntegrityFinding::Severity::critical) == c.critical,
               c.producer << " " << c.creator << " " << c.resaved);
  }
}

BOOST_AUTO_TEST_CASE(of_a_picture_no_more_is_read_than_answers_every_question) {
  using Look = WordsRequest::Look;
  auto page = bill(1, "ELEANOR J WHITFIELD", "1182 MAPLEWOOD AVE APT 4B", "November 3, 2026");
  for (const bool has_layer : {false, true}) {
    PhotographedPage reader(page, has_layer);
    const auto reading = read(reader);
    BOOST_TEST(to_iso(reading.issue_date->value) == "2026-11-03");
    BOOST_TEST(reader.count(Look::sample, false) == 1);
    BOOST_TEST(reader.count(Look::plain, false) == 1);
    BOOST_TEST(reader.count(Look::plain, true) == 0);
    BOOST_TEST(reader.count(Look::again, false) >= 1, "the answers are looked at twice");
    for (const auto& request : reader.asked) {
      if (request.look != Look::again) continue;
      BOOST_TEST(request.region.area() < 0.2);
      BOOST_TEST((request.source == WordsRequest::Source::ocr), "or the first look's model would read again");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_page_whose_sample_showed_its_other_language_is_read_again_in_its_own_letters) {
  using Look = WordsRequest::Look;
  /// The sample holds the English sentence only.
  struct TwoLanguages : PhotographedPage {
    using PhotographedPage::PhotographedPage;
    Result<Page> words(const WordsRequest& request) override {
      auto page = PhotographedPage::words(request);
      if (page && request.look == Look::sample)
        page->words =
            typed_page({"This account statement has been generated by the bank for the account holder and it",
                        "is valid without a signature of the bank or of the holder of this account"})
                .words;
      return page;
    }
  };
  TwoLanguages reader(
      typed_page({"Hiiupay E-raha AS", "Konto väljavõte / Account statement", "", "Kaarel-Markus Tammsalu",
                  "Kesk tänav 5-12", "92201 Kärdla", "", "Väljavõte koostatud: 03.08.2026",
                  "Periood: 01.07.2026-31.07.2026", "Algsaldo 1 118,44 EUR", "Lõppsaldo 1 652,97 EUR",
                  "Kuupäev   Saaja / maksja   Selgitus   Summa",
                  "Väljavõte on koostatud elektrooniliselt ja kehtib ilma allkirjata ning pitsatita"}),
      false);
  const auto reading = read(reader);
  BOOST_TEST(reading.locale == "et-EE");
  std::vector<std::string> models;
  for (const auto& request : reader.asked)
    if (request.look == Look::plain) models.push_back(request.models.front());
  BOOST_TEST_REQUIRE(models.size() >= 2u);
  BOOST_TEST(models[0] == "eng");
  BOOST_TEST(models[1] == "Latin");
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_sought_in_the_rest_of_the_picture) {
  using Look = WordsRequest::Look;
  auto page = bill(1, "ELEANOR J WHITFIELD", "1182 MAPLEWOOD AVE APT 4B", "November 3, 2026");
  std::erase_if(page.words, [](const Word& word) { return word.text == "2026"; });
  PhotographedPage reader(page, false);
  const auto reading = read(reader);
  BOOST_TEST(reading.name->value == "ELEANOR J WHITFIELD");
  BOOST_TEST(reader.count(Look::plain, true) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
