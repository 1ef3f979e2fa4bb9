#include "regress/verdict.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "model/json.hpp"

namespace domicile::regress {
namespace {

using Json = nlohmann::ordered_json;
using Lines = std::vector<std::string>;

std::string folded(const std::string& text) { return join(fold_tokens(text), ""); }

std::string address_text(Lines lines, const match::Matcher& matcher) {
  constexpr double certain = 0.9;
  if (lines.size() > 1 && matcher.classify_line(lines.back()).country >= certain) lines.pop_back();
  return folded(join(lines, " "));
}

bool holds(const Json& list, const Json& item) { return std::ranges::find(list, item) != list.end(); }

bool agree(const std::string& key, const Json& wanted, const Json& got, const match::Matcher& matcher) {
  if (wanted.is_null() || got.is_null()) return wanted == got;
  if (key == "reasons")
    return std::ranges::all_of(wanted, [&](const Json& code) { return holds(got, code); });
  if (key == "name") return folded(wanted) == folded(got);
  if (key == "address_lines") {
    return address_text(wanted.get<Lines>(), matcher) == address_text(got.get<Lines>(), matcher);
  }
  return wanted == got;
}

Lines texts_of(const std::vector<Evidence>& evidence) {
  Lines texts;
  for (const auto& item : evidence) texts.push_back(item.text);
  return texts;
}

Lines messages_of(const std::vector<Reason>& reasons) {
  Lines messages;
  for (const auto& reason : reasons) messages.push_back(reason.code + ": " + reason.message);
  return messages;
}

Lines evidence_for(const std::string& key, const Screening& screening) {
  const auto& reading = screening.reading;
  if (key == "kind" || key == "subkind") return texts_of(reading.kind.evidence);
  if (key == "name" && reading.name) return texts_of(reading.name->evidence);
  if (key == "address_lines" && reading.address) return texts_of(reading.address->evidence);
  if (key == "issue_date" && reading.issue_date) return texts_of(reading.issue_date->evidence);
  if (key == "decision" || key == "reasons") return messages_of(screening.reasons);
  return {};
}

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

}  // namespace

bool Verdict::as_expected() const {
  return !wrong_accept && std::ranges::all_of(differences, &Difference::known);
}

Json in_short(const Screening& screening) {
  const auto& reading = screening.reading;
  Json reasons = Json::array();
  for (const auto& reason : screening.reasons) {
    if (!holds(reasons, reason.code)) reasons.push_back(reason.code);
  }
  return {{"as_of", to_iso(screening.as_of)},
          {"decision", to_string(screening.decision)},
          {"reasons", reasons},
          {"kind", reading.kind.value},
          {"subkind", text_or_null(reading.kind.subkind)},
          {"name", reading.name ? Json(reading.name->value) : Json()},
          {"address_lines", reading.address ? Json(reading.address->lines) : Json()},
          {"issue_date", reading.issue_date ? Json(to_iso(reading.issue_date->value)) : Json()}};
}

Verdict judge(const Json& expected, const Screening& screening, const match::Matcher& matcher) {
  Verdict verdict;
  verdict.wrong_accept = screening.decision == Decision::accept && expected.at("decision") != "accept";
  const auto shortfalls = expected.value("known_shortfall", Json::array());
  const auto got = in_short(screening);
  for (const auto& [key, wanted] : expected.items()) {
    if (!got.contains(key)) continue;
    const bool known = holds(shortfalls, key);
    if (!agree(key, wanted, got[key], matcher)) {
      verdict.differences.push_back({key, wanted, got[key], evidence_for(key, screening), known});
    } else if (known) {
      verdict.right_by_now.push_back(key);
    }
  }
  return verdict;
}

}  // namespace domicile::regress
