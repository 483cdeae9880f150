import { setTimeout as delay } from "node:timers/promises";
import type { Figure } from "./figure.ts";
import { rememberTenants } from "../e2e/rememberedTenants.ts";
import { openStaticViewCommand, openViewCommand, timeCommand } from "./sweepProbe.ts";
import { type SweepSetting, startSweepVscode } from "./sweepVscode.ts";

// What was remembered is read by then.
const settleMs = 3000;
const twoDaysMs = 2 * 24 * 60 * 60_000;

/**
 * The longest stall of the extension host while the view is opened on tenants that are remembered, all of them two days
 * old, and the sweep of them begins; beside it what VS Code alone makes of opening a view of as many rows.
 */
export async function measureStallOfRemembered(setting: SweepSetting, samples: number): Promise<Figure> {
  const vscode = await startSweepVscode(setting, (azure, storage) =>
    rememberTenants(storage, azure, azure.tenants, Date.now() - twoDaysMs),
  );
  try {
    const ours: number[] = [];
    const baseline: number[] = [];
    const measure = async (command: string): Promise<number> => {
      const person = await vscode.open();
      await delay(settleMs);
      const { longestStall } = await timeCommand(person.workbench.palette, vscode.file, command);
      await person.leave();
      return longestStall;
    };
    while (ours.length < samples) {
      ours.push(await measure(openViewCommand));
      baseline.push(await measure(openStaticViewCommand));
    }
    return {
      name: `opening the view of ${setting.tenants} remembered, demo sign-in: longest stall`,
      ours,
      against: "a tree of as many rows that asks nobody",
      baseline,
      goal: "≤ 50 ms",
    };
  } finally {
    await vscode.stop();
  }
}
