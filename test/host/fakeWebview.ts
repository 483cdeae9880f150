import * as vscode from "vscode";
import { type HostMessage, readHostMessage } from "../../src/ui/protocol.ts";
import { eventually } from "./eventually.ts";

type Told = Extract<HostMessage, { type: "told" }>;
type Unnumbered = { readonly type: string } & Readonly<Record<string, unknown>>;

/** A webview without a browser: what the extension sends is kept, and a test speaks for the page. */
export class FakeWebview implements vscode.Webview {
  readonly #messages = new vscode.EventEmitter<unknown>();
  options: vscode.WebviewOptions = {};
  html = "";
  readonly cspSource = "https://resources.example";
  readonly onDidReceiveMessage = this.#messages.event;
  /** What the page has been told, oldest first. */
  readonly told: HostMessage[] = [];
  /** How long it was, as JSON. */
  readonly lengths: number[] = [];
  #seq = Date.now();

  asWebviewUri(file: vscode.Uri): vscode.Uri {
    return vscode.Uri.parse(`https://resources.example${file.path}`);
  }

  /** Keeps what the page is told; throws if the page could not read it. */
  postMessage(message: unknown): Thenable<boolean> {
    const json = JSON.stringify(message);
    const read = readHostMessage(JSON.parse(json));
    if (!read) {
      throw new Error(`A page cannot read ${json.slice(0, 1000)}`);
    }
    this.told.push(read);
    this.lengths.push(json.length);
    return Promise.resolve(true);
  }

  /** Says something as the page does, with the next number, which it returns. */
  say(message: Unnumbered): number {
    this.#seq += 1;
    this.sayRaw(JSON.stringify({ ...message, seq: this.#seq }));
    return this.#seq;
  }

  /** Says anything. */
  sayRaw(message: unknown): void {
    this.#messages.fire(message);
  }

  /** All that was told of one kind. */
  of<T extends HostMessage["type"]>(type: T): Extract<HostMessage, { type: T }>[] {
    return this.told.filter((message): message is Extract<HostMessage, { type: T }> => message.type === type);
  }

  /** What the page is told at the end of an act. */
  answer(act: number): Promise<Told | undefined> {
    return eventually(
      () => this.of("told").find((message) => message.act === act),
      (message) => message !== undefined,
    );
  }

  /** Forgets what was told. */
  forget(): void {
    this.told.length = 0;
    this.lengths.length = 0;
  }
}
