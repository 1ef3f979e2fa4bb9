#include <fmt/format.h>

#include <pqxx/pqxx>
#include <unordered_map>

#include "store/database.hpp"

namespace domicile::store {
namespace {

constexpr pqxx::oid bytea = 17;

Row row_of(const pqxx::row& from) {
  Row row;
  for (const auto& field : from) {
    if (field.is_null()) {
      row.cells.emplace_back();
    } else if (field.type() == bytea) {
      row.cells.emplace_back(pqxx::binarystring(field).str());
    } else {
      row.cells.emplace_back(std::string(field.c_str(), field.size()));
    }
  }
  return row;
}

// Bytes travel as the hexadecimal text that PostgreSQL reads for a bytea.
std::string hexadecimal(const std::string& bytes) {
  constexpr const char* digits = "0123456789abcdef";
  std::string text = "\\x";
  text.reserve(2 + 2 * bytes.size());
  for (const char byte : bytes) {
    text += digits[static_cast<unsigned char>(byte) >> 4];
    text += digits[static_cast<unsigned char>(byte) & 0xf];
  }
  return text;
}

// PostgreSQL's texts hold no zero byte.
std::string without_zero(std::string text) {
  std::erase(text, '\0');
  return text;
}

std::optional<std::string> text_of(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return without_zero(*text);
  if (const auto* blob = std::get_if<Blob>(&value)) return hexadecimal(blob->bytes);
  return std::nullopt;
}

class PostgresDatabase final : public Database {
 public:
  PostgresDatabase(const std::string& url, std::string shown)
      : connection_(std::make_unique<pqxx::connection>(url)), shown_(std::move(shown)) {}

  Result<Rows> run(std::string_view sql, const std::vector<Value>& values) override {
    return guarded([&]() -> Rows {
      pqxx::nontransaction work(*connection_);
      std::vector<std::optional<std::string>> texts;
      texts.reserve(values.size());
      for (const auto& value : values) texts.push_back(text_of(value));
      std::vector<const char*> parameters;
      parameters.reserve(texts.size());
      for (const auto& text : texts) parameters.push_back(text ? text->c_str() : nullptr);
      const auto result = work.exec_prepared(prepared(sql), pqxx::prepare::make_dynamic_params(parameters));
      changed_ = static_cast<std::int64_t>(result.affected_rows());
      Rows rows;
      for (const auto& row : result) rows.push_back(row_of(row));
      return rows;
    });
  }

  Result<void> run_script(const std::string& sql) override {
    auto ran = guarded([&] {
      pqxx::nontransaction(*connection_).exec(sql);
      return Rows{};
    });
    if (!ran) return std::unexpected(ran.error());
    return {};
  }

  std::int64_t rows_changed() const override { return changed_; }
  Dialect dialect() const override { return Dialect::postgres; }
  bool usable() const override { return usable_ && connection_->is_open(); }

 private:
  std::string prepared(std::string_view sql) {
    auto& name = names_[std::string(sql)];
    if (name.empty()) {
      name = fmt::format("s{}", names_.size());
      connection_->prepare(name, std::string(sql));
    }
    return name;
  }

  // libpqxx throws; its words may quote a row, so that only the state's class is passed on for refused
  // statements.
  template <class Work>
  Result<Rows> guarded(Work&& work) {
    try {
      return work();
    } catch (const pqxx::broken_connection&) {
      usable_ = false;
      return fail(ErrorCode::store_unreachable, shown_, "the connection to PostgreSQL is lost.",
                  "Try again.");
    } catch (const pqxx::sql_error& error) {
      // Class 40: a transaction that lost a race; 53, 57, 58: the server lacks something or goes down.
      const auto& state = error.sqlstate();
      const auto group = state.substr(0, 2);
      const bool outside = group == "40" || group == "53" || group == "57" || group == "58";
      if (group == "57") usable_ = false;
      return fail(outside ? ErrorCode::store_unreachable : ErrorCode::internal_defect, shown_,
                  fmt::format("PostgreSQL refuses a statement (state {}).", state),
                  outside ? "Try again, and look at the server's log." : "Look at the server's log.");
    } catch (const std::exception& error) {
      usable_ = false;
      return fail(ErrorCode::store_unreachable, shown_, fmt::format("PostgreSQL: {}.", error.what()),
                  "Try again.");
    }
  }

  std::unique_ptr<pqxx::connection> connection_;
  std::string shown_;
  std::unordered_map<std::string, std::string> names_;
  std::int64_t changed_ = 0;
  bool usable_ = true;
};

}  // namespace

Result<std::unique_ptr<Database>> connect_postgres(const std::string& url) {
  const auto shown = without_password(url);
  try {
    return std::make_unique<PostgresDatabase>(url, shown);
  } catch (const std::exception&) {
    return fail(ErrorCode::store_unreachable, shown,
                "PostgreSQL does not answer there, or refuses the login.",
                "Check host, port, database, user and password of the URL.");
  }
}

}  // namespace domicile::store
