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

const file = v.object({ version: v.literal(version), tenants: v.record(v.string(), mark) });

/** What the user has noted about tenants, as a file of its own: unlike knowledge, it cannot be had from Azure again. */
export const marksFormat: RememberedFormat<ReadonlyMap<string, TenantMark>> = {
  name: "marks.json",
  version,
  parse: (json) => Promise.resolve(new Map(Object.entries(v.parse(file, json).tenants))),
  print: (marks) => ({ tenants: Object.fromEntries(marks) }),
};
