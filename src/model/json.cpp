#include "model/json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace domicile {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double value, double steps) { return std::round(value * steps) / steps; }

double shown(double value, double steps, JsonStyle style) {
  return style.complete ? value : rounded(value, steps);
}

Json json_of(const Box& box, JsonStyle style) {
  if (box == Box{}) return Json::array();
  Json list = Json::array();
  for (const double value : {box.x0, box.y0, box.x1, box.y1}) list.push_back(shown(value, 1e4, style));
  return list;
}

Json json_of(const std::vector<Evidence>& evidence, JsonStyle style) {
  Json list = Json::array();
  for (const auto& item : evidence) {
    if (style.verbose) {
      list.push_back({{"text", item.text}, {"weight", shown(item.weight, 100, style)}});
    } else {
      list.push_back(item.text);
    }
  }
  return list;
}

void add_finding(Json& json, const Finding& finding, JsonStyle style) {
  json["confidence"] = shown(finding.confidence, 1e4, style);
  json["page"] = finding.page;
  json["box"] = json_of(finding.box, style);
  json["evidence"] = json_of(finding.evidence, style);
  if (style.verbose) json["source"] = to_string(finding.source);
  if (style.complete) json["legibility"] = finding.legibility;
}

Json json_of(const AddressComponents& parts) {
  Json json = Json::object();
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) json[key] = value;
  };
  add("house_number", parts.house_number);
  add("street", parts.street);
  add("unit", parts.unit);
  add("building", parts.building);
  add("po_box", parts.po_box);
  add("district", parts.district);
  add("city", parts.city);
  add("region", parts.region);
  add("postcode", parts.postcode);
  add("country", parts.country);
  return json;
}

Json issuer_json(const Reading& reading, JsonStyle style) {
  if (!reading.issuer) return nullptr;
  Json json{{"value", reading.issuer->value}};
  add_finding(json, *reading.issuer, style);
  return json;
}

Json name_json(const Reading& reading, JsonStyle style) {
  if (!reading.name) return nullptr;
  Json json{{"value", reading.name->value}, {"text", reading.name->text}, {"all", reading.name->all}};
  add_finding(json, *reading.name, style);
  return json;
}

Json address_json(const Reading& reading, JsonStyle style) {
  if (!reading.address) return nullptr;
  Json json{{"value", reading.address->value},
            {"lines", reading.address->lines},
            {"components", json_of(reading.address->components)}};
  if (reading.address->is_service_address) json["service_address"] = true;
  add_finding(json, *reading.address, style);
  return json;
}

Json date_json(const Reading& reading, JsonStyle style) {
  if (!reading.issue_date) return nullptr;
  const auto& date = *reading.issue_date;
  Json json{{"value", to_iso(date.value)}, {"text", date.text}};
  json["label"] = date.label.empty() ? Json(nullptr) : Json(date.label);
  json["role"] = date.role;
  json["order"] = date.order;
  json["other_value"] = date.other_value ? Json(to_iso(*date.other_value)) : Json(nullptr);
  if (style.verbose) json["order_settled"] = date.order_settled;
  add_finding(json, date, style);
  return json;
}

Json runners_up_json(const Reading& reading, JsonStyle style) {
  Json list = Json::array();
  for (const auto& runner : reading.runners_up) {
    list.push_back({{"field", runner.field},
                    {"value", runner.value},
                    {"confidence", shown(runner.confidence, 1e4, style)},
                    {"page", runner.page},
                    {"box", json_of(runner.box, style)},
                    {"evidence", json_of(runner.evidence, style)}});
  }
  return list;
}

Json timings_json(const Timings& timings) {
  return {{"open", rounded(timings.open, 10)},     {"text", rounded(timings.text, 10)},
          {"render", rounded(timings.render, 10)}, {"ocr", rounded(timings.ocr, 10)},
          {"parse", rounded(timings.parse, 10)},   {"total", rounded(timings.total, 10)}};
}

