#include "store/audit.hpp"

namespace domicile::store {

Result<void> note(Database& database, const AuditEntry& entry) {
  auto rows =
      database.run("INSERT INTO audit (at, actor, action, subject, detail) VALUES ($1, $2, $3, $4, $5)",
                   {to_text(entry.at), entry.actor, entry.action, entry.subject, entry.detail});
  if (!rows) return std::unexpected(rows.error());
  return {};
}

Result<std::vector<AuditEntry>> Audit::list(const std::optional<std::string>& subject, int limit) const {
  const std::string columns = "SELECT seq, at, actor, action, subject, detail FROM audit ";
  auto rows = subject ? pool_.run(columns + "WHERE subject = $1 ORDER BY seq DESC LIMIT $2",
                                  {*subject, std::int64_t{limit}})
                      : pool_.run(columns + "ORDER BY seq DESC LIMIT $1", {std::int64_t{limit}});
  if (!rows) return std::unexpected(rows.error());
  std::vector<AuditEntry> entries;
  for (const auto& row : *rows) {
    entries.push_back({row.number(0), parse_moment(row.text(1)).value_or(Moment{}), row.text(2), row.text(3),
                       row.text(4), row.text(5)});
  }
  return entries;
}

}  // namespace domicile::store
