#include "service/replay.hpp"

#include <nlohmann/json.hpp>

#include "model/json.hpp"
#include "screen/screen.hpp"

namespace domicile::service {
namespace {

struct Asked {
  Account account;
  screen::Policy policy;
};

Result<Asked> asked_in(const store::KeptScreening& screening) {
  const auto request = nlohmann::json::parse(screening.request, nullptr, false);
  if (!request.is_object() || !request.contains("account") || !request.contains("policy")) {
    return fail(ErrorCode::store_unreachable, screening.id,
                "what was asked is not kept as this version writes it.");
  }
  auto account = parse_account(request["account"].dump(), screening.id);
  if (!account) return std::unexpected(account.error());
  auto policy = screen::parse_policy(request["policy"].dump(), screening.id);
  if (!policy) return std::unexpected(policy.error());
  return Asked{std::move(*account), std::move(*policy)};
}

}  // namespace

bool Replayed::changed() const { return was != to_string(judged.decision); }

Result<Replayed> replay(const store::KeptScreening& screening,
                        const std::vector<store::KeptAttachment>& attachments, const screen::Policy* policy,
                        const match::Matcher& matcher) {
  auto asked = asked_in(screening);
  if (!asked) return std::unexpected(asked.error());
  std::vector<Screening> screenings;
  for (const auto& attachment : attachments) {
    auto reading = parse_reading(attachment.result.value_or(""), screening.id);
    if (!reading) return std::unexpected(reading.error());
    screenings.push_back(screen::decide(std::move(*reading), asked->account, screening.as_of,
                                        policy != nullptr ? *policy : asked->policy, matcher));
  }
  if (screenings.empty())
    return fail(ErrorCode::store_unreachable, screening.id, "no reading is kept of it.");
  Replayed replayed{screening.id, screening.decision, judge(std::move(screenings)), false};
  // The second look happens before an accept only: what was not accepted then has not had it.
  replayed.needs_second_look = replayed.changed() && replayed.judged.decision == Decision::accept;
  return replayed;
}

}  // namespace domicile::service
