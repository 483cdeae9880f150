import { parsePartnerId, type PartnerIdProblem } from "../model/partnerId.ts";
import { type Untrusted, rawText } from "../model/untrusted.ts";
import { cutText, longestTexts } from "../model/cutText.ts";

/** A partner ID that is offered, with what it is called. */
export interface KnownPartnerId {
  readonly partnerId: string;
  readonly name?: Untrusted;
}

/** What stands in the list of partner IDs to choose from. */
export type PartnerIdItem =
  | { readonly kind: "known"; readonly known: KnownPartnerId }
  /** What was typed is a partner ID. */
  | { readonly kind: "typed"; readonly partnerId: string }
  /** What was typed is none, and finds none. */
  | { readonly kind: "problem"; readonly problem: PartnerIdProblem }
  /** Enter another one, in a box of its own. */
  | { readonly kind: "other" };

/** What accepting means: take this ID, ask in a box that holds this text, or say what is wrong. */
export type PartnerIdChoice =
  | { readonly take: string }
  | { readonly enter: string }
  | { readonly problem: PartnerIdProblem };

/** What is said about typed text above the known IDs; undefined if there is nothing to say because one of them is meant. */
export function typedItem(typed: string, known: readonly KnownPartnerId[]): PartnerIdItem | undefined {
  const parsed = parsePartnerId(typed);
  if (parsed.ok) {
    const { partnerId } = parsed;
    return known.some((one) => one.partnerId === partnerId) ? undefined : { kind: "typed", partnerId };
  }
  const found = typed.trim() === "" || known.some((one) => isMeant(one, typed));
  return found ? undefined : { kind: "problem", problem: parsed.problem };
}

/**
 * What the person means who presses Enter. What they typed counts for more than the item that was marked: a list is drawn
 * a moment after the last key, and may still have marked another ID.
 */
export function chosen(typed: string, marked: PartnerIdItem | undefined): PartnerIdChoice {
  const parsed = parsePartnerId(typed);
  if (marked?.kind === "known" && (typed.trim() === "" || isMeant(marked.known, typed))) {
    return { take: marked.known.partnerId };
  }
  if (parsed.ok) {
    return { take: parsed.partnerId };
  }
  return marked?.kind === "other" ? { enter: typed.trim() } : { problem: parsed.problem };
}

function isMeant({ partnerId, name }: KnownPartnerId, typed: string): boolean {
  const text = cutText(typed, longestTexts.name).trim().toLowerCase();
  return partnerId.includes(text) || (rawText(name)?.toLowerCase().includes(text) ?? false);
}
