import { type Needle, needlesOf, type Secret, type SecretBytes } from "./needles.ts";

/** A secret that was found: what it is and how it was written. Never the secret. */
export type Hit = Pick<Needle, "kind" | "form">;

const headLength = 6;

/** So many slots that thousands of secrets in all their forms leave nearly all of them empty. */
const slots = 1 << 22;

/**
 * Looks for many secrets at once: reads bytes once, and compares only where the first ones fit. Thousands of tokens cost little more than
 * one.
 */
export class SecretFinder {
  readonly #taken = new Uint8Array(slots);
  readonly #needles = new Map<number, Needle[]>();

  constructor(secrets: readonly (Secret | SecretBytes)[]) {
    for (const needle of needlesOf(secrets)) {
      if (needle.bytes.length >= headLength) {
        const slot = slotAt(needle.bytes, 0);
        this.#taken[slot] = 1;
        const others = this.#needles.get(slot) ?? [];
        others.push(needle);
        this.#needles.set(slot, others);
      }
    }
  }

  /** What is in there, each kind in each form once. */
  find(bytes: Buffer): Hit[] {
    const hits = new Map<string, Hit>();
    for (let at = 0; at + headLength <= bytes.length; at += 1) {
      const slot = slotAt(bytes, at);
      if (this.#taken[slot] === 1) {
        for (const { kind, form, bytes: wanted } of this.#needles.get(slot) ?? []) {
          const end = at + wanted.length;
          if (end <= bytes.length && bytes.compare(wanted, 0, wanted.length, at, end) === 0) {
            hits.set(`${kind} ${form}`, { kind, form });
          }
        }
      }
    }
    return [...hits.values()];
  }
}

/** The slot that the first bytes belong to. */
function slotAt(bytes: Buffer, at: number): number {
  const one = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
  const other = (bytes[at + 3] ?? 0) | ((bytes[at + 4] ?? 0) << 8) | ((bytes[at + 5] ?? 0) << 16);
  return Math.imul(one ^ Math.imul(other, 0x9e_37_79_b1), 0x85_eb_ca_6b) >>> 10;
}
