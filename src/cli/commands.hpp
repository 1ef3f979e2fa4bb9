#pragma once
// One function a command: declares its options on the program and, when it was called, does the work.

#include <CLI/CLI.hpp>
#include <functional>

namespace domicile::cli {

/// Declares the command on `program`; what it returned goes to `exit_status`.
void add_screen(CLI::App& program, int& exit_status);
void add_parse(CLI::App& program, int& exit_status);
void add_batch(CLI::App& program, int& exit_status);
void add_regress(CLI::App& program, int& exit_status);
void add_accounts(CLI::App& program, int& exit_status);
void add_screenings(CLI::App& program, int& exit_status);  ///< list, show, replay, purge
void add_keys(CLI::App& program, int& exit_status);
void add_serve(CLI::App& program, int& exit_status);
void add_mcp(CLI::App& program, int& exit_status);
void add_worker(CLI::App& program, int& exit_status);
void add_compare(CLI::App& program, int& exit_status);
void add_parse_address(CLI::App& program, int& exit_status);
void add_lint(CLI::App& program, int& exit_status);
void add_doctor(CLI::App& program, int& exit_status);

}  // namespace domicile::cli
