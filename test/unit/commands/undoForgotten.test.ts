import { beforeEach, describe, expect, it, vi } from "vitest";
import type { CommandParts } from "../../../src/commands/commandParts.ts";
import { undoSteps } from "../../../src/commands/runPlan.ts";
import type { RunId } from "../../../src/model/change.ts";
import type { RunRecord } from "../../../src/model/journal.ts";
import { ours, planOf, step } from "../testing/changeScene.ts";
import { TestLog } from "../testing/fixtures.ts";

const told = vi.hoisted((): string[] => []);
const confirming = vi.hoisted(() => ({ meanwhile: (): void => undefined }));

vi.mock("vscode", () => ({
  window: { showInformationMessage: (text: string) => Promise.resolve(told.push(text)) },
  workspace: { getConfiguration: () => ({ inspect: () => undefined }) },
  l10n: { t: (text: string) => text },
}));
vi.mock("../../../src/ui/confirmChange.ts", () => ({
  confirmChange: () => {
    confirming.meanwhile();
    return Promise.resolve(true);
  },
}));

const record: RunRecord = {
  runId: "run" as RunId,
  plan: planOf("link", [step(1, null, ours)]),
  startedAt: 1,
  steps: [{ step: step(1, null, ours), state: "changed", before: null, after: ours, endedAt: 2 }],
  closed: { at: 2, how: "finished" },
};

describe("An undo that was offered before everything was forgotten", () => {
  let runs: readonly RunRecord[];
  let sent: number;
  let parts: CommandParts;
  beforeEach(() => {
    told.length = 0;
    runs = [record];
    sent = 0;
    confirming.meanwhile = () => undefined;
    const run = (): Promise<never> => {
      sent += 1;
      return new Promise(() => {});
    };
    parts = {
      journal: {
        get runs() {
          return runs;
        },
      },
      store: { rows: [] },
      changes: { run },
      log: new TestLog(),
    } as unknown as CommandParts;
  });

  it("changes nothing, and says why", async () => {
    runs = [];
    await undoSteps(parts, record);
    expect(told).toEqual([expect.stringContaining("isn't in the history any more")]);
    expect(sent).toBe(0);
  });

  it("changes nothing when that happens while the person is asked", async () => {
    confirming.meanwhile = () => {
      runs = [];
    };
    await undoSteps(parts, record);
    expect(told).toEqual([expect.stringContaining("isn't in the history any more")]);
    expect(sent).toBe(0);
  });
});
