import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";

const program = path.join(import.meta.dirname, "../unit/testing/markProcess.ts");
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pal-killed-windows-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A window that sleeps now and then; gives what it has said is stored. The last one is killed at any moment. */
async function runWindow(name: string, killAfter: number): Promise<string[]> {
  const args = [
    "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",
    program,
    "--folder",
    folder,
    "--name",
    name,
  ];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const closed = new Promise<void>((resolve) => child.on("close", () => resolve()));
  for (let n = 0; child.exitCode === null && child.signalCode === null; n += 1) {
    await Promise.race([closed, wait(20 + ((n * 37) % 90))]);
    child.kill("SIGSTOP");
    await wait((n * 53) % 120);
    child.kill("SIGCONT");
    if (said.split("\n").length > killAfter) {
      child.kill("SIGKILL");
    }
  }
  await closed;
  return said.split("\n").slice(0, -1);
}

it("Nothing that a window has stored is lost, whichever others sleep or are killed while they store", async () => {
  for (let round = 0; round < 3; round += 1) {
    const lives = [Infinity, Infinity, 8 + round, 16 + round];
    const said = await Promise.all(lives.map((killAfter, i) => runWindow(`${round}-${i}`, killAfter)));
    const text = await readFile(path.join(folder, "marks.json"), "utf8");
    const { tenants } = JSON.parse(text) as { tenants: Record<string, unknown> };
    expect(said.flat().filter((id) => !(id in tenants))).toEqual([]);
    expect(said.slice(0, 2).map((ids) => ids.length)).toEqual([30, 30]); // nobody was held up for good
  }
}, 120_000);
