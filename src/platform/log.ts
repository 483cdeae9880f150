import * as vscode from "vscode";
import { isPalError } from "../model/palError.ts";
import type { LogPort } from "../model/ports.ts";

/** So many lines are kept for a report of a problem. */
const keptLines = 300;

/** The extension's log in the Output panel: one line an entry, the variable part last, mail addresses masked. */
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
    const text = line(where === undefined ? message : `${message} in ${where}`, describeError(error));
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
  return variable === undefined ? message : `${message}: ${maskMailAddresses(variable)}`;
}

/** So much of a foreign error's message is kept: the SDK puts whole answers there, with names in them. */
const longestMessage = 200;

/** What of an error is worth a line: our codes and the correlation id, and the causes by name and short message. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error).slice(0, longestMessage);
  }
  if (!isPalError(error)) {
    const message = error.message.replaceAll(/\s+/g, " ").slice(0, longestMessage);
    return `${error.name}: ${maskQuoted(message)}`;
  }
  const { status, azureCode, networkCode, correlationId } = error.details;
  const known = [
    error.code,
    status,
    azureCode,
    networkCode,
    correlationId && `correlation id ${correlationId}`,
  ];
  const own = known.filter((part) => part !== undefined).join(" ");
  // With a status the cause is the SDK's error, whose message is the body of the answer.
  return error.cause === undefined || status !== undefined ? own : `${own} <- ${describeError(error.cause)}`;
}

/** Messages of Azure and Entra put the names of tenants and people between quotation marks. */
function maskQuoted(message: string): string {
  return message.replaceAll(/'[^']*'?|"[^"]*"?|“[^”]*”?/g, "'***'");
}

function maskMailAddresses(text: string): string {
  return text.replaceAll(/[^\s@<>"']+@[^\s@<>"']+/g, "***@***");
}
