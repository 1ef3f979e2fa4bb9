#include "service/webhook_sender.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <memory>

namespace domicile::service {
namespace {

constexpr long timeout_ms = 10'000;
constexpr int most_attempts = 15;

struct Sent {
  bool delivered = false;
  std::string answer;
};

std::size_t drop(char*, std::size_t size, std::size_t count, void*) { return size * count; }

Sent post(const store::Delivery& delivery, const std::string& signature) {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(ready ? curl_easy_init() : nullptr,
                                                                 curl_easy_cleanup);
  if (!curl) return {false, "no libcurl"};
  curl_slist* list = nullptr;
  for (const auto& line : {std::string("Content-Type: application/json"), "Domicile-Event: " + delivery.event,
                           "Domicile-Delivery: " + delivery.id, "Domicile-Signature: " + signature}) {
    list = curl_slist_append(list, line.c_str());
  }
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(list, curl_slist_free_all);
  curl_easy_setopt(curl.get(), CURLOPT_URL, delivery.url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(delivery.body.size()));
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, delivery.body.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, list);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, timeout_ms);
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, drop);
  if (const auto code = curl_easy_perform(curl.get()); code != CURLE_OK)
    return {false, curl_easy_strerror(code)};
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  return {status >= 200 && status < 300, std::to_string(status)};
}

}  // namespace

std::string signature_of(std::string_view body, std::string_view secret, long long unix_seconds) {
  const auto signed_text = fmt::format("{}.{}", unix_seconds, body);
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(signed_text.data()), signed_text.size(), digest, &length);
  std::string hex;
  for (unsigned i = 0; i < length; ++i) hex += fmt::format("{:02x}", digest[i]);
  return fmt::format("t={},v1={}", unix_seconds, hex);
}

std::optional<std::chrono::seconds> pause_after(int attempts) {
  if (attempts >= most_attempts) return std::nullopt;
  return std::min(std::chrono::seconds(10LL << std::min(attempts - 1, 14)), std::chrono::seconds(86'400));
}

Result<bool> send_one(Service& service, const Webhook& webhook) {
  const auto now = service.now();
  auto due =
      service.store().deliveries.take_due(webhook.url, now, now + std::chrono::milliseconds(3 * timeout_ms));
  if (!due) return std::unexpected(due.error());
  if (!*due) return false;
  const auto& delivery = **due;
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  const auto sent = post(delivery, signature_of(delivery.body, webhook.secret, seconds));
  std::optional<store::Moment> retry_at;
  if (const auto pause = pause_after(delivery.attempts)) retry_at = service.now() + *pause;
  auto noted = service.store().deliveries.note_attempt(delivery.id, sent.delivered, sent.answer, retry_at);
  if (!noted) return std::unexpected(noted.error());
  return true;
}

}  // namespace domicile::service
