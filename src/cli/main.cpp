#include "cli/app.hpp"

int main(int argc, char** argv) { return domicile::cli::run(argc, argv); }
