import { setTimeout as delay } from "node:timers/promises";
import type { Figure } from "./figure.ts";
import { rememberTenants } from "./rememberedTenants.ts";
import { openViewCommand, timeCommand } from "./sweepProbe.ts";
import { type SweepSetting, startSweepVscode } from "./sweepVscode.ts";

// What was remembered is read by then.
const settleMs = 3000;
const twoDaysMs = 2 * 24 * 60 * 60_000;

/**
 * The longest stall of the extension host while the view is opened on tenants that are remembered, all of them two days
 * old, and the sweep of them begins. There is no baseline: nobody else remembers anything.
 */
export async function measureStallOfRemembered(setting: SweepSetting): Promise<Figure> {
  const vscode = await startSweepVscode(setting, (azure, storage) =>
    rememberTenants(storage, azure, azure.tenants, Date.now() - twoDaysMs),
  );
  try {
    const person = await vscode.open();
    await delay(settleMs);
    const { longestStall } = await timeCommand(person.workbench.palette, vscode.file, openViewCommand);
    await person.leave();
    return {
      name: `opening the view of ${setting.tenants} remembered, demo sign-in: longest stall`,
      ours: [longestStall],
      against: "none",
      baseline: [],
      goal: "≤ 50 ms",
    };
  } finally {
    await vscode.stop();
  }
}
