import { beforeEach, describe, expect, it, vi } from "vitest";
import type { FileTrouble } from "../../../src/model/ports.ts";
import { tellFileTrouble } from "../../../src/ui/tellFileTrouble.ts";
import { TestLog } from "../testing/fixtures.ts";

const shown = vi.hoisted(() => ({
  texts: [] as string[],
  choice: "",
  commands: [] as unknown[][],
  fails: false,
}));

vi.mock("vscode", () => ({
  Uri: { joinPath: (base: string, ...parts: string[]) => [base, ...parts].join("/") },
  l10n: {
    t: (text: string, ...given: string[]) =>
      text.replace(/\{(\d)\}/g, (_, n: string) => given[Number(n)] ?? ""),
  },
  window: {
    showWarningMessage: (text: string, ...buttons: string[]) => {
      shown.texts.push(text);
      return Promise.resolve(buttons.find((button) => button === shown.choice));
    },
  },
  commands: {
    executeCommand: (...command: unknown[]) => {
      shown.commands.push(command);
      return shown.fails && command[0] === "revealFileInOS"
        ? Promise.reject(new Error("no file manager"))
        : Promise.resolve();
    },
  },
}));

beforeEach(() => {
  Object.assign(shown, { texts: [], choice: "Show File", commands: [], fails: false });
});

async function tell(trouble: FileTrouble): Promise<TestLog> {
  const log = new TestLog();
  tellFileTrouble(trouble, "/storage" as never, log);
  await new Promise((resolve) => setImmediate(resolve));
  return log;
}

describe("Show File is offered", () => {
  it.each(["identities.json", "marks.json", "knowledge.json"])(
    "after damage of %s: the copy",
    async (name) => {
      const file = `${name}.0f.damaged`;
      await tell({ file, kind: "damaged" });
      expect(shown.texts).toEqual([expect.stringContaining(file)]);
      expect(shown.commands).toEqual([["vscode.open", `/storage/${file}`]]);
    },
  );

  it("where records cannot be read: the file itself", async () => {
    await tell({ file: "marks.json", kind: "partly" });
    expect(shown.texts).toEqual([expect.stringContaining("marks.json")]);
    expect(shown.commands).toEqual([["vscode.open", "/storage/marks.json"]]);
  });

  it("where the system does not give it: the place where it lies, with the reason and what helps", async () => {
    await tell({ file: "marks.json", kind: "unread", code: "EACCES" });
    expect(shown.texts[0]).toMatch(/marks\.json \(EACCES\).*permissions/);
    expect(shown.commands).toEqual([["revealFileInOS", "/storage/marks.json"]]);
    shown.fails = true;
    await tell({ file: "marks.json", kind: "unread", code: "EACCES" });
    expect(shown.commands.at(-1)).toEqual(["vscode.open", "/storage/marks.json"]);
  });

  it("beside the log, and nothing happens unasked", async () => {
    shown.choice = "Show Log";
    await tell({ file: "marks.json", kind: "partly" });
    expect(shown.commands).toEqual([["partnerAdminLink.showLog"]]);
    shown.choice = "";
    const log = await tell({ file: "marks.json", kind: "partly" });
    expect([shown.commands.length, log.lines]).toEqual([1, []]);
  });
});
