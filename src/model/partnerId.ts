import { isGuid } from "./tenant.ts";

/** Why a text is not a partner ID. */
export type PartnerIdProblem =
  | "empty"
  | "guid"
  | "fullWidthDigits"
  | "spaces"
  | "notDigits"
  | "tooLong"
  | "zero";

export type PartnerIdResult =
  | { readonly ok: true; readonly partnerId: string }
  | { readonly ok: false; readonly problem: PartnerIdProblem };

/** No official length exists; 5 to 10 digits have been seen [S]. Far more is a mistake, not an ID. */
const maxDigits = 15;

/** What is shorter or longer is asked for once more: 14 digits, or two, are a slip of the hand. */
const usualDigits = { least: 5, most: 9 };

/**
 * Reads what a person typed or pasted as a partner ID; white space around it is forgiven.
 * Only digits pass: everything else is told before anything is sent.
 */
export function parsePartnerId(input: string): PartnerIdResult {
  const text = input.trim();
  const problem = findProblem(text);
  return problem ? { ok: false, problem } : { ok: true, partnerId: text };
}

/** Whether a text is a partner ID exactly as it stands. */
export function isPartnerId(text: string): boolean {
  return text === text.trim() && findProblem(text) === undefined;
}

/** Whether a partner ID is so odd that the person is asked whether they mean it: too few or too many digits, or a leading zero. */
export function isUnusualPartnerId(text: string): boolean {
  return startsWithZero(text) || text.length < usualDigits.least || text.length > usualDigits.most;
}

/** Whether a partner ID begins with 0: none was ever seen that does, and the zeros were most likely filled in. */
export function startsWithZero(text: string): boolean {
  return text.startsWith("0");
}

function findProblem(text: string): PartnerIdProblem | undefined {
  if (text === "") {
    return "empty";
  }
  if (isGuid(text)) {
    return "guid";
  }
  if (/^0+$/.test(text)) {
    return "zero";
  }
  if (/^[0-9]+$/.test(text)) {
    return text.length > maxDigits ? "tooLong" : undefined;
  }
  if (/^[0-9\s]+$/u.test(text)) {
    return "spaces";
  }
  return /^\p{Nd}+$/u.test(text) ? "fullWidthDigits" : "notDigits";
}
