import type { Call } from "../wire/call.ts";
import { ArmError } from "./armError.ts";

/** One page of a listing with its `nextLink`, which a fault may replace by a hostile one, or hold everything twice. */
export function pageOf<T>(
  call: Call,
  items: readonly T[],
  pageSize: number,
): { value: T[]; nextLink?: string } {
  const token = call.query.get("$skiptoken");
  const start = token === null ? 0 : Number(Buffer.from(token, "base64url").toString());
  if (!Number.isInteger(start) || start < 0) {
    throw new ArmError(400, "InvalidSkipToken", "The skip token is invalid.");
  }
  const page = items.slice(start, start + pageSize);
  const value = call.fault?.doubled ? page.flatMap((item) => [item, item]) : page;
  const end = start + pageSize;
  if (call.fault?.nextLink !== undefined) {
    return { value, nextLink: call.fault.nextLink };
  }
  if (end >= items.length) {
    return { value };
  }
  const next = new URLSearchParams(call.query);
  next.set("$skiptoken", Buffer.from(String(end)).toString("base64url"));
  return { value, nextLink: `${call.origin}${call.path}?${next}` };
}
