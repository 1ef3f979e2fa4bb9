#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "mcp/base64.hpp"
#include "mcp/tools.hpp"

namespace domicile::mcp {
namespace {

namespace fs = std::filesystem;
using store::Scope;

constexpr std::streamsize longest_document_bytes = 64 << 20;

std::string text(const Json& arguments, const char* key) { return arguments.value(key, std::string()); }

std::unexpected<Error> wrong(const char* where, std::string message) {
  return fail(ErrorCode::wrong_usage, where, std::move(message));
}

// Links are followed before it is judged where a file lies.
Result<Attachment> file_below(const fs::path& folder, const std::string& path) {
  std::error_code error;
  const auto root = fs::canonical(folder, error);
  const auto file = fs::canonical(folder / path, error);
  const bool below =
      !error && std::mismatch(root.begin(), root.end(), file.begin(), file.end()).first == root.end();
  if (folder.empty() || !below || !fs::is_regular_file(file, error)) {
    return fail(ErrorCode::not_allowed, "path",
                "there is no such file among those that this server was given.",
                "Start it with --documents FOLDER, or send document_base64.");
  }
  std::ifstream stream(file, std::ios::binary);
  std::string bytes(
      static_cast<std::size_t>(std::min<std::uintmax_t>(fs::file_size(file), longest_document_bytes)), '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return Attachment{file.filename().string(), std::move(bytes)};
}

Result<Attachment> document_of(const ToolCall& call) {
  const auto path = text(call.arguments, "path"), encoded = text(call.arguments, "document_base64");
  if (path.empty() == encoded.empty())
    return wrong("document_base64", "give either document_base64 or path.");
  if (!path.empty()) return file_below(call.settings.documents, path);
  auto bytes = from_base64(encoded);
  if (!bytes) return wrong("document_base64", "this is no base64.");
  return Attachment{"document", std::move(*bytes)};
}

Result<Account> account_of(const ToolCall& call) {
  if (call.arguments.contains("account")) return parse_account(call.arguments["account"].dump(), "account");
  auto found = call.service.store().accounts.find(text(call.arguments, "account_id"));
  if (!found) return std::unexpected(found.error());
  if (!*found) return wrong("account_id", "there is no record with this id; give 'account' or another id.");
  return std::move(**found);
}

Result<ToolAnswer> screen_document(const ToolCall& call) {
  auto document = document_of(call);
  if (!document) return std::unexpected(document.error());
  auto account = account_of(call);
  if (!account) return std::unexpected(account.error());
  service::Ticket ticket;
  ticket.attachments.push_back(std::move(*document));
  ticket.account = std::move(*account);
  ticket.policy = call.arguments.value("policy", "default");
  if (const auto as_of = text(call.arguments, "as_of"); !as_of.empty()) {
    ticket.as_of = parse_iso_date(as_of);
    if (!ticket.as_of) return wrong("as_of", "this is no day; write it as YYYY-MM-DD.");
  }
  auto done = call.service.screen(ticket, {call.client.actor, ""});
  if (!done) return std::unexpected(done.error());
  return ToolAnswer{{{"screening", std::move(done->json)}}, "", true};
}

Result<ToolAnswer> parse_document(const ToolCall& call) {
  auto document = document_of(call);
  if (!document) return std::unexpected(document.error());
  auto reading = call.service.read(*document, text(call.arguments, "locale"));
  if (!reading) return std::unexpected(reading.error());
  return ToolAnswer{{{"reading", Json::parse(*reading)}}, "", true};
}

Result<ToolAnswer> get_screening(const ToolCall& call) {
  auto found = call.service.find(text(call.arguments, "id"));
  if (!found) return std::unexpected(found.error());
  return ToolAnswer{{{"screening", std::move(*found)}}, "", true};
}

Result<ToolAnswer> find_screenings(const ToolCall& call) {
  store::Filter filter;
  filter.decision = text(call.arguments, "decision");
  filter.reason = text(call.arguments, "reason");
  filter.account_id = text(call.arguments, "account_id");
  filter.waiting = call.arguments.value("waiting", false);
  for (const auto& [key, day] : {std::pair{"from", &filter.from}, {"to", &filter.to}}) {
    const auto given = text(call.arguments, key);
    if (given.empty()) continue;
    *day = parse_iso_date(given);
    if (!*day) return wrong(key, "this is no day; write it as YYYY-MM-DD.");
  }
  auto page = call.service.list(filter, text(call.arguments, "cursor"), call.arguments.value("limit", 20));
  if (!page) return std::unexpected(page.error());
  return ToolAnswer{std::move(*page), "", false};
}

Result<ToolAnswer> get_page_picture(const ToolCall& call) {
  const auto id = text(call.arguments, "id");
  const int attachment = call.arguments.value("attachment", 1), page = call.arguments.value("page", 1);
  auto png = call.service.page_png(id, attachment, page, 90);
  if (!png) return std::unexpected(png.error());
  return ToolAnswer{{{"id", id}, {"attachment", attachment}, {"page", page}}, std::move(*png), true};
}

Result<ToolAnswer> compare_name(const ToolCall& call) {
  return ToolAnswer{call.service.compare_names(text(call.arguments, "a"), text(call.arguments, "b")), "",
                    false};
}

Result<ToolAnswer> compare_address(const ToolCall& call) {
  const auto lines = [&](const char* key) { return call.arguments[key].get<std::vector<std::string>>(); };
  return ToolAnswer{call.service.compare_addresses(lines("a"), lines("b"), text(call.arguments, "country")),
                    "", false};
}

Result<ToolAnswer> explain_reason(const ToolCall& call) {
  auto reason = call.service.explain(text(call.arguments, "code"));
  if (!reason) return std::unexpected(reason.error());
  return ToolAnswer{std::move(*reason), "", false};
}

constexpr const char* id_input = R"({"type": "object", "required": ["id"], "additionalProperties": false,
  "properties": {"id": {"type": "string", "description": "scr_…"}}})";
constexpr const char* names_input =
    R"({"type": "object", "required": ["a", "b"], "additionalProperties": false,
  "properties": {"a": {"type": "string"}, "b": {"type": "string"}}})";
