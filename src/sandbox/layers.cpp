#include "sandbox/layers.hpp"

#include <algorithm>

namespace domicile::sandbox {

std::string_view name_of(LayerKind kind) {
  switch (kind) {
    case LayerKind::resource_limits:
      return "resource_limits";
    case LayerKind::parent_death:
      return "parent_death";
    case LayerKind::not_dumpable:
      return "not_dumpable";
    case LayerKind::user_namespace:
      return "user_namespace";
    case LayerKind::network_namespace:
      return "network_namespace";
    case LayerKind::empty_root:
      return "empty_root";
    case LayerKind::no_capabilities:
      return "no_capabilities";
    case LayerKind::no_new_privileges:
      return "no_new_privileges";
    case LayerKind::landlock:
      return "landlock";
    case LayerKind::system_calls:
      return "system_calls";
  }
  return "unknown";
}

std::vector<std::string> missing_layers(const Layers& layers) {
  std::vector<std::string> names;
  for (const auto& layer : layers) {
    if (!layer.in_force) names.emplace_back(name_of(layer.kind));
  }
  return names;
}

bool in_force(const Layers& layers, LayerKind kind) {
  return std::ranges::any_of(layers,
                             [&](const Layer& layer) { return layer.kind == kind && layer.in_force; });
}

}  // namespace domicile::sandbox
