#pragma once
// The command line's door: decode a request, call the Screener, encode the answer.

namespace domicile::cli {

/// Runs the program. Returns the exit status of docs/contract.md.
int run(int argc, char** argv);

}  // namespace domicile::cli