constexpr const char* screening_output = R"({"type": "object", "required": ["screening", "notice"],
  "properties": {"screening": {"type": "object"}, "notice": {"type": "string"}}})";
constexpr const char* comparison_output =
    R"({"type": "object", "required": ["score", "outcome", "differences"],
  "properties": {"score": {"type": "number"}, "outcome": {"type": "string", "enum": ["same", "partly", "different"]},
    "differences": {"type": "array", "items": {"type": "string"}}, "parts": {"type": "object"},
    "suspicious_characters": {"type": "boolean"}}})";

}  // namespace

const std::vector<Tool>& tools() {
  static const std::vector<Tool> table{
      {"screen_document", "Screen a document",
       "Reads a utility bill or bank statement, compares it with an account, decides accept, review or "
       "reject, and keeps it.",
       R"({"type": "object", "additionalProperties": false, "properties": {
         "document_base64": {"type": "string", "description": "the file, base64"},
         "path": {"type": "string", "description": "a file below the server's --documents folder"},
         "account": {"type": "object", "description": "an account record: name and address"},
         "account_id": {"type": "string", "description": "or the id of one in the store"},
         "as_of": {"type": "string", "description": "YYYY-MM-DD; default today"},
         "policy": {"type": "string"}}})",
       screening_output, false, Scope::screen, screen_document},
      {"parse_document", "Read a document",
       "What a document says: kind, issuer, name, address, date of issue, with evidence. Nothing is kept.",
       R"({"type": "object", "additionalProperties": false, "properties": {
         "document_base64": {"type": "string", "description": "the file, base64"},
         "path": {"type": "string", "description": "a file below the server's --documents folder"},
         "locale": {"type": "string", "description": "a hint such as de-AT; never needed"}}})",
       R"({"type": "object", "required": ["reading", "notice"],
         "properties": {"reading": {"type": "object"}, "notice": {"type": "string"}}})",
       true, Scope::screen, parse_document},
      {"get_screening", "Get a screening", "One kept screening: checks, reasons, account record, reviews.",
       id_input, screening_output, true, Scope::read, get_screening},
      {"find_screenings", "Find screenings",
       "Kept screenings by decision, reason, account or day; newest first.",
       R"({"type": "object", "additionalProperties": false, "properties": {
         "decision": {"type": "string", "enum": ["accept", "review", "reject"]}, "reason": {"type": "string"},
         "account_id": {"type": "string"}, "waiting": {"type": "boolean", "description": "only those that wait for a person"},
         "from": {"type": "string", "description": "YYYY-MM-DD"}, "to": {"type": "string"}, "cursor": {"type": "string"},
         "limit": {"type": "integer", "minimum": 1, "maximum": 200}}})",
       R"({"type": "object", "required": ["items", "next"],
         "properties": {"items": {"type": "array", "items": {"type": "object"}}, "next": {"type": ["string", "null"]}}})",
       true, Scope::read, find_screenings},
      {"get_page_picture", "Look at a page", "A page of a kept document as a picture.",
       R"({"type": "object", "required": ["id"], "additionalProperties": false, "properties": {"id": {"type": "string"},
         "attachment": {"type": "integer", "minimum": 1}, "page": {"type": "integer", "minimum": 1}}})",
       R"({"type": "object", "required": ["id", "attachment", "page"], "properties": {"id": {"type": "string"},
         "attachment": {"type": "integer"}, "page": {"type": "integer"}, "notice": {"type": "string"}}})",
       true, Scope::read, get_page_picture},
      {"compare_name", "Compare names", "How far two names of persons agree, and in what they differ.",
       names_input, comparison_output, true, Scope::read, compare_name},
      {"compare_address", "Compare addresses", "How far two postal addresses agree, part by part.",
       R"({"type": "object", "required": ["a", "b"], "additionalProperties": false, "properties": {
         "a": {"type": "array", "items": {"type": "string"}, "description": "lines of the record's address"},
         "b": {"type": "array", "items": {"type": "string"}, "description": "lines of the document's"},
         "country": {"type": "string", "description": "ISO 3166-1 alpha-2"}}})",
       comparison_output, true, Scope::read, compare_address},
      {"explain_reason", "Explain a reason code", "What a reason code means and what the customer is told.",
       R"({"type": "object", "required": ["code"], "additionalProperties": false, "properties": {"code": {"type": "string"}}})",
       R"({"type": "object", "required": ["code", "meaning", "retryable", "customer_message"], "properties": {
         "code": {"type": "string"}, "meaning": {"type": "string"}, "retryable": {"type": "boolean"},
         "customer_message": {"type": "string"}}})",
       true, Scope::read, explain_reason},
  };
  return table;
}

}  // namespace domicile::mcp
