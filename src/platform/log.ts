import * as vscode from "vscode";
import { isPalError } from "../model/palError.ts";
import type { LogPort } from "../model/ports.ts";

/** The extension's log in the Output panel: one line an entry, the variable part last, mail addresses masked. */
export class Log implements LogPort, vscode.Disposable {
  readonly #channel: vscode.LogOutputChannel;

  constructor(name: string) {
    this.#channel = vscode.window.createOutputChannel(name, { log: true });
  }

  info(message: string, variable?: string): void {
    this.#channel.info(line(message, variable));
  }

  warn(message: string, variable?: string): void {
    this.#channel.warn(line(message, variable));
  }

  error(message: string, error: unknown): void {
    this.#channel.error(line(message, describeError(error)));
  }

  show(): void {
    this.#channel.show();
  }

  dispose(): void {
    this.#channel.dispose();
  }
}

function line(message: string, variable: string | undefined): string {
  return variable === undefined ? message : `${message}: ${maskMailAddresses(variable)}`;
}

/** What of an error is worth a line: codes and the correlation id, the chain of causes by their messages. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const own = isPalError(error)
    ? [
        error.code,
        error.details.status,
        error.details.azureCode,
        error.details.networkCode,
        error.details.correlationId && `correlation id ${error.details.correlationId}`,
      ]
        .filter((part) => part !== undefined)
        .join(" ")
    : `${error.name}: ${error.message}`;
  return (error.cause === undefined ? own : `${own} <- ${describeError(error.cause)}`).replaceAll(
    /\s+/g,
    " ",
  );
}

function maskMailAddresses(text: string): string {
  return text.replaceAll(/[^\s@<>"']+@[^\s@<>"']+/g, "***@***");
}
