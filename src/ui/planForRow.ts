import type { ChangePlan, ChangeStep } from "../model/change.ts";
import type { Identity } from "../model/identity.ts";
import { type Row, rowLabel } from "../model/row.ts";

/** The plan for one row: what is known to be linked there is what the user agrees to give up. */
export function planForRow(
  purpose: "link" | "update" | "remove",
  row: Row,
  identity: Identity,
  wanted: string | null,
): ChangePlan {
  const { knowledge, tenant } = row;
  const linked = knowledge.kind === "linked" ? knowledge.link.partnerId : null;
  const step: ChangeStep = {
    identityId: row.identityId,
    accountLabel: identity.label,
    tenantId: tenant.tenantId,
    tenantName: rowLabel(row),
    from: purpose === "link" ? null : linked,
    wanted,
  };
  return { purpose, steps: [step] };
}
