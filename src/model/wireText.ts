import { cutText, longestTexts } from "./cutText.ts";
import { isDomain } from "./tenantReference.ts";
import { isDeceptive, isNameless } from "./visibleCharacters.ts";

/*
 * What other programs say is cut where it comes in, and dropped where it is not of its kind: behind that nobody has to
 * think of an endless text, and a code is a code.
 */

/** A code of Azure, Entra ID or the network; undefined if it is none: it is compared, logged and shown. */
export function wireCode(text: unknown): string | undefined {
  return typeof text === "string" && /^[A-Za-z][\w.-]{0,63}$/.test(text) ? text : undefined;
}

/** An ID of any form, such as that of a correlation or an object; undefined if it is none. */
export function wireId(text: unknown): string | undefined {
  return typeof text === "string" && /^[\w.-]{1,128}$/.test(text) ? text : undefined;
}

/** A name as it came, but cut; undefined if there is nothing to be seen of it. */
export function wireName(text: unknown): string | undefined {
  const name = typeof text === "string" ? cutText(text, longestTexts.name).trim() : "";
  return isNameless(name) ? undefined : name;
}

/** A domain as it came; undefined if it is none: it is copied, and half of one is another. */
export function wireDomain(text: unknown): string | undefined {
  return typeof text === "string" && isDomain(text) && !isDeceptive(text) ? text : undefined;
}

/** A sentence or more, cut. */
export function wireMessage(text: unknown): string | undefined {
  return typeof text === "string" ? cutText(text, longestTexts.message) : undefined;
}

/** A header as it came; undefined if it is endless, because half of one means nothing. */
export function wireHeader(text: string | undefined): string | undefined {
  return text !== undefined && text.length <= longestTexts.header ? text : undefined;
}