void fill(Json& json, const Reading& reading, JsonStyle style) {
  json["document"] = {
      {"file", reading.file},
      {"sha256", reading.sha256},
      {"media_type", reading.media_type.empty() ? Json(nullptr) : Json(reading.media_type)},
      {"pages", reading.pages},
      {"source", reading.source},
      {"locale", reading.locale.empty() ? Json(nullptr) : Json(reading.locale)},
      {"quality",
       {{"score", shown(reading.quality.score, 100, style)}, {"problems", reading.quality.problems}}}};
  json["kind"] = {{"value", reading.kind.value},
                  {"subkind", reading.kind.subkind.empty() ? Json(nullptr) : Json(reading.kind.subkind)},
                  {"confidence", shown(reading.kind.confidence, 1e4, style)}};
  if (style.verbose) json["kind"]["evidence"] = json_of(reading.kind.evidence, style);
  json["fields"] = {{"issuer", issuer_json(reading, style)},
                    {"name", name_json(reading, style)},
                    {"address", address_json(reading, style)},
                    {"issue_date", date_json(reading, style)}};
  json["other_dates"] = Json::array();
  for (const auto& date : reading.other_dates) {
    json["other_dates"].push_back({{"role", date.role},
                                   {"value", to_iso(date.value)},
                                   {"text", date.text},
                                   {"page", date.page},
                                   {"box", json_of(date.box, style)}});
  }
  json["other_addresses"] = Json::array();
  for (const auto& address : reading.other_addresses) {
    json["other_addresses"].push_back({{"role", address.role},
                                       {"lines", address.lines},
                                       {"page", address.page},
                                       {"box", json_of(address.box, style)}});
  }
  json["integrity"] = Json::array();
  for (const auto& finding : reading.integrity) {
    const bool critical = finding.severity == IntegrityFinding::Severity::critical;
    json["integrity"].push_back({{"code", finding.code},
                                 {"severity", critical ? "critical" : "warning"},
                                 {"message", finding.message},
                                 {"page", finding.page},
                                 {"box", json_of(finding.box, style)}});
  }
  if (!reading.problems.empty()) {
    json["problems"] = Json::array();
    for (const auto& problem : reading.problems) {
      json["problems"].push_back({{"code", describe(problem.code).name},
                                  {"message", problem.message},
                                  {"remedy", problem.remedy.empty() ? Json(nullptr) : Json(problem.remedy)}});
      if (style.complete) json["problems"].back()["where"] = problem.where;
    }
  }
  json["timings_ms"] = timings_json(reading.timings);
  if (style.verbose) json["runners_up"] = runners_up_json(reading, style);
  if (style.complete) json["several_documents"] = reading.several_documents;
}

JsonStyle whole(JsonStyle style) {
  style.verbose = style.verbose || style.complete;
  return style;
}

Json check_json(const Check& check) {
  return {{"outcome", to_string(check.outcome)}, {"code", check.code}, {"message", check.message}};
}

std::string dumped(const Json& json, JsonStyle style) {
  return json.dump(style.indented ? 2 : -1, ' ', false, Json::error_handler_t::replace);
}

Json checks_json(const Screening& screening) {
  auto document = check_json(screening.document);
  document["score"] = rounded(screening.document.score, 1e4);
  auto name = check_json(screening.name);
  name["score"] = rounded(screening.name.score, 1e4);
  name["expected"] = screening.name.expected;
  name["found"] = screening.name.found.empty() ? Json(nullptr) : Json(screening.name.found);
  auto address = check_json(screening.address);
  address["score"] = rounded(screening.address.score, 1e4);
  address["parts"] = Json::object();
  for (const auto& part : screening.address.parts) address["parts"][part.part] = to_string(part.outcome);
  auto recency = check_json(screening.recency);
  recency["age_days"] = screening.recency.age_days ? Json(*screening.recency.age_days) : Json(nullptr);
  recency["limit_days"] = screening.recency.limit_days;
  return {{"document", document},
          {"name", name},
          {"address", address},
          {"recency", recency},
          {"integrity", check_json(screening.integrity)}};
}

}  // namespace

std::string_view to_string(Outcome outcome) {
  return outcome == Outcome::pass ? "pass" : outcome == Outcome::fail ? "fail" : "unsure";
}

std::string_view to_string(Decision decision) {
  return decision == Decision::accept ? "accept" : decision == Decision::reject ? "reject" : "review";
}

std::string_view to_string(PartOutcome part) {
  switch (part) {
    case PartOutcome::same:
      return "same";
    case PartOutcome::similar:
      return "similar";
    case PartOutcome::different:
      return "different";
    case PartOutcome::missing:
      return "missing";
  }
  return "missing";
}

std::string_view to_string(Reason::Severity severity) {
  return severity == Reason::Severity::info      ? "info"
         : severity == Reason::Severity::warning ? "warning"
                                                 : "failure";
}

std::string_view to_string(WordSource source) { return source == WordSource::ocr ? "ocr" : "text_layer"; }

std::string to_json(const Reading& reading, JsonStyle style) {
  Json json{{"schema", "domicile.reading/1"}};
  fill(json, reading, whole(style));
  return dumped(json, style);
}

std::string to_json(const Screening& screening, JsonStyle style) {
  Json json{{"schema", "domicile.screening/1"}};
  fill(json, screening.reading, whole(style));
  json["account"] = {{"id", screening.account_id.empty() ? Json(nullptr) : Json(screening.account_id)}};
  json["as_of"] = to_iso(screening.as_of);
  json["checks"] = checks_json(screening);
  json["decision"] = to_string(screening.decision);
  json["reasons"] = Json::array();
  for (const auto& reason : screening.reasons) {
    json["reasons"].push_back({{"code", reason.code},
                               {"severity", to_string(reason.severity)},
                               {"retryable", reason.retryable},
                               {"message", reason.message},
                               {"customer_message", reason.customer_message},
                               {"page", reason.page},
                               {"box", json_of(reason.box, style)}});
  }
  return dumped(json, style);
}

}  // namespace domicile
