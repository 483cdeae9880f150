import type { OwnId } from "../ui/protocol.ts";

/** A partner ID that is offered while one is typed. */
export interface Offer {
  readonly id: string;
  readonly name?: string;
  readonly kind: "ours" | "recent";
}

const most = 8;

/** The IDs to offer for what is typed: our own first, then recent ones; all of them before anything is typed. */
export function offersFor(typed: string, ours: readonly OwnId[], recent: readonly string[]): Offer[] {
  const wanted = typed.trim().toLowerCase();
  const known = new Set(ours.map(({ id }) => id));
  const all: Offer[] = [
    ...ours.map((own) => ({ ...own, kind: "ours" as const })),
    ...recent.filter((id) => !known.has(id)).map((id) => ({ id, kind: "recent" as const })),
  ];
  const fitting = all.filter(({ id, name }) => id.startsWith(wanted) || name?.toLowerCase().includes(wanted));
  return fitting.slice(0, most);
}
