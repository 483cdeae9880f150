import * as v from "valibot";
import type { Answer, Call } from "../wire/call.ts";
import { jsonAnswer } from "../wire/call.ts";
import { requireApiVersion } from "./apiVersion.ts";
import { ArmError } from "./armError.ts";
import type { ArmState, Caller } from "./armState.ts";
import { drawGraphQuota } from "./graphQuota.ts";
import { parseGraphQuery } from "./graphQuery.ts";
import type { GraphRecord } from "./graphRecords.ts";
import { graphTables } from "./graphRecords.ts";

const requestSchema = v.object({
  query: v.string(),
  subscriptions: v.optional(v.array(v.string())),
  managementGroups: v.optional(v.array(v.string())),
  options: v.optional(
    v.object({
      $skipToken: v.optional(v.string()),
      $top: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)), 1000),
      $skip: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
      resultFormat: v.optional(v.picklist(["objectArray"])),
      allowPartialScopes: v.optional(v.boolean()),
      authorizationScopeFilter: v.optional(
        v.picklist(["AtScopeAndBelow", "AtScopeAndAbove", "AtScopeExact", "AtScopeAboveAndBelow"]),
        "AtScopeAndBelow",
      ),
    }),
    {},
  ),
});

type GraphRequest = v.InferOutput<typeof requestSchema>;

/** POST `/providers/Microsoft.ResourceGraph/resources` */
export function answerResourceGraph(state: ArmState, call: Call, caller: Caller): Answer {
  requireApiVersion(call, ["2022-10-01", "2024-04-01", "2021-03-01"]);
  const quota = drawGraphQuota(state, caller);
  const request = readRequest(call.body);
  const query = parseGraphQuery(request.query);
  const table = graphTables[query.table];
  if (!table) {
    throw new ArmError(400, "InvalidQuery", `Table '${query.table}' is not played by the local Azure.`);
  }
  const rows = query.run(table(state, caller).filter((record) => isInScope(record, request)));
  const { $skipToken, $skip, $top } = request.options;
  const start = $skipToken === undefined ? $skip : Number(Buffer.from($skipToken, "base64").toString());
  if (!Number.isInteger(start) || start < 0) {
    throw new ArmError(400, "BadRequest", "The skip token is invalid.");
  }
  const data = rows.slice(start, start + Math.min($top, state.settings.pageSize));
  const end = start + data.length;
  // Without its id a row cannot be paged by: the answer is cut off and says so [V Learn].
  const isCut = end < rows.length && !data.every((row) => "id" in row);
  return jsonAnswer(
    200,
    {
      totalRecords: rows.length,
      count: data.length,
      resultTruncated: String(isCut),
      ...(end < rows.length && !isCut && { $skipToken: Buffer.from(String(end)).toString("base64") }),
      data,
    },
    quota,
  );
}

function readRequest(body: string): GraphRequest {
  try {
    return v.parse(requestSchema, JSON.parse(body));
  } catch (error) {
    throw new ArmError(400, "BadRequest", `The request is not valid: ${String(error)}`);
  }
}

/**
 * Keeps what the request's scopes cover: the given subscriptions (all of them if none is given), and by the filter
 * also what is assigned above them, at management groups.
 */
function isInScope(record: GraphRecord, { subscriptions, options }: GraphRequest): boolean {
  const scope = (record["properties"] as { scope?: string }).scope;
  if (scope === undefined) {
    const subscriptionId = record["subscriptionId"];
    return typeof subscriptionId !== "string" || (subscriptions?.includes(subscriptionId) ?? true);
  }
  const [, subscriptionId, below] = /^\/subscriptions\/([^/]+)(\/.+)?$/.exec(scope) ?? [];
  const filter = options.authorizationScopeFilter;
  if (subscriptionId === undefined) {
    return filter === "AtScopeAndAbove" || filter === "AtScopeAboveAndBelow";
  }
  const seesBelow = filter === "AtScopeAndBelow" || filter === "AtScopeAboveAndBelow";
  return (subscriptions?.includes(subscriptionId) ?? true) && (below === undefined || seesBelow);
}
