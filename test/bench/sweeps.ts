import { setTimeout as delay } from "node:timers/promises";
import type { PhysicalRequest } from "../azure/wire/requestLog.ts";
import { bareSweepCommand } from "./baselines/bareSweep.ts";
import type { Figure } from "./figure.ts";
import { type SweepMeasurement, timeCommand } from "./sweepProbe.ts";
import { type SweepSetting, type SweepVscode, startSweepVscode } from "./sweepVscode.ts";

/** Our command that lists all tenants, if none is known, and checks each of them. */
export const ourSweepCommand = "partnerAdminLink.checkAll";

const bareExtension = "a bare extension with the same calls";
// Extensions are active by then, and VS Code's own start is over.
const settleMs = 3000;

/** One sweep, with what it asked for. */
export interface SweepSample extends SweepMeasurement {
  readonly reads: number;
  readonly tokens: number;
  /** All requests, those included. */
  readonly requests: number;
}

/**
 * The first check of all tenants, and its longest stall, as somebody whom VS Code has no token for, against a bare
 * extension in the same state. With VS Code's own provider the requests are counted, too.
 */
export async function measureSweeps(setting: SweepSetting, samples: number): Promise<Figure[]> {
  const vscode = await startSweepVscode(setting);
  const { tenants } = setting;
  const demo = setting.signIn === "demo";
  try {
    const { ours, bare } = await sweepInTurn(vscode, bareSweepCommand, samples);
    const signIn = demo ? "demo sign-in" : "VS Code's sign-in";
    const name = `check of ${tenants}, ${signIn}`;
    const figure = (what: string, goal: string, value: (sample: SweepSample) => number): Figure => ({
      name: `${name}${what}`,
      ours: ours.map(value),
      against: bareExtension,
      baseline: bare.map(value),
      goal,
    });
    const perTenant = (what: string, value: (sample: SweepSample) => number): Figure => ({
      ...figure(what, "≤ 1", (sample) => value(sample) / tenants),
      unit: "requests",
    });
    const counted = [
      perTenant(": reads per tenant", ({ reads }) => reads),
      perTenant(": token requests per tenant", ({ tokens }) => tokens),
    ];
    return [
      figure("", "≤ × 1.15", ({ took }) => took),
      figure(": longest stall", "≤ 50 ms", ({ longestStall }) => longestStall),
      ...(demo ? [] : counted),
    ];
  } finally {
    await vscode.stop();
  }
}

/** Samples of our sweep and of a bare one, each in a window of its own. */
export async function sweepInTurn(
  vscode: SweepVscode,
  bareCommand: string,
  samples: number,
): Promise<{ ours: SweepSample[]; bare: SweepSample[] }> {
  const ours: SweepSample[] = [];
  const bare: SweepSample[] = [];
  while (ours.length < samples) {
    // Each is the first of the two as often as the other.
    const ourTurn = ours.length % 2 === 0;
    const commands = ourTurn ? [ourSweepCommand, bareCommand] : [bareCommand, ourSweepCommand];
    for (const command of commands) {
      (command === ourSweepCommand ? ours : bare).push(await sweepOnce(vscode, command));
    }
  }
  return { ours, bare };
}

/** Requests for the second opening of the view within a day, in all: first everything is checked, then VS Code starts anew. */
export async function countSecondOpening(setting: SweepSetting): Promise<Figure> {
  const vscode = await startSweepVscode(setting);
  try {
    const person = await vscode.open();
    const { workbench } = person;
    await delay(settleMs);
    await timeCommand(workbench.palette, vscode.file, ourSweepCommand);
    await delay(settleMs); // what was learnt is stored within that time
    await workbench.reload();
    await delay(settleMs);
    await vscode.control.forgetRequests();
    await workbench.tenants.open();
    await workbench.tenants.tree.waitUntilShown();
    await delay(settleMs);
    const { reads, tokens } = count(await vscode.control.requests());
    await person.leave();
    return {
      name: `opening the view of ${setting.tenants} again within a day`,
      unit: "requests",
      ours: [reads + tokens],
      against: "none",
      baseline: [],
      goal: "0",
    };
  } finally {
    await vscode.stop();
  }
}

async function sweepOnce(vscode: SweepVscode, command: string): Promise<SweepSample> {
  const person = await vscode.open();
  try {
    await delay(settleMs);
    await vscode.control.forgetRequests();
    await vscode.control.refillBuckets();
    const measured = await timeCommand(person.workbench.palette, vscode.file, command);
    return { ...measured, ...count(await vscode.control.requests()) };
  } finally {
    await person.leave();
  }
}

/** How often a link was read, how often Entra ID was asked for a token, and how many requests there were in all. */
function count(requests: readonly PhysicalRequest[]): Pick<SweepSample, "reads" | "tokens" | "requests"> {
  const reads = requests.filter(({ part, path }) => part === "arm" && path.endsWith("/partners"));
  const tokens = requests.filter(({ part, path }) => part === "entra" && path.endsWith("/token"));
  return { reads: reads.length, tokens: tokens.length, requests: requests.length };
}
