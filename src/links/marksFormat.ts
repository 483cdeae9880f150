import * as v from "valibot";
import type { TenantMark } from "../model/tenantMark.ts";
import type { RememberedFormat } from "./rememberedFile.ts";

const version = 1;

const mark = v.object({
  name: v.exactOptional(v.string()),
  notCustomer: v.exactOptional(v.literal(true)),
  hidden: v.exactOptional(v.literal(true)),
});

const file = v.object({ version: v.literal(version), tenants: v.record(v.string(), mark) });

/** What the user has noted about tenants, as a file of its own: unlike knowledge, it cannot be had from Azure again. */
export const marksFormat: RememberedFormat<ReadonlyMap<string, TenantMark>> = {
  name: "marks.json",
  parse: (text) => {
    const { tenants } = v.parse(v.pipe(v.string(), v.parseJson(), file), text);
    return Promise.resolve(new Map(Object.entries(tenants)));
  },
  print: (marks) => JSON.stringify({ version, tenants: Object.fromEntries(marks) }),
};
