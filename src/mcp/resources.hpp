#pragma once
// Screenings and pages as resources: domicile://screenings/{id} and …/attachments/{number}/pages/{page}.

#include "mcp/protocol.hpp"

namespace domicile::mcp {

[[nodiscard]] Json resources_list(service::Service& service, const Json& parameters);
[[nodiscard]] Json resource_templates();

/// Throws RpcError resource_not_found.
[[nodiscard]] Json read_resource(service::Service& service, const Json& parameters);

}  // namespace domicile::mcp
