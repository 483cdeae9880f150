import * as vscode from "vscode";
import { cutText } from "../model/cutText.ts";
import { masked } from "../model/masked.ts";
import { isPalError } from "../model/palError.ts";
import type { LogPort } from "../model/ports.ts";
import { rawText } from "../model/untrusted.ts";

/** So many lines are kept for a report of a problem. */
const keptLines = 300;

/** The extension's log in the Output panel: one line an entry, the variable part last, with nothing in it that names a person. */
export class Log implements LogPort, vscode.Disposable {
  readonly #name: string;
  readonly #kept: string[] = [];
  #channel: vscode.LogOutputChannel | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  info(message: string, variable?: string): void {
    const text = line(message, variable);
    this.#keep("info", text);
    this.#open().info(text);
  }

  error(message: string, error: unknown, where?: string): void {
    const place = where === undefined ? "" : ` in ${oneLine(where)}`;
    const text = line(`${message}${place}`, describeError(error));
    this.#keep("error", text);
    this.#open().error(text);
  }

  /** The last lines, the oldest first, with their time and level. */
  get tail(): readonly string[] {
    return this.#kept;
  }

  show(): void {
    this.#open().show();
  }

  dispose(): void {
    this.#channel?.dispose();
  }

  /** Made with the first line, since making a channel takes long at the start. */
  #open(): vscode.LogOutputChannel {
    this.#channel ??= vscode.window.createOutputChannel(this.#name, { log: true });
    return this.#channel;
  }

  #keep(level: string, text: string): void {
    this.#kept.push(`${new Date().toISOString()} [${level}] ${text}`);
    this.#kept.splice(0, this.#kept.length - keptLines);
  }
}

function line(message: string, variable: string | undefined): string {
  return variable === undefined ? message : `${message}: ${oneLine(variable)}`;
}

/** Whatever it holds, it begins no line of its own, looks like what it is, and names no person. */
function oneLine(variable: string): string {
  return masked(variable, longestVariable);
}

/** No variable part is longer. */
const longestVariable = 2000;

/** So much of a foreign error's message is kept: the SDK puts whole answers there, with names in them. */
const longestMessage = 200;

/** What of an error is worth a line: our codes and the correlation id, and the causes by name and short message. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) {
    return shortMessage(String(error));
  }
  if (!isPalError(error)) {
    return `${shortMessage(error.name)}: ${shortMessage(error.message)}`;
  }
  const { status, azureCode, networkCode, correlationId } = error.details;
  const known = [
    error.code,
    status,
    rawText(azureCode),
    rawText(networkCode),
    correlationId && `correlation id ${rawText(correlationId)}`,
  ];
  const own = known.filter((part) => part !== undefined).join(" ");
  // With a status the cause is the SDK's error, whose message is the body of the answer.
  return error.cause === undefined || status !== undefined ? own : `${own} <- ${describeError(error.cause)}`;
}

/** Messages of Azure and Entra put the names of tenants and people between quotation marks. Masked first, cut then. */
function shortMessage(message: string): string {
  const bare = masked(message).replaceAll(/'[^']*'?|"[^"]*"?|“[^”]*”?/g, "'***'");
  return cutText(bare, longestMessage);
}
