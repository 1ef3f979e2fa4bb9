#include "cli/regress_report.hpp"

#include <fmt/format.h>

#include <fstream>

#include "base/text.hpp"
#include "cli/html.hpp"

namespace domicile::cli {
namespace {

using Json = nlohmann::ordered_json;
using regress::Difference;

constexpr const char* wrong_accept = "WRONG ACCEPT: it must not be accepted";

// What came out of a document must not steer a terminal.
std::string shown(const Json& value) {
  return without_controls(value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::string row(const char* name, const std::string& value) {
  return fmt::format("    {:<14}{}\n", name, value);
}

std::string text_of(const Difference& difference) {
  auto text = fmt::format("  {}{}\n", difference.key, difference.known ? " (known shortfall)" : "");
  text += row("expected", shown(difference.expected)) + row("got", shown(difference.got));
  for (const auto& reason : difference.evidence) text += row("because", without_controls(reason));
  return text;
}

std::string html_of(const Difference& difference) {
  std::string because;
  for (const auto& reason : difference.evidence) because += "<li>" + escaped(reason) + "</li>";
  return fmt::format("<tr><th>{}{}</th><td>{}</td><td>{}</td><td><ul>{}</ul></td></tr>\n", difference.key,
                     difference.known ? " <small>known</small>" : "", escaped(shown(difference.expected)),
                     escaped(shown(difference.got)), because);
}

std::string html_of(const Judged& judged) {
  std::string rows;
  for (const auto& difference : judged.verdict.differences) rows += html_of(difference);
  const auto picture =
      judged.picture_png.empty()
          ? std::string("<p>No page of it can be drawn.</p>")
          : fmt::format(
                "<img loading=\"lazy\" alt=\"the page of {} with what was read framed on it\" src=\"{}\">",
                escaped(judged.name), data_url(judged.picture_png));
  return fmt::format(
      "<section><h2 "
      "id=\"{0}\">{0}</h2>{1}<table><tr><th></th><th>expected</th><th>got</th><th>because</th></tr>\n"
      "{2}</table>{3}</section>\n",
      escaped(judged.name), judged.verdict.wrong_accept ? fmt::format("<p><b>{}</b></p>", wrong_accept) : "",
      rows, picture);
}

std::string page_of(const std::vector<Judged>& failing, std::size_t total,
                    const std::vector<std::string>& not_covered) {
  std::string links, sections, missing;
  for (const auto& judged : failing) {
    links += fmt::format("<li><a href=\"#{0}\">{0}</a></li>", escaped(judged.name));
    sections += html_of(judged);
  }
  for (const auto& what : not_covered) missing += "<li>" + escaped(what) + "</li>";
  if (!missing.empty()) missing = "<h2>No fixture shows</h2><ul>" + missing + "</ul>";
  return fmt::format(R"(<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>{0} of {1} fixtures differ</title>
<style>body{{font:16px/1.4 system-ui,sans-serif;margin:1rem auto;max-width:70rem;padding:0 1rem}}
img{{max-width:100%;border:1px solid #767676}}table{{border-collapse:collapse;margin:.5rem 0}}
th,td{{text-align:left;vertical-align:top;padding:.2rem .8rem .2rem 0}}ul{{margin:0;padding-left:1.1rem}}
section{{border-top:2px solid #767676;margin-top:2rem}}</style>
<h1>{0} of {1} fixtures differ</h1><ul>{2}</ul>{3}
{4}</html>
)",
                     failing.size(), total, links, missing, sections);
}

}  // namespace

std::string as_text(const Judged& judged, bool with_known) {
  const auto& verdict = judged.verdict;
  std::string text;
  if (verdict.wrong_accept) text += fmt::format("  {}\n", wrong_accept);
  for (const auto& difference : verdict.differences) {
    if (with_known || !difference.known) text += text_of(difference);
  }
  return text.empty() ? text : judged.name + "\n" + text;
}

std::string as_json(const Judged& judged) {
  Json line{{"case", judged.name},
            {"as_expected", judged.verdict.as_expected()},
            {"wrong_accept", judged.verdict.wrong_accept},
            {"differences", Json::array()},
            {"right_by_now", judged.verdict.right_by_now}};
  for (const auto& difference : judged.verdict.differences) {
    line["differences"].push_back({{"key", difference.key},
                                   {"expected", difference.expected},
                                   {"got", difference.got},
                                   {"evidence", difference.evidence},
                                   {"known_shortfall", difference.known}});
  }
  return line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<void> write_report(const std::filesystem::path& path, const std::vector<Judged>& failing,
                          std::size_t total, const std::vector<std::string>& not_covered) {
  std::ofstream file(path, std::ios::binary);
  file << page_of(failing, total, not_covered);
  file.close();
  if (!file) {
    return fail(ErrorCode::file_not_readable, path.string(), "the report can't be written.",
                "Check the folder and the space left.");
  }
  return {};
}

}  // namespace domicile::cli
