import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import type { BenchExtension } from "./baselines/extensionVsix.ts";

/** The environment variable with the file that the probe adds its measurements to. */
export const sweepFileVariable = "PAL_BENCH_SWEEPS";

/** What the probe found out about one run of a command. Milliseconds. */
export interface SweepMeasurement {
  readonly took: number;
  /** The longest time in which the extension host's event loop did nothing else. */
  readonly longestStall: number;
  /** Processor time of the extension host meanwhile. */
  readonly cpu: number;
}

/** The probe's command that opens our view and lets pass the time in which what that sets off begins. */
export const openViewCommand = "sweepProbe.openView";

/** The same of the first view of the static tree, of which nothing follows. */
export const openStaticViewCommand = "sweepProbe.openStaticView";

/** Titles of the probe's commands in the palette. */
export const signInTitle = "Bench: Sign In";
const timeTitle = (command: string): string => `Bench: Time ${command}`;

const patienceMs = 300_000;

/**
 * An extension in the same extension host that signs in, runs the given commands, and adds for each run a line of JSON to
 * the file named by PAL_BENCH_SWEEPS: how long it took, and the longest stall of the event loop meanwhile.
 */
export function sweepProbe(commands: readonly string[]): BenchExtension {
  return {
    name: "sweep-probe",
    code: `const vscode = require("vscode");
const fs = require("node:fs");
const { monitorEventLoopDelay } = require("node:perf_hooks");
const resolution = 1;
const time = async (command) => {
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  await vscode.commands.executeCommand(command);
  const took = performance.now() - started;
  const used = process.cpuUsage(cpuBefore);
  const cpu = (used.user + used.system) / 1000;
  delays.disable();
  const longestStall = Math.max(0, delays.max / 1e6 - resolution);
  fs.appendFileSync(process.env.${sweepFileVariable}, JSON.stringify({ took, longestStall, cpu }) + "\\n");
};
const openView = async (container) => {
  await vscode.commands.executeCommand("workbench.view.extension." + container);
  await new Promise((resolve) => setTimeout(resolve, 15_000));
};
exports.activate = (context) => {
  const register = (id, run) => context.subscriptions.push(vscode.commands.registerCommand(id, run));
  const scopes = ["https://management.core.windows.net/.default"];
  register("sweepProbe.signIn", () => vscode.authentication.getSession("microsoft", scopes, { createIfNone: true }));
  register("${openViewCommand}", () => openView("partnerAdminLink"));
  register("${openStaticViewCommand}", () => openView("staticTree0"));
  for (const command of ${JSON.stringify(commands)}) register("sweepProbe.time." + command, () => time(command));
};`,
    activationEvents: ["onStartupFinished"],
    contributes: {
      commands: [
        { command: "sweepProbe.signIn", title: signInTitle },
        ...commands.map((command) => ({
          command: `sweepProbe.time.${command}`,
          title: timeTitle(command),
        })),
      ],
    },
  };
}

interface Palette {
  run(title: string): Promise<void>;
}

/** Has the probe run a command, and waits for what it says. Throws if that takes more than five minutes. */
export async function timeCommand(
  palette: Palette,
  file: string,
  command: string,
): Promise<SweepMeasurement> {
  const before = (await linesOf(file)).length;
  const end = Date.now() + patienceMs;
  await palette.run(timeTitle(command));
  while (Date.now() < end) {
    const line = (await linesOf(file))[before];
    if (line !== undefined) {
      return JSON.parse(line) as SweepMeasurement;
    }
    await delay(50);
  }
  throw new Error(`${command} did not end within ${patienceMs / 1000} seconds.`);
}

/** The complete lines of the file. */
async function linesOf(file: string): Promise<string[]> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text.split("\n").slice(0, -1);
}
