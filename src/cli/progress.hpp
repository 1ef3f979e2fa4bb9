#pragma once
// How far a long command has come, and its end when somebody presses Ctrl-C.

#include <chrono>
#include <cstddef>
#include <string>

namespace domicile::cli {

/// One line on standard error that is drawn anew; nothing where that is no terminal, or where `quiet`.
class Progress {
 public:
  Progress(std::size_t total, bool quiet);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// `note` stands behind the bar: "3 differ".
  void show(std::size_t done, const std::string& note = {});

  /// Clears the line, so that something else can be printed.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  std::size_t total_;
  bool shown_;
  Clock::time_point started_ = Clock::now();
  Clock::time_point drawn_;
};

/// While one lives, SIGINT and SIGTERM ask the command to finish what it has begun; a second one ends the
/// program.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  [[nodiscard]] static bool asked();
  static constexpr int exit_status = 130;  ///< what shells expect after SIGINT
};

}  // namespace domicile::cli
