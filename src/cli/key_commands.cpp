// domicile keys add | list | revoke | seal

#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/store_access.hpp"
#include "store/sealed.hpp"

namespace domicile::cli {
namespace {

constexpr const char* actor = "command line";

struct KeyOptions {
  std::string store;
  std::string label;
  std::string id;
  std::string file;
  std::vector<std::string> scopes;
};

int run_add(const KeyOptions& options) {
  std::set<store::Scope> scopes;
  for (const auto& name : options.scopes) scopes.insert(*store::parse_scope(name));
  auto store = open_store(options.store);
  if (!store) return report(store.error());
  auto added = (*store)->keys.add(options.label, scopes, now(), actor);
  if (!added) return report(added.error());
  fmt::print("{}\n", added->secret);
  fmt::print(stderr, "This is {}. It is shown once and kept nowhere; send it as `Authorization: Bearer …`.\n",
             added->key.id);
  return 0;
}

std::string scopes_of(const store::ApiKey& key) {
  std::string text;
  for (const auto scope : key.scopes) text += (text.empty() ? "" : ",") + std::string(to_string(scope));
  return text;
}

int run_list(const KeyOptions& options) {
  auto store = open_store(options.store);
  if (!store) return report(store.error());
  auto keys = (*store)->keys.list();
  if (!keys) return report(keys.error());
  for (const auto& key : *keys) {
    fmt::print("{}  {}  {:<9}  {:<18}  {}\n", key.id, store::to_text(key.created_at).substr(0, 10),
               key.revoked_at ? "revoked" : "valid", scopes_of(key), key.label);
  }
  return 0;
}

int run_revoke(const KeyOptions& options) {
  auto store = open_store(options.store);
  if (!store) return report(store.error());
  auto revoked = (*store)->keys.revoke(options.id, now(), actor);
  if (!revoked) return report(revoked.error());
  if (!*revoked)
    return report({ErrorCode::not_found, options.id, "there is no valid key with this id.",
                   "`domicile keys list` shows them."});
  return 0;
}

int run_seal(const KeyOptions& options) {
  const auto made = store::Seal::make_key_file(options.file);
  return made ? 0 : report(made.error());
}

}  // namespace

void add_keys(CLI::App& program, int& exit_status) {
  auto options = std::make_shared<KeyOptions>();
  auto* keys =
      program.add_subcommand("keys", "API keys of the server, and the key that seals kept documents");
  keys->require_subcommand(1);
  const auto add = [&](const char* name, const char* what, int (*run)(const KeyOptions&)) {
    auto* command = keys->add_subcommand(name, what);
    command->callback([options, run, &exit_status] { exit_status = run(*options); });
    return command;
  };
  auto* make = add("add", "makes a key and prints it, once", run_add);
  add_store_option(*make, options->store);
  make->add_option("label", options->label, "whose it is")->required();
  make->add_option("--scope", options->scopes, "screen, read, review, admin; may be repeated")
      ->required()
      ->delimiter(',')
      ->check(CLI::IsMember({"screen", "read", "review", "admin"}));
  auto* list = add("list", "shows the keys, not their secrets", run_list);
  add_store_option(*list, options->store);
  auto* revoke = add("revoke", "makes a key invalid at once", run_revoke);
  add_store_option(*revoke, options->store);
  revoke->add_option("id", options->id, "key_…")->required();
  add("seal", "writes a new key file for kept documents", run_seal)
      ->add_option("file", options->file, "the file")
      ->required();
}

}  // namespace domicile::cli
