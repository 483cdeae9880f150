import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type * as vscode from "vscode";
import type { RowId } from "../../../src/model/row.ts";
import { PageDoors } from "../../../src/ui/pageDoors.ts";
import type { Pages } from "../../../src/ui/pages.ts";

const window = vi.hoisted(() => ({
  panels: [] as unknown[],
  serializer: undefined as unknown,
  viewProvider: undefined as unknown,
}));

vi.mock("vscode", () => ({
  ViewColumn: { Active: -1 },
  Disposable: { from: () => ({ dispose: () => {} }) },
  Uri: { joinPath: ({ fsPath }: vscode.Uri, ...more: string[]) => ({ fsPath: [fsPath, ...more].join("/") }) },
  env: { language: "en" },
  l10n: { t: (text: string) => text },
  window: {
    createWebviewPanel: () => {
      const panel = new FakePanel();
      window.panels.push(panel);
      return panel;
    },
    registerWebviewViewProvider: (_id: string, provider: vscode.WebviewViewProvider) => {
      window.viewProvider = provider;
    },
    registerWebviewPanelSerializer: (_type: string, serializer: vscode.WebviewPanelSerializer) => {
      window.serializer = serializer;
    },
  },
}));

/** A tab that is open until it is disposed of. */
class FakePanel {
  /** What it shows. */
  html = "";
  isActive = true;
  isVisible = true;
  revealed = 0;
  isOpen = true;
  readonly #closed: (() => void)[] = [];

  get title(): string {
    return this.#ifOpen("Partner Admin Link");
  }

  get webview(): FakePanel {
    return this.#ifOpen(this);
  }

  get active(): boolean {
    return this.#ifOpen(this.isActive);
  }

  get visible(): boolean {
    return this.#ifOpen(this.isVisible);
  }

  reveal(): void {
    this.#ifOpen((this.revealed += 1));
  }

  /** As VS Code's, it throws when it was disposed of. */
  #ifOpen<T>(value: T): T {
    if (!this.isOpen) {
      throw new Error("Webview is disposed");
    }
    return value;
  }

  onDidDispose(listener: () => void): void {
    this.#closed.push(listener);
  }

  dispose(): void {
    this.isOpen = false;
    this.#closed.forEach((listener) => listener());
  }
}

const filled: FakePanel[] = [];
const shown: [panel: FakePanel, row: RowId | undefined][] = [];
let extension = "";
/** Lets what fills the tabs come. */
let loading = Promise.withResolvers<void>();
let load: () => Promise<Pages>;
let doors: PageDoors;

const linkViews: unknown[] = [];
const pages: Pages = {
  fillLink: (view) => void linkViews.push(view),
  fillOverview: (panel) => {
    const fake = panel as unknown as FakePanel;
    filled.push(fake);
    return { show: (row) => shown.push([fake, row]) };
  },
  dispose: () => {},
};

const panels = window.panels as FakePanel[];
const row = "row" as RowId;

function restore(panel: FakePanel): Thenable<void> {
  const serializer = window.serializer as vscode.WebviewPanelSerializer;
  return serializer.deserializeWebviewPanel(panel as unknown as vscode.WebviewPanel, undefined);
}

beforeEach(async () => {
  [panels, filled, shown].forEach((list) => (list.length = 0));
  extension = await mkdtemp(path.join(tmpdir(), "pal-doors-"));
  await mkdir(path.join(extension, "dist"));
  await writeFile(path.join(extension, "dist", "overviewPage.js"), "");
  await writeFile(path.join(extension, "dist", "pages.css"), "");
  loading = Promise.withResolvers();
  load = async () => {
    await loading.promise;
    return pages;
  };
  doors = new PageDoors(() => load(), { fsPath: extension } as vscode.Uri);
});

afterEach(async () => {
  vi.useRealTimers();
  await rm(extension, { recursive: true, force: true });
});

test("A new tab is there at once, is filled when that is loaded, and hears what it is to show", async () => {
  const opened = doors.showOverview(() => row);
  expect(panels).toHaveLength(1);
  expect(filled).toEqual([]);
  loading.resolve();
  await opened;
  expect(filled).toEqual(panels);
  expect(shown).toEqual([[panels[0], row]]);
});

test("Which row is meant is asked when it is known which there are", async () => {
  const known: RowId[] = [];
  const opened = doors.showOverview(() => known[0]);
  known.push(row);
  loading.resolve();
  await opened;
  expect(shown).toEqual([[panels[0], row]]);
});

