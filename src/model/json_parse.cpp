#include <nlohmann/json.hpp>

#include "model/json.hpp"

namespace domicile {
namespace {

using Json = nlohmann::json;

std::string text(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Date day(const Json& json, const char* key) {
  const auto found = parse_iso_date(json.at(key).get<std::string>());
  if (!found) throw std::invalid_argument("a day is none");
  return *found;
}

Box box_of(const Json& list) {
  if (list.empty()) return {};
  return {list.at(0).get<double>(), list.at(1).get<double>(), list.at(2).get<double>(),
          list.at(3).get<double>()};
}

std::vector<Evidence> evidence_of(const Json& list) {
  std::vector<Evidence> evidence;
  for (const auto& item : list) evidence.push_back({item.at("text"), item.at("weight")});
  return evidence;
}

void fill(Finding& finding, const Json& json) {
  finding.confidence = json.at("confidence");
  finding.page = json.at("page");
  finding.box = box_of(json.at("box"));
  finding.evidence = evidence_of(json.at("evidence"));
  finding.source = text(json, "source") == "ocr" ? WordSource::ocr : WordSource::text_layer;
  finding.legibility = json.at("legibility");
}

AddressComponents components_of(const Json& json) {
  return {text(json, "house_number"), text(json, "street"),   text(json, "unit"), text(json, "building"),
          text(json, "po_box"),       text(json, "district"), text(json, "city"), text(json, "region"),
          text(json, "postcode"),     text(json, "country")};
}

std::optional<IssuerReading> issuer_of(const Json& json) {
  if (json.is_null()) return std::nullopt;
  IssuerReading issuer;
  fill(issuer, json);
  issuer.value = json.at("value");
  return issuer;
}

std::optional<NameReading> name_of(const Json& json) {
  if (json.is_null()) return std::nullopt;
  NameReading name;
  fill(name, json);
  name.value = json.at("value");
  name.text = json.at("text");
  name.all = json.at("all").get<std::vector<std::string>>();
  return name;
}

std::optional<AddressReading> address_of(const Json& json) {
  if (json.is_null()) return std::nullopt;
  AddressReading address;
  fill(address, json);
  address.value = json.at("value");
  address.lines = json.at("lines").get<std::vector<std::string>>();
  address.components = components_of(json.at("components"));
  address.is_service_address = json.value("service_address", false);
  return address;
}

std::optional<DateReading> date_of(const Json& json) {
  if (json.is_null()) return std::nullopt;
  DateReading date;
  fill(date, json);
  date.value = day(json, "value");
  date.text = json.at("text");
  date.label = text(json, "label");
  date.role = json.at("role");
  date.order = json.at("order");
  if (!json.at("other_value").is_null()) date.other_value = day(json, "other_value");
  date.order_settled = json.at("order_settled");
  return date;
}

Error problem_of(const Json& json) {
  const auto name = text(json, "code");
  for (int code = 0; code <= static_cast<int>(ErrorCode::internal_defect); ++code) {
    if (describe(static_cast<ErrorCode>(code)).name == name) {
      return {static_cast<ErrorCode>(code), text(json, "where"), text(json, "message"), text(json, "remedy")};
    }
  }
  throw std::invalid_argument("unknown problem");
}

void fill_lists(Reading& reading, const Json& json) {
  for (const auto& item : json.at("other_dates")) {
    reading.other_dates.push_back(
        {item.at("role"), day(item, "value"), item.at("text"), item.at("page"), box_of(item.at("box"))});
  }
  for (const auto& item : json.at("other_addresses")) {
    reading.other_addresses.push_back({item.at("role"), item.at("lines").get<std::vector<std::string>>(),
                                       item.at("page"), box_of(item.at("box"))});
  }
  for (const auto& item : json.at("integrity")) {
    const auto severity = item.at("severity") == "critical" ? IntegrityFinding::Severity::critical
                                                            : IntegrityFinding::Severity::warning;
    reading.integrity.push_back(
        {item.at("code"), severity, item.at("message"), item.at("page"), box_of(item.at("box"))});
  }
  for (const auto& item : json.at("runners_up")) {
    reading.runners_up.push_back({item.at("field"), item.at("value"), item.at("confidence"), item.at("page"),
                                  box_of(item.at("box")), evidence_of(item.at("evidence"))});
  }
  if (const auto problems = json.find("problems"); problems != json.end()) {
    for (const auto& item : *problems) reading.problems.push_back(problem_of(item));
  }
}

Reading reading_of(const Json& json) {
  Reading reading;
  const auto& document = json.at("document");
  reading.file = text(document, "file");
  reading.sha256 = text(document, "sha256");
  reading.media_type = text(document, "media_type");
  reading.pages = document.at("pages");
  reading.source = document.at("source");
  reading.locale = text(document, "locale");
  reading.quality = {document.at("quality").at("score"), document.at("quality").at("problems")};
  const auto& kind = json.at("kind");
  reading.kind = {kind.at("value"), text(kind, "subkind"), kind.at("confidence"),
                  evidence_of(kind.at("evidence"))};
  const auto& fields = json.at("fields");
  reading.issuer = issuer_of(fields.at("issuer"));
  reading.name = name_of(fields.at("name"));
  reading.address = address_of(fields.at("address"));
  reading.issue_date = date_of(fields.at("issue_date"));
  fill_lists(reading, json);
  reading.several_documents = json.at("several_documents");
  const auto& timings = json.at("timings_ms");
  reading.timings = {timings.at("open"), timings.at("text"),  timings.at("render"),
                     timings.at("ocr"),  timings.at("parse"), timings.at("total")};
  return reading;
}

}  // namespace

Result<Reading> parse_reading(std::string_view json, std::string_view where) {
  try {
    return reading_of(Json::parse(json));
  } catch (const std::exception&) {
    return fail(ErrorCode::store_unreachable, std::string(where),
                "this is no reading that was kept complete.", "It may be of another version of domicile.");
  }
}

}  // namespace domicile
