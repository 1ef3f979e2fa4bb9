#include "service/answers.hpp"

#include <cmath>
#include <utility>

#include "model/json.hpp"

namespace domicile::service {
namespace {

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json reason_json(const Reason& reason) {
  return {{"code", reason.code},
          {"severity", to_string(reason.severity)},
          {"retryable", reason.retryable},
          {"message", reason.message},
          {"customer_message", reason.customer_message},
          {"page", reason.page},
          {"box", Json::array()}};
}

Json attachment_json(const Screening& screening, int number, bool best) {
  Json codes = Json::array();
  for (const auto& reason : screening.reasons) codes.push_back(reason.code);
  return {{"number", number},
          {"file", screening.reading.file},
          {"sha256", screening.reading.sha256},
          {"pages", screening.reading.pages},
          {"kind", kind_text(screening)},
          {"best", best},
          {"decision", to_string(screening.decision)},
          {"reasons", std::move(codes)}};
}

// What the customer has yet to prove: the checks that the best attachment does not pass.
Json missing_json(const Judged& judged) {
  Json missing = Json::array();
  if (judged.decision == Decision::accept) return missing;
  const auto& best = judged.screenings[judged.best];
  const std::pair<const char*, const Check*> checks[] = {{"document", &best.document},
                                                         {"name", &best.name},
                                                         {"address", &best.address},
                                                         {"recency", &best.recency},
                                                         {"integrity", &best.integrity}};
  for (const auto& [name, check] : checks) {
    if (check->outcome != Outcome::pass)
      missing.push_back({{"check", name}, {"code", check->code}, {"message", check->message}});
  }
  return missing;
}

}  // namespace

Json answer_of(const store::KeptScreening& kept, const Judged& judged) {
  Json answer{{"id", kept.id}, {"status", kept.status}, {"created_at", store::to_text(kept.created_at)}};
  answer.update(Json::parse(to_json(judged.screenings[judged.best])));
  answer["policy"] = kept.policy;
  answer["decision"] = to_string(judged.decision);
  for (auto i = judged.screenings[judged.best].reasons.size(); i < judged.reasons.size(); ++i) {
    answer["reasons"].push_back(reason_json(judged.reasons[i]));
  }
  answer["attachments"] = Json::array();
  for (std::size_t i = 0; i < judged.screenings.size(); ++i) {
    answer["attachments"].push_back(
        attachment_json(judged.screenings[i], static_cast<int>(i + 1), i == judged.best));
  }
  answer["missing"] = missing_json(judged);
  return answer;
}

Json summary_of(const store::KeptScreening& kept) {
  return {{"id", kept.id},
          {"status", kept.status},
          {"created_at", store::to_text(kept.created_at)},
          {"account", {{"id", text_or_null(kept.account_id)}}},
          {"as_of", to_iso(kept.as_of)},
          {"policy", kept.policy},
          {"decision", text_or_null(kept.decision)},
          {"reasons", kept.reasons},
          {"review", text_or_null(kept.review_decision)}};
}

Json json_of(const store::Review& review) {
  return {{"at", store::to_text(review.at)},
          {"reviewer", review.reviewer},
          {"decision", review.decision},
          {"note", review.note}};
}

Json json_of(const match::Comparison& comparison) {
  using match::Sameness;
  const auto outcome = comparison.outcome == Sameness::same     ? "same"
                       : comparison.outcome == Sameness::partly ? "partly"
                                                                : "different";
  Json json{{"score", std::round(comparison.score * 1e4) / 1e4},
            {"outcome", outcome},
            {"differences", comparison.differences}};
  if (!comparison.parts.empty()) {
    json["parts"] = Json::object();
    for (const auto& part : comparison.parts) json["parts"][part.part] = to_string(part.outcome);
  }
  if (comparison.suspicious_characters) json["suspicious_characters"] = true;
  return json;
}

Json json_of(const AddressComponents& parts) {
  Json json = Json::object();
  const std::pair<const char*, const std::string*> all[] = {{"house_number", &parts.house_number},
                                                            {"street", &parts.street},
                                                            {"unit", &parts.unit},
                                                            {"building", &parts.building},
                                                            {"po_box", &parts.po_box},
                                                            {"district", &parts.district},
                                                            {"city", &parts.city},
                                                            {"region", &parts.region},
                                                            {"postcode", &parts.postcode},
                                                            {"country", &parts.country}};
  for (const auto& [key, value] : all) {
    if (!value->empty()) json[key] = *value;
  }
  return json;
}

std::string printed(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace domicile::service