test("Called again before it is loaded, it is one tab, filled once, and shows what was asked for last", async () => {
  const both = [doors.showOverview(() => undefined), doors.showOverview(() => row)];
  loading.resolve();
  await Promise.all(both);
  expect(panels).toHaveLength(1);
  expect(filled).toHaveLength(1);
  expect(shown.map(([, asked]) => asked)).toEqual([undefined, row]);
});

test("A tab that was closed before it is loaded is not filled", async () => {
  const opened = doors.showOverview(() => row);
  panels[0]?.dispose();
  loading.resolve();
  await opened;
  expect([filled, shown]).toEqual([[], []]);
});

test("If it cannot be loaded, that is told, no empty tab stays, and the next try has a new one", async () => {
  load = () => Promise.reject(new Error("no disk"));
  await expect(doors.showOverview(() => undefined)).rejects.toThrow("no disk");
  expect(panels.map(({ isOpen }) => isOpen)).toEqual([false]);
  load = () => Promise.resolve(pages);
  await doors.showOverview(() => undefined);
  expect(panels.map(({ isOpen }) => isOpen)).toEqual([false, true]);
  expect(filled).toEqual([panels[1]]);
});

test("A tab that VS Code has kept is filled once, also if the command comes meanwhile", async () => {
  const kept = new FakePanel();
  const both = [restore(kept), doors.showOverview(() => row)];
  loading.resolve();
  await Promise.all(both);
  expect(panels).toEqual([]);
  expect(kept.revealed).toBe(1);
  expect(filled).toEqual([kept]);
  expect(shown).toEqual([[kept, row]]);
});

test("An open tab stays when it cannot show what is asked for, and that is told", async () => {
  loading.resolve();
  await doors.showOverview(() => undefined);
  const opened = doors.showOverview(() => {
    throw new Error("no such row");
  });
  await expect(opened).rejects.toThrow("no such row");
  expect(panels.map(({ isOpen }) => isOpen)).toEqual([true]);
});

test("A kept tab that could not be filled is left to VS Code, and the command has a new one", async () => {
  load = () => Promise.reject(new Error("no disk"));
  const kept = new FakePanel();
  await expect(restore(kept)).rejects.toThrow("no disk");
  expect(kept.isOpen).toBe(true);
  load = () => Promise.resolve(pages);
  await doors.showOverview(() => row);
  expect(shown).toEqual([[panels[0], row]]);
});

test("Of several tabs the one that is seen is shown", async () => {
  loading.resolve();
  const kept = Array.from({ length: 3 }, () => new FakePanel());
  await Promise.all(kept.map(restore));
  kept.forEach((panel, index) => Object.assign(panel, { isActive: false, isVisible: index === 1 }));
  await doors.showOverview(() => undefined);
  expect(kept.map(({ revealed }) => revealed)).toEqual([0, 1, 0]);
});

test("A tab that stays empty says that it is loading, until it is filled or closed", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  void doors.showOverview(() => undefined);
  vi.advanceTimersByTime(499);
  expect(panels[0]?.html).toBe("");
  vi.advanceTimersByTime(1);
  expect(panels[0]?.html).toContain('<p role="status">Loading…</p>');
  panels[0]?.dispose();
  void doors.showOverview(() => undefined);
  panels[1]?.dispose();
  loading.resolve();
  void doors.showOverview(() => undefined);
  await vi.waitFor(() => expect(filled).toHaveLength(1), { interval: 5 });
  vi.advanceTimersByTime(1000);
  expect(panels.slice(1).map(({ html }) => html)).toEqual(["", ""]);
});

test("A link view that could not be filled is filled the next time that somebody looks", async () => {
  const provider = window.viewProvider as { resolveWebviewView(view: unknown): Promise<void> };
  const looks: (() => void)[] = [];
  const view = {
    visible: true,
    onDidChangeVisibility: (listener: () => void) => {
      looks.push(listener);
      return { dispose: () => void looks.splice(looks.indexOf(listener), 1) };
    },
  };
  load = () => Promise.reject(new Error("no such file"));
  await expect(provider.resolveWebviewView(view)).rejects.toThrow("no such file");
  load = () => Promise.resolve(pages);
  view.visible = false;
  looks.forEach((look) => look());
  expect(linkViews).toEqual([]);
  view.visible = true;
  looks.forEach((look) => look());
  await vi.waitFor(() => expect(linkViews).toEqual([view]));
  expect(looks).toEqual([]);
});
