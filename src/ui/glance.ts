import type * as vscode from "vscode";
import type { Row } from "../model/row.ts";
import { deriveState, type RowState } from "../model/rowState.ts";
import { stateTable } from "./stateTable.ts";

const key = "glance";

/** What status bar and badge show, without any name: all that is painted before what is remembered has been read. */
export interface Glance {
  /** How the active tenant stands; undefined if there is none. */
  readonly state?: RowState;
  /** The active tenant's link. */
  readonly partnerId?: string;
  /** How many tenants need the user. */
  readonly attention: number;
}

/** What is worth a glance. What is only being tried is not: it is over when VS Code starts again. */
export function glanceOf(row: Row | undefined, attention: number, ours: ReadonlySet<string>): Glance {
  if (!row) {
    return { attention };
  }
  const { kind } = row.attempt;
  const waits = kind === "signInNeeded" || kind === "mfaNeeded";
  const state = deriveState(waits ? row : { ...row, attempt: { kind: "none" } }, ours);
  const link = row.knowledge.kind === "linked" ? { partnerId: row.knowledge.link.partnerId } : {};
  return { state, ...link, attention };
}

/** The words of the status bar for a state and a link. */
export function glanceText(
  { state, partnerId }: Glance,
  look = state && stateTable[state],
): string | undefined {
  return look && `$(${state === "linked" ? "link" : look.icon}) ${partnerId ?? look.words()}`;
}

/** Keeps the glance in VS Code's own state, which is there at once when VS Code starts. */
export class GlanceMemory {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  /** The glance that was kept; none if there is none, or if it is damaged. */
  get last(): Glance {
    const { state, partnerId, attention } = { ...this.#memento.get<Record<string, unknown>>(key) };
    return {
      ...(isState(state) && { state }),
      ...(isState(state) && typeof partnerId === "string" && /^\d+$/.test(partnerId) && { partnerId }),
      attention:
        typeof attention === "number" && Number.isSafeInteger(attention) && attention > 0 ? attention : 0,
    };
  }

  /** Keeps a glance, or nothing if there is nothing to see. Writes only what is new. */
  async keep(glance: Glance): Promise<void> {
    const isEmpty = glance.state === undefined && glance.attention === 0;
    const kept = this.#memento.get(key);
    if (isEmpty ? kept !== undefined : JSON.stringify(kept) !== JSON.stringify(glance)) {
      await this.#memento.update(key, isEmpty ? undefined : glance);
    }
  }
}

function isState(value: unknown): value is RowState {
  return typeof value === "string" && Object.hasOwn(stateTable, value);
}
