#pragma once
// Sends what waits in the store to the webhooks, through libcurl.

#include <string>
#include <string_view>

#include "service/service.hpp"

namespace domicile::service {

/// "t=1764003600,v1=<hex>": HMAC-SHA256 over "<t>.<body>" with the webhook's secret, so that a receiver can
/// tell who sent it and that it is no old one.
[[nodiscard]] std::string signature_of(std::string_view body, std::string_view secret,
                                       long long unix_seconds);

/// How long after attempt `attempts` (from 1) the next one comes; nullopt after the last one: 10 s, 20 s, 40
/// s … a day.
[[nodiscard]] std::optional<std::chrono::seconds> pause_after(int attempts);

/// Sends one delivery that is due for `webhook`. False where none is.
[[nodiscard]] Result<bool> send_one(Service& service, const Webhook& webhook);

}  // namespace domicile::service
