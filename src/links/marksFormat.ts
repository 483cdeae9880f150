import * as v from "valibot";
import type { TenantMark } from "../model/tenantMark.ts";
import type { RememberedFormat } from "./rememberedFile.ts";

/** Rises when the form changes. */
const version = 1;

const mark = v.object({
  name: v.exactOptional(v.string()),
  notCustomer: v.exactOptional(v.literal(true)),
  hidden: v.exactOptional(v.literal(true)),
});

const file = v.object({
  version: v.literal(version),
  tenants: v.record(v.string(), v.unknown()),
  pinned: v.exactOptional(v.array(v.unknown())),
});

/** A mark that could not be read, with the tenant's id. */
const unreadMark = v.tuple([v.string(), v.unknown()]);

/** What the user has noted. */
export interface Marks {
  /** By tenant id. */
  readonly tenants: ReadonlyMap<string, TenantMark>;
  /** The ids of the accounts that stand on top. */
  readonly pinned: ReadonlySet<string>;
}

/** What the user has noted, as a file of its own: unlike knowledge, it cannot be had from Azure again. */
export const marksFormat: RememberedFormat<Marks> = {
  name: "marks.json",

  version,

  parse(json) {
    const read = v.parse(file, json);
    const entries = Object.entries(read.tenants);
    const tenants = new Map<string, TenantMark>();
    for (const [tenantId, record] of entries) {
      if (v.is(mark, record)) {
        tenants.set(tenantId, record);
      }
    }
    const pinned = read.pinned ?? [];
    return Promise.resolve({
      value: { tenants, pinned: new Set(pinned.filter((id) => typeof id === "string")) },
      unread: {
        tenants: entries.filter(([tenantId]) => !tenants.has(tenantId)),
        pinned: pinned.filter((id) => typeof id !== "string"),
      },
    });
  },

  print({ tenants, pinned }, unread) {
    const marks = unread["tenants"]?.filter((entry) => v.is(unreadMark, entry)) ?? [];
    const pins = [...pinned, ...(unread["pinned"] ?? [])];
    return {
      // What the user notes of a tenant now takes the place of what could not be read of it.
      tenants: Object.fromEntries([...marks, ...tenants]),
      ...(pins.length > 0 && { pinned: pins }),
    };
  },
};
