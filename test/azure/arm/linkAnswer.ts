import type { Link } from "../world/model.ts";
import type { World } from "../world/world.ts";

/** A link as the API answers it [V REC]: id in lower case, etag = version. */
export function linkAnswer(world: World, link: Link): Record<string, unknown> {
  const partnerName = world.partners.get(link.partnerId)?.partnerName;
  return {
    id: `/providers/microsoft.managementpartner/partners/${link.partnerId}`,
    type: "Microsoft.ManagementPartner/partners",
    name: link.partnerId,
    etag: link.version,
    properties: {
      partnerId: link.partnerId,
      ...(partnerName !== undefined && !link.nameless && { partnerName }),
      tenantId: link.tenantId,
      objectId: link.objectId,
      version: link.version,
      updatedTime: link.updatedTime,
      createdTime: link.createdTime,
      state: link.state,
    },
  };
}
