import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { followFolder } from "../../secrets/followFolder.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pal-follow-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("What was written is seen, each content once, although it is gone by the end", async () => {
  const seen: string[] = [];
  const following = followFolder(folder, "storage", ({ name, bytes }) =>
    seen.push(`${name}: ${String(bytes)}`),
  );
  mkdirSync(join(folder, "journal"));
  const file = join(folder, "journal", "a.txt");
  // Whether a folder that is new is followed already, nobody tells.
  await vi.waitFor(() => {
    writeFileSync(file, "first");
    expect(seen).toEqual(["storage/journal/a.txt: first"]);
  });
  writeFileSync(file, "first");
  writeFileSync(file, "second");
  await vi.waitFor(() => expect(seen).toContain("storage/journal/a.txt: second"));
  rmSync(file);
  following.close();
  expect(seen.filter((one) => one.endsWith("first"))).toHaveLength(1);
});
