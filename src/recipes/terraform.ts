import { method } from "./azRest.ts";
import { partnersPath } from "./bashLink.ts";
import { comments, type RecipeChange } from "./recipeChange.ts";
import { toolCloud } from "./toolClouds.ts";

/**
 * The change as a resource of Terraform's azapi provider, which also sends `{}` in Microsoft's own module for it [Azure
 * Verified Modules]. Terraform cannot read "not linked" as an answer, so the method is the one that was right when the change
 * was planned; Azure refuses it if it no longer is.
 */
export function terraform(change: RecipeChange): string {
  const { tenantId, partnerId, armEndpoint, identity } = change;
  const objectId = identity.kind === "managedIdentity" ? undefined : identity.objectId;
  const said = `Partner ID ${partnerId} is ${change.act === "link" ? "linked" : "no longer linked"}`;
  const about = [
    ...change.about,
    "Terraform links the identity that it signs in as, if it is this one. It cannot read first:",
    "PUT is refused where something is linked, PATCH where nothing is.",
    "Removing this resource from the configuration removes no link.",
  ];
  return `${comments(about)}terraform {
  required_providers {
    azapi = {
      source  = "Azure/azapi"
      version = "~> 2.0"
    }
  }
}

provider "azapi" {
  environment = "${toolCloud(armEndpoint)?.terraform ?? "public"}"
  tenant_id   = "${tenantId}"
}

data "azapi_client_config" "current" {}

variable "identity" {
  type        = string
  description = "The object ID, in tenant ${tenantId}, of the identity that this is for."${objectId === undefined ? "" : `\n  default     = "${objectId}"`}
}

resource "azapi_resource_action" "partner_admin_link" {
  type        = "Microsoft.ManagementPartner/partners@2018-02-01"
  resource_id = "${partnersPath}/${partnerId}"
  method      = "${method(change)}"
  body        = {}
${change.act === "link" ? `\n  response_export_values = ["properties.partnerId"]\n` : ""}
  lifecycle {
    precondition {
      condition     = data.azapi_client_config.current.tenant_id == "${tenantId}"
      error_message = "Terraform is signed in to another tenant."
    }
    precondition {
      condition     = lower(data.azapi_client_config.current.object_id) == lower(var.identity)
      error_message = "Terraform is signed in as another identity than the one that this is for."
    }
${change.act === "link" ? postcondition(partnerId) : ""}  }
}

output "partner_admin_link" {
  value      = "${said} in tenant ${tenantId}, as object \${data.azapi_client_config.current.object_id}."
  depends_on = [azapi_resource_action.partner_admin_link]
}
`;
}

/** One recorded PUT stored another ID than the one requested [REC]. */
function postcondition(partnerId: string): string {
  return `    postcondition {
      condition     = self.output.properties.partnerId == "${partnerId}"
      error_message = "Azure stored another partner ID than the one that was asked for."
    }
`;
}
