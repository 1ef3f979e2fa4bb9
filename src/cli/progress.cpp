#include "cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <csignal>

namespace domicile::cli {
namespace {

constexpr std::size_t bar_width = 30;
constexpr auto between_drawings = std::chrono::milliseconds(80);
constexpr const char* clear_line = "\r\033[K";

volatile std::sig_atomic_t interrupt_asked = 0;

void on_interrupt(int signal) {
  interrupt_asked = 1;
  std::signal(signal, SIG_DFL);
}

std::string time_left(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} s left", seconds);
  return fmt::format("{:.0f} min left", seconds / 60);
}

}  // namespace

Progress::Progress(std::size_t total, bool quiet)
    : total_(total), shown_(!quiet && total > 0 && ::isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() { clear(); }

void Progress::show(std::size_t done, const std::string& note) {
  const auto now = Clock::now();
  if (!shown_ || (done < total_ && now - drawn_ < between_drawings)) return;
  drawn_ = now;
  const auto filled = bar_width * done / total_;
  const double seconds = std::chrono::duration<double>(now - started_).count();
  const double left = done > 0 ? seconds / static_cast<double>(done) * static_cast<double>(total_ - done) : 0;
  fmt::print(stderr, "{}[{}{}] {}/{}  {}{}{}", clear_line, std::string(filled, '='),
             std::string(bar_width - filled, ' '), done, total_, time_left(left), note.empty() ? "" : "  ",
             note);
  std::fflush(stderr);
}

void Progress::clear() {
  if (!shown_) return;
  fmt::print(stderr, "{}", clear_line);
  std::fflush(stderr);
}

Interrupt::Interrupt() {
  interrupt_asked = 0;
  for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, on_interrupt);
}

Interrupt::~Interrupt() {
  for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, SIG_DFL);
}

bool Interrupt::asked() { return interrupt_asked != 0; }

}  // namespace domicile::cli
