#include "store/moment.hpp"

#include <fmt/format.h>

#include <charconv>

namespace domicile::store {
namespace {

constexpr std::size_t date_length = 10;
constexpr std::size_t text_length = 24;

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || value < 0) return std::nullopt;
  return value;
}

}  // namespace

std::string to_text(Moment moment) {
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::hh_mm_ss time(moment - day);
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", to_iso(Date{day}), time.hours().count(),
                     time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

std::optional<Moment> parse_moment(std::string_view text) {
  if (text.size() != text_length || text[date_length] != 'T' || text[13] != ':' || text[16] != ':' ||
      text[19] != '.' || text.back() != 'Z') {
    return std::nullopt;
  }
  const auto day = parse_iso_date(text.substr(0, date_length));
  const auto hours = number(text.substr(11, 2)), minutes = number(text.substr(14, 2));
  const auto seconds = number(text.substr(17, 2)), milliseconds = number(text.substr(20, 3));
  if (!day || !hours || !minutes || !seconds || !milliseconds) return std::nullopt;
  if (*hours > 23 || *minutes > 59 || *seconds > 59) return std::nullopt;
  return start_of(*day) + std::chrono::hours(*hours) + std::chrono::minutes(*minutes) +
         std::chrono::seconds(*seconds) + std::chrono::milliseconds(*milliseconds);
}

Moment start_of(Date day) { return Moment{std::chrono::sys_days{day}}; }

}  // namespace domicile::store
