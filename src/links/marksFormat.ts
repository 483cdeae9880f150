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
  tenants: v.record(v.string(), mark),
  pinned: v.exactOptional(v.array(v.string())),
});

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
  parse: (json) => {
    const { tenants, pinned = [] } = v.parse(file, json);
    return Promise.resolve({ tenants: new Map(Object.entries(tenants)), pinned: new Set(pinned) });
  },
  print: ({ tenants, pinned }) => ({
    tenants: Object.fromEntries(tenants),
    ...(pinned.size > 0 && { pinned: [...pinned] }),
  }),
};
