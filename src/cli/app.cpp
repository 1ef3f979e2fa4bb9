#include "cli/app.hpp"

#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include "cli/commands.hpp"

#ifndef DOMICILE_VERSION
#define DOMICILE_VERSION "0"
#endif

namespace domicile::cli {

int run(int argc, char** argv) {
  CLI::App program{"domicile decides whether a document proves where a person lives"};
  program.name("domicile");
  program.set_version_flag("--version", DOMICILE_VERSION);
  program.failure_message(CLI::FailureMessage::simple);
  int exit_status = 0;
  add_screen(program, exit_status);
  add_parse(program, exit_status);
  add_batch(program, exit_status);
  add_regress(program, exit_status);
  add_accounts(program, exit_status);
  add_screenings(program, exit_status);
  add_keys(program, exit_status);
  add_serve(program, exit_status);
  add_mcp(program, exit_status);
  add_worker(program, exit_status);
  add_compare(program, exit_status);
  add_parse_address(program, exit_status);
  add_lint(program, exit_status);
  add_doctor(program, exit_status);
  try {
    program.parse(argc, argv);
    if (program.get_subcommands().empty()) throw CLI::RequiredError("a command");
  } catch (const CLI::ParseError& error) {
    const bool help = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success);
    program.exit(error);
    return help ? 0 : 2;
  } catch (const std::exception& error) {
    fmt::print(stderr, "domicile: a defect: {}\nPlease report it with the command that shows it.\n",
               error.what());
    return 70;
  }
  return exit_status;
}

}  // namespace domicile::cli
