#include <boost/test/unit_test.hpp>

#include "http/message.hpp"
#include "http/metrics.hpp"
#include "http/multipart.hpp"
#include "http/router.hpp"

using namespace domicile;
using namespace domicile::http;

namespace {

const std::string type = "multipart/form-data; boundary=XX";

std::string part(const std::string& disposition, const std::string& bytes) {
  return "--XX\r\nContent-Disposition: " + disposition + "\r\n\r\n" + bytes + "\r\n";
}

Router router() {
  Router made;
  const auto handler = [](const Request&) { return Response(); };
  made.add({"GET", "/", std::nullopt, handler});
  made.add({"GET", "/v1/things", store::Scope::read, handler});
  made.add({"POST", "/v1/things", store::Scope::screen, handler});
  made.add({"GET", "/v1/things/{id}/pages/{page}", store::Scope::read, handler});
  return made;
}

Request request(const std::string& method, const std::string& target) {
  Request made;
  made.method = method;
  BOOST_TEST_REQUIRE(parse_target(target, made).has_value());
  return made;
}

}  // namespace

BOOST_AUTO_TEST_CASE(parts_of_a_form_come_out_as_they_were_sent) {
  using namespace std::string_literals;
  const auto bytes = "%PDF\0\r\n--X\r\n\r\n"s;
  const auto body = part("form-data; name=\"file\"; filename=\"my \\\"bill\\\".pdf\"", bytes) +
                    part("form-data; name=as_of", "2026-11-22") + part("form-data; name=\"empty\"", "") +
                    "--XX--\r\n";
  const auto parts = parse_multipart(type, body, 10);
  BOOST_TEST_REQUIRE(parts.has_value());
  BOOST_TEST_REQUIRE(parts->size() == 3u);
  BOOST_TEST((*parts)[0].name == "file");
  BOOST_TEST((*parts)[0].file == "my \"bill\".pdf");
  BOOST_TEST(((*parts)[0].untrusted_bytes == bytes));
  BOOST_TEST((*parts)[1].name == "as_of");
  BOOST_TEST((*parts)[1].untrusted_bytes == "2026-11-22");
  BOOST_TEST((*parts)[2].untrusted_bytes.empty());
}

BOOST_AUTO_TEST_CASE(a_file_name_loses_its_folders) {
  for (const auto& [given, kept] :
       {std::pair{"../../etc/passwd", "passwd"}, {"C:\\\\Users\\\\a.pdf", "a.pdf"}, {"", "document"}}) {
    const auto body =
        part(std::string("form-data; name=\"file\"; filename=\"") + given + "\"", "x") + "--XX--";
    const auto parts = parse_multipart(type, body, 10);
    BOOST_TEST_REQUIRE(parts.has_value());
    BOOST_TEST(parts->front().file == kept);
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_form_or_only_half_of_one_is_refused) {
  const auto whole = part("form-data; name=\"a\"", "x") + "--XX--";
  struct Case {
    const char* what;
    std::string content_type, body;
  };
  const Case cases[] = {
      {"no boundary", "multipart/form-data", whole},
      {"another boundary", "multipart/form-data; boundary=YY", whole},
      {"an empty body", type, ""},
      {"no end", type, whole.substr(0, whole.size() - 4)},
      {"cut within a part", type, whole.substr(0, 50)},
      {"a part without a name", type, part("form-data", "x") + "--XX--"},
      {"a head that is none", type, "--XX\r\nnonsense\r\n\r\nx\r\n--XX--"},
      {"too many parts", type,
       whole.substr(0, whole.size() - 6) + part("form-data; name=\"b\"", "y") + whole},
      {"too long a boundary", "multipart/form-data; boundary=" + std::string(71, 'X'), whole},
  };
  for (const auto& [what, content_type, body] : cases) {
    const auto parts = parse_multipart(content_type, body, 2);
    BOOST_TEST_CONTEXT(what) {
      BOOST_TEST_REQUIRE(!parts.has_value());
      BOOST_TEST((parts.error().code == ErrorCode::wrong_usage));
    }
  }
}

BOOST_AUTO_TEST_CASE(targets_are_decoded_and_broken_ones_refused) {
  const auto asked = request("GET", "/v1/a%20b/%C3%BC?x=1+2&y=%26&z&x=3");
  BOOST_TEST(asked.path == "/v1/a b/ü");
  BOOST_TEST(asked.value("x") == "3");
  BOOST_TEST(asked.value("y") == "&");
  BOOST_TEST(asked.value("z") == "");
  for (const char* wrong : {"", "v1", "/%", "/%4", "/%zz", "/a%00", "/?a=%00", "*"}) {
    Request made;
    BOOST_TEST(!parse_target(wrong, made).has_value(), wrong);
  }
}

BOOST_AUTO_TEST_CASE(requests_find_their_route_or_learn_why_not) {
  const auto routes = router();
  auto asked = request("GET", "/v1/things/a%20b/pages/7");
  const auto found = routes.find(asked);
  BOOST_TEST_REQUIRE(found.has_value());
  const std::vector<std::string> expected{"a b", "7"};
  BOOST_TEST(asked.parts == expected, boost::test_tools::per_element());
  auto head = request("HEAD", "/v1/things");
  BOOST_TEST(routes.find(head).has_value());
  for (const char* path : {"/v1", "/v1/things/", "/v1/things/a", "/v1/things//pages/1",
                           "/v1/things/a/pages/1/2", "/V1/things", "//"}) {
    auto unknown = request("GET", path);
    BOOST_TEST_CONTEXT(path) {
      BOOST_TEST_REQUIRE(!routes.find(unknown).has_value());
      BOOST_TEST((routes.find(unknown).error().code == ErrorCode::not_found));
    }
  }
  auto wrong = request("DELETE", "/v1/things");
  BOOST_TEST((routes.find(wrong).error().code == ErrorCode::method_not_allowed));
  BOOST_TEST(routes.find(wrong).error().where == "GET, POST");
}

BOOST_AUTO_TEST_CASE(every_error_is_a_problem_with_its_status) {
  for (int code = 0; code <= static_cast<int>(ErrorCode::internal_defect); ++code) {
    const auto& row = describe(static_cast<ErrorCode>(code));
    const auto answer = problem({static_cast<ErrorCode>(code), "here", "what", "how"}, "req_1");
    BOOST_TEST(answer.status == row.http_status);
    BOOST_TEST(answer.type == "application/problem+json");
    BOOST_TEST(answer.headers.contains("Retry-After") == (row.http_status == 503));
    BOOST_TEST(answer.body.find(row.name) != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(times_are_counted_into_growing_buckets) {
  Metrics metrics;
  metrics.count_request("/a", 200, std::chrono::milliseconds(3));
  metrics.count_request("/a", 200, std::chrono::seconds(60));
  const auto text = metrics.text({{"accept", 3}}, {{"gauge", 2}});
  for (const char* line : {"domicile_requests_total{route=\"/a\",status=\"200\"} 2\n", "le=\"0.001\"} 0\n",
                           "le=\"0.005\"} 1\n", "domicile_screenings_total{decision=\"accept\"} 3\n",
                           "le=\"20\"} 1\n", "le=\"+Inf\"} 2\n", "gauge 2\n"}) {
    BOOST_TEST(text.find(line) != std::string::npos, line);
  }
}
