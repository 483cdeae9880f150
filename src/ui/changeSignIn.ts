import type { RunOptions } from "../links/changes.ts";
import type { TokenGate } from "../links/tokenGate.ts";
import type { ChangePlan } from "../model/change.ts";
import { signInWords } from "./changeWords.ts";

/** Asks the person to sign in where a change needs it, in words that name tenant, account and reason. */
export function signInFor(
  { gate }: { readonly gate: Pick<TokenGate, "interactive"> },
  { purpose }: ChangePlan,
): RunOptions["signIn"] {
  return (step, identity, challenge) =>
    gate.interactive(identity, step.tenantId, {
      detail: signInWords(purpose, step, challenge !== undefined),
      ...(challenge !== undefined && { challenge }),
    });
}
