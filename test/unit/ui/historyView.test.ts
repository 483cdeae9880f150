import { expect, it, vi } from "vitest";
import { type HistorySource, HistoryView } from "../../../src/ui/historyView.ts";

vi.mock("vscode", async () => (await import("../testing/anyVscode.ts")).anyVscode({}));

it("A history that could not be loaded is loaded when VS Code asks for it again", async () => {
  let asked = 0;
  const source = { onDidChange: () => undefined, message: "", getChildren: () => [], aged: () => [] };
  const view = new HistoryView(() => {
    asked += 1;
    return asked === 1
      ? Promise.reject(new Error("no such file"))
      : Promise.resolve(source as unknown as HistorySource);
  });
  await expect(view.getChildren()).rejects.toThrow("no such file");
  expect(await view.getChildren()).toEqual([]);
  await view.getChildren();
  expect(asked).toBe(2);
});
