import * as v from "valibot";
import { parseForeignJson } from "../model/parseForeignJson.ts";
import type { StoragePort } from "../model/ports.ts";
import { storedTime } from "./storedTime.ts";

const file = "clock.json";
const oneDay = 24 * 60 * 60_000;

/** What windows saw on the clock: lately, and at least a day before that. Milliseconds since 1970. */
const sightings = v.pipe(
  v.string(),
  v.transform((text) => parseForeignJson(text)),
  v.object({ last: storedTime, before: v.exactOptional(storedTime) }),
);

/**
 * A time that has come for sure, by which old things may be removed for good. The clock alone does not tell it, since it may be
 * set years ahead; two looks at it that are a day apart do. 0 as long as there were none. Throws what the storage throws.
 */
export async function trustedTime(
  storage: Pick<StoragePort, "read" | "write">,
  now: number,
): Promise<number> {
  const parsed = v.safeParse(sightings, await storage.read(file));
  const seen = parsed.success && parsed.output.last <= now ? parsed.output : undefined;
  const isNew = !seen || now - seen.last >= oneDay;
  const before = isNew ? seen?.last : seen.before;
  if (isNew) {
    await storage.write(file, JSON.stringify({ last: now, ...(before !== undefined && { before }) }));
  }
  return before === undefined ? 0 : Math.min(now, before + oneDay);
}
