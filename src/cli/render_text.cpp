#include "cli/render_text.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "model/json.hpp"

namespace domicile::cli {
namespace {

// What came out of a document must not steer a terminal.
std::string shown(const std::string& untrusted_text) { return without_controls(squeeze(untrusted_text)); }

std::string row(std::string_view field, const std::string& value, double confidence) {
  return fmt::format("  {:<11} {}  ({:.2f})\n", field, shown(value), confidence);
}

std::string evidence_text(const std::vector<Evidence>& evidence) {
  std::string text;
  for (const auto& item : evidence)
    text += fmt::format("              {:+5.1f}  {}\n", item.weight, shown(item.text));
  return text;
}

std::string missing(std::string_view field) { return fmt::format("  {:<11} not found\n", field); }

std::string runners_up(const Reading& reading, std::string_view field) {
  std::string text;
  for (const auto& runner : reading.runners_up) {
    if (runner.field != field) continue;
    text += fmt::format("            not {}  ({:.3f})\n", shown(runner.value), runner.confidence);
    text += evidence_text(runner.evidence);
  }
  return text;
}

}  // namespace

std::string as_text(const Reading& reading, bool verbose) {
  std::string text = fmt::format("{}\n", shown(reading.file));
  for (const auto& problem : reading.problems) text += fmt::format("  problem     {}\n", to_string(problem));
  const auto& kind = reading.kind;
  text += row("kind", kind.value + (kind.subkind.empty() ? "" : " (" + kind.subkind + ")"), kind.confidence);
  if (verbose) text += evidence_text(kind.evidence) + runners_up(reading, "kind");
  if (!reading.locale.empty()) text += fmt::format("  {:<11} {}\n", "locale", reading.locale);
  text +=
      reading.issuer ? row("issuer", reading.issuer->value, reading.issuer->confidence) : missing("issuer");
  text += reading.name ? row("name", reading.name->value, reading.name->confidence) : missing("name");
  if (verbose)
    text += (reading.name ? evidence_text(reading.name->evidence) : "") + runners_up(reading, "name");
  text += reading.address ? row("address", reading.address->value, reading.address->confidence)
                          : missing("address");
  if (verbose)
    text +=
        (reading.address ? evidence_text(reading.address->evidence) : "") + runners_up(reading, "address");
  if (reading.issue_date) {
    const auto& date = *reading.issue_date;
    text += row("issue date", fmt::format("{} ({}, '{}')", to_iso(date.value), date.role, date.text),
                date.confidence);
    if (verbose) text += evidence_text(date.evidence);
  } else {
    text += missing("issue date");
  }
  if (verbose) text += runners_up(reading, "issue_date");
  for (const auto& finding : reading.integrity)
    text += fmt::format("  integrity   {}: {}\n", finding.code, shown(finding.message));
  if (verbose) {
    text += fmt::format("  time        {:.1f} ms: open {:.1f}, text {:.1f}, OCR {:.1f}, parse {:.1f}\n",
                        reading.timings.total, reading.timings.open, reading.timings.text,
                        reading.timings.ocr, reading.timings.parse);
  }
  return text;
}

std::string as_text(const Screening& screening, bool verbose) {
  std::string text = as_text(screening.reading, verbose);
  text += fmt::format("  decision    {}\n", to_string(screening.decision));
  const auto check = [&](std::string_view name, const Check& result) {
    text += fmt::format("    {:<9} {:<6} {}\n", name, to_string(result.outcome), shown(result.message));
  };
  check("document", screening.document);
  check("name", screening.name);
  check("address", screening.address);
  check("recency", screening.recency);
  check("integrity", screening.integrity);
  for (const auto& reason : screening.reasons) {
    if (reason.severity != Reason::Severity::info && !reason.customer_message.empty()) {
      text += fmt::format("  to customer {}\n", reason.customer_message);
    }
  }
  return text;
}

}  // namespace domicile::cli
