import assert from "node:assert/strict";
import * as vscode from "vscode";
import { OverviewPanel } from "../../src/ui/overviewPanel.ts";
import { FakeWebview } from "./fakeWebview.ts";
import { contoso, fabrikam, PageScene } from "./pageScene.ts";

const files = Promise.resolve({ script: "start();", style: "" });
const icon = vscode.Uri.parse("file:///icon.svg");

describe("What is in the overview's tab", () => {
  const scene = new PageScene();

  beforeEach(() => {
    scene.freshened = 0;
  });

  after(() => scene.host.dispose());

  it("asks Azure once the user wants to see it and its first rows are there, and only once", async () => {
    const tab = await Tab.open(scene);
    tab.overview.show(undefined);
    assert.equal(scene.freshened, 0);
    tab.webview.say({ type: "started" });
    tab.webview.say({ type: "started" });
    assert.equal(scene.freshened, 1);
    tab.close();
  });

  it("asks nothing if VS Code alone has opened it, until the user comes", async () => {
    const tab = await Tab.open(scene);
    tab.webview.say({ type: "started" });
    assert.equal(scene.freshened, 0);
    tab.overview.show(undefined);
    assert.equal(scene.freshened, 1);
    tab.close();
  });

  it("shows what it is asked for as soon as it can, and asks Azure after its rows are there, also if it was hidden", async () => {
    const tab = await Tab.open(scene);
    tab.webview.say({ type: "started" });
    tab.look(false);
    tab.webview.forget();
    tab.overview.show(fabrikam);
    assert.deepEqual([tab.webview.told, scene.freshened], [[], 0]);
    tab.look(true);
    tab.webview.say({ type: "ready" });
    assert.deepEqual(tab.webview.of("selected"), [{ type: "selected", rows: [fabrikam] }]);
    assert.equal(scene.freshened, 0);
    tab.webview.say({ type: "started" });
    assert.equal(scene.freshened, 1);
    tab.overview.show(contoso);
    assert.deepEqual(tab.webview.of("selected").at(-1)?.rows, [contoso]);
    tab.close();
  });

  it("gets its icon after its first rows", async () => {
    const tab = await Tab.open(scene);
    assert.equal(tab.iconPath, undefined);
    tab.webview.say({ type: "started" });
    assert.equal(tab.iconPath, icon);
    tab.close();
  });
});

/** A tab without a window. */
class Tab {
  readonly title = "Overview";
  readonly webview = new FakeWebview();
  readonly #looks = new vscode.EventEmitter<void>();
  readonly #closed = new vscode.EventEmitter<void>();
  readonly onDidChangeViewState = this.#looks.event;
  readonly onDidDispose = this.#closed.event;
  visible = true;
  iconPath: unknown;
  readonly overview: OverviewPanel;

  private constructor({ parts }: PageScene) {
    this.overview = new OverviewPanel(this as unknown as vscode.WebviewPanel, files, parts, icon);
  }

  /** Gives a tab that has its document. */
  static async open(scene: PageScene): Promise<Tab> {
    const tab = new Tab(scene);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    return tab;
  }

  look(visible: boolean): void {
    this.visible = visible;
    this.#looks.fire();
  }

  close(): void {
    this.#closed.fire();
  }
}
