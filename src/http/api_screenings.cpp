// /v1/screenings and /v1/readings

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "http/api.hpp"
#include "http/decode.hpp"

namespace domicile::http {
namespace {

using store::Scope;
constexpr std::size_t longest_key_bytes = 200;
constexpr std::size_t longest_note_bytes = 4000;

Response json_of(const Result<service::Json>& json, const Request& request) {
  return json ? Response::json(service::printed(*json)) : problem(json.error(), request.id);
}

bool wants_async(const Request& request) {
  return to_lower(request.header("prefer")).find("respond-async") != std::string::npos;
}

Result<service::Caller> caller_of(const Request& request) {
  service::Caller caller{request.actor(), request.header("idempotency-key")};
  if (caller.idempotency_key.size() > longest_key_bytes) {
    return fail(ErrorCode::wrong_usage, "Idempotency-Key",
                fmt::format("the key is longer than {} bytes.", longest_key_bytes));
  }
  return caller;
}

int whole(const std::string& digits) {
  return digits.size() < 7 && !digits.empty() && digits.find_first_not_of("0123456789") == std::string::npos
             ? std::stoi(digits)
             : 0;
}

}  // namespace

Response Api::screen(const Request& request) {
  auto caller = caller_of(request);
  if (!caller) return problem(caller.error(), request.id);
  auto ticket = ticket_of(request, service_.store(), true);
  if (!ticket) return problem(ticket.error(), request.id);
  auto done = wants_async(request) ? service_.enqueue(*ticket, *caller) : service_.screen(*ticket, *caller);
  if (!done) return problem(done.error(), request.id);
  auto response = Response::json(service::printed(done->json), done->queued ? 202 : 200);
  response.subject = done->id;
  response.headers["Location"] = "/v1/screenings/" + done->id;
  if (done->queued) response.headers["Preference-Applied"] = "respond-async";
  if (done->document_ms > 0)
    response.headers["Server-Timing"] = fmt::format("documents;dur={:.2f}", done->document_ms);
  if (done->repeated) response.headers["Idempotency-Replayed"] = "true";
  return response;
}

void Api::add_screenings() {
  router_.add({"POST", "/v1/screenings", Scope::screen,
               [this](const Request& request) { return screen(request); }, true});
  router_.add({"POST", "/v1/readings", Scope::screen,
               [this](const Request& request) {
                 auto ticket = ticket_of(request, service_.store(), false);
                 if (!ticket) return problem(ticket.error(), request.id);
                 if (ticket->attachments.size() != 1) {
                   return problem({ErrorCode::wrong_usage, "file", "a reading is of one document.", ""},
                                  request.id);
                 }
                 auto reading = service_.read(ticket->attachments.front(), ticket->locale);
                 return reading ? Response::json(std::move(*reading)) : problem(reading.error(), request.id);
               },
               true});
  router_.add({"GET", "/v1/screenings", Scope::read, [this](const Request& request) {
                 auto filter = filter_of(request);
                 if (!filter) return problem(filter.error(), request.id);
                 const auto limit = number_of(request, "limit", 50, 1, 200);
                 if (!limit) return problem(limit.error(), request.id);
                 return json_of(service_.list(*filter, request.value("cursor"), *limit), request);
               }});
  router_.add({"GET", "/v1/screenings/{id}", Scope::read, [this](const Request& request) {
                 auto response = json_of(service_.find(request.parts[0]), request);
                 if (response.status == 200) response.subject = request.parts[0];
                 return response;
               }});
  router_.add(
      {"GET", "/v1/screenings/{id}/attachments/{number}", Scope::read, [this](const Request& request) {
         return json_of(service_.attachment(request.parts[0], whole(request.parts[1])), request);
       }});
  router_.add({"GET", "/v1/screenings/{id}/attachments/{number}/pages/{page}", Scope::read,
               [this](const Request& request) {
                 const auto dpi = number_of(request, "dpi", 110, 20, 300);
                 if (!dpi) return problem(dpi.error(), request.id);
                 auto png = service_.page_png(request.parts[0], whole(request.parts[1]),
                                              whole(request.parts[2]), *dpi);
                 if (!png) return problem(png.error(), request.id);
                 Response response;
                 response.type = "image/png";
                 response.body = std::move(*png);
                 response.headers["Cache-Control"] = "private, no-store";
                 return response;
               }});
  router_.add({"POST", "/v1/screenings/{id}/review", Scope::review,
               [this](const Request& request) {
                 const auto body = json_body(request, {"decision", "note"});
                 if (!body) return problem(body.error(), request.id);
                 const auto decision = text_of(*body, "decision", true), note = text_of(*body, "note", false);
                 if (!decision || !note)
                   return problem(!decision ? decision.error() : note.error(), request.id);
                 if (note->size() > longest_note_bytes) {
                   return problem({ErrorCode::wrong_usage, "note", "the note is too long.", ""}, request.id);
                 }
                 auto response = json_of(
                     service_.review(request.parts[0], *decision, *note, {request.actor(), ""}), request);
                 response.subject = response.status == 200 ? request.parts[0] : "";
                 return response;
               },
               true});
}

}  // namespace domicile::http
