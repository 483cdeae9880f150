import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { openWorkbench } from "../vscode/openWorkbench.ts";
import { startVscodeServer } from "../vscode/vscodeServer.ts";
import { activationProbe, probeFileVariable } from "./activationProbe.ts";
import { emptyExtension } from "./baselines/emptyExtension.ts";
import { extensionVsix, idOf } from "./baselines/extensionVsix.ts";
import type { Figure } from "./figure.ts";

type BrowserContext = Parameters<typeof openWorkbench>[0];

const ourId = "palworks.partner-admin-link";
const patienceMs = 30_000;

/**
 * What activating the installed extension takes (loading its code included), against an extension that does nothing.
 * Each sample is taken in a new extension host.
 */
export async function measureActivation(
  vsix: string,
  folder: string,
  context: BrowserContext,
  samples: number,
): Promise<Figure> {
  const warmUp = emptyExtension("warm-up");
  const empty = emptyExtension("empty");
  const probe = activationProbe([idOf(warmUp), ourId, idOf(empty)]);
  const benchVsixes: string[] = [];
  for (const extension of [warmUp, empty, probe]) {
    benchVsixes.push(await extensionVsix(folder, extension));
  }
  const probeFile = path.join(folder, "activation.jsonl");
  const server = await startVscodeServer({
    vsixes: [vsix, ...benchVsixes],
    env: { [probeFileVariable]: probeFile },
  });
  try {
    const workbench = await openWorkbench(context, server.origin);
    await workbench.waitUntilReady();
    const measured = [await nextMeasurement(probeFile, 1)];
    while (measured.length < samples) {
      await workbench.reload();
      measured.push(await nextMeasurement(probeFile, measured.length + 1));
    }
    await workbench.page.close();
    return {
      name: "activation",
      ours: measured.map((times) => times[ourId] ?? Number.NaN),
      against: "an extension that does nothing",
      baseline: measured.map((times) => times[idOf(empty)] ?? Number.NaN),
      goal: "≤ 10 ms more",
    };
  } finally {
    await server.stop();
  }
}

/** The `count`th line of the probe's file, as soon as it is there. */
async function nextMeasurement(file: string, count: number): Promise<Readonly<Record<string, number>>> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    const lines = (await readFile(file, "utf8").catch(() => "")).split("\n");
    const line = lines[count - 1];
    // The last line is complete when another, empty one follows.
    if (line !== undefined && lines.length > count) {
      return JSON.parse(line) as Record<string, number>;
    }
    await delay(50);
  }
  throw new Error(`The activation probe wrote no line ${count} within ${patienceMs / 1000} seconds.`);
}
