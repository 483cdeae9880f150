import * as v from "valibot";
import { ageUnits } from "../model/age.ts";
import { parseForeignJson } from "../model/parseForeignJson.ts";
import { isPartnerId } from "../model/partnerId.ts";
import { isGuid } from "../model/tenant.ts";

// What the pages (webviews) and the extension tell each other: the one place where it is written down. Both sides check
// every message at run time. The page is trusted with nothing: it names rows that the store must know, never an endpoint,
// a run, a file or a token, and it gets none of these.

/**
 * So long a message of a page may be, in UTF-16 units; longer ones are refused before they are read. Room for the ids of
 * as many rows as one message may name: an id has some 130.
 */
export const longestPageMessage = 4 * 1024 * 1024;

/** A list within a message, and nothing in it is nested. */
const deepestPageMessage = 2;

/** So many rows one message of a page may name. */
const mostRows = 20_000;

const text = v.pipe(v.string(), v.maxLength(4000));
const shortText = v.pipe(v.string(), v.maxLength(600));
const rowName = v.pipe(v.string(), v.minLength(1), v.maxLength(600));
const time = v.pipe(v.number(), v.integer());
const partnerId = v.pipe(v.string(), v.check(isPartnerId));
/** What Azure says is linked, however unusual: one such tenant must not keep a page from showing the others. */
const linkedId = v.pipe(v.string(), v.regex(/^[0-9]+$/), v.maxLength(600));

/** The states of `model/rowState.ts`; a test compares the two lists. */
export const stateNames = [
  "unknown",
  "checking",
  "linked",
  "linkedToOther",
  "notLinked",
  "signInNeeded",
  "mfaNeeded",
  "noAccount",
  "notOffered",
  "throttled",
  "failed",
  "gatewayAnswered",
  "linkAtHome",
] as const;

/** One row as a page sees it. Names are hostile text: a page renders text only. Times are milliseconds since 1970. */
const pageRow = v.strictObject({
  id: rowName,
  tenantId: v.pipe(v.string(), v.check(isGuid)),
  /** What the tenant is called, made safe as plain text. */
  label: shortText,
  domain: v.exactOptional(shortText),
  /** The identity: an account, or a service principal. */
  identity: shortText,
  /** How the account stands to the tenant; of an application, that it is one. */
  kind: v.picklist(["home", "guest", "lighthouse", "application"]),
  state: v.picklist(stateNames),
  /** Whether the user has to do something. */
  attention: v.boolean(),
  /** What is being tried beside what is known, or how the last try ended: a word or two. */
  attempt: v.exactOptional(shortText),
  /** What is being done right now. */
  busy: v.exactOptional(v.picklist(["check", "link", "update", "remove"])),
  /** How the last try failed, in full. */
  problem: v.exactOptional(text),
  /** Signing in to the tenant may help. */
  needsSignIn: v.exactOptional(v.literal(true)),
  partnerId: v.exactOptional(linkedId),
  partnerName: v.exactOptional(shortText),
  objectId: v.exactOptional(shortText),
  firstLinked: v.exactOptional(time),
  lastChanged: v.exactOptional(time),
  checkedAt: v.exactOptional(time),
  notCustomer: v.exactOptional(v.literal(true)),
  hidden: v.exactOptional(v.literal(true)),
});

const ownId = v.strictObject({ id: partnerId, name: v.exactOptional(shortText) });

/** Words of a page, by key: pages have no translations of their own. */
const words = v.record(v.string(), text);

/** What kind of thing is told; a page has a theme colour for each. */
const tone = v.picklist(["good", "attention", "bad", "quiet"]);

const stateLook = v.strictObject({
  icon: shortText,
  tone,
  words: shortText,
  sentence: text,
  /** The same of an application, where "you" would be wrong. */
  ofApplication: v.exactOptional(v.strictObject({ words: shortText, sentence: text })),
});

/** Something that helps. The page only says which one was chosen: what it does, and for which account, the extension knows. */
const offer = v.strictObject({ number: time, label: shortText });
const note = v.strictObject({
  icon: shortText,
  tone,
  words: text,
  detail: v.exactOptional(text),
  offer: v.exactOptional(offer),
});

/** What is to be said beside the rows: accounts whose tenants are not all there, and how far checks are. */
const notes = v.strictObject({
  list: v.array(note),
  progress: v.exactOptional(note),
  /** There are no tenants at all. */
  none: v.exactOptional(v.strictObject({ title: shortText, text, offers: v.array(offer) })),
});

const fromHost = v.variant("type", [
  /** The answer to `ready`: everything. */
  v.strictObject({
    type: v.literal("everything"),
    /** VS Code's display language, for times and numbers. */
    language: shortText,
    words,
    /** What ages are called ("3 hours ago"), of each unit by its count: `model/age.ts`. */
    ages: v.strictObject(v.entriesFromList(ageUnits, v.pipe(v.array(shortText), v.maxLength(100)))),
    states: v.strictObject(v.entriesFromList(stateNames, stateLook)),
    /** All rows that the page needs; the link view, those that are or were selected. */
    rows: v.array(pageRow),
    /** These are the first by name, to be seen at once; all others follow in the next message. */
    more: v.exactOptional(v.literal(true)),
    /** The company's own partner IDs, the default first. */
    ours: v.array(ownId),
    /** Other IDs that were linked lately, newest first. */
    recent: v.array(linkedId),
    notes,
  }),
  v.strictObject({ type: v.literal("notes"), notes }),
  /** What changed: one row among thousands is one row here. */
  v.strictObject({ type: v.literal("rows"), changed: v.array(pageRow), gone: v.array(rowName) }),
  v.strictObject({ type: v.literal("ids"), ours: v.array(ownId), recent: v.array(linkedId) }),
  /** What is selected in the tree (link view), or what the panel is asked to show. */
  v.strictObject({ type: v.literal("selected"), rows: v.array(rowName) }),
  /** How an act of this page goes on; `act` is the number that the page gave it. */
  v.strictObject({ type: v.literal("progress"), act: time, words: shortText }),
  v.strictObject({
    type: v.literal("told"),
    act: time,
    how: v.picklist(["done", "nothingToDo", "stopped", "failed", "cancelled"]),
    /** What happened, in whose tenant, what to do next. Empty if there is nothing to say. */
    words: text,
    /** The page may ask `undo` for this act. */
    canUndo: v.boolean(),
  }),
]);

/** The columns of the table, in their usual order. */
export const columnNames = [
  "tenant",
  "domain",
  "identity",
  "kind",
  "state",
  "partnerId",
  "partnerName",
  "lastChanged",
  "checked",
] as const;

/**
 * Each message carries a number that rises, so that none can be played twice. A page begins with the time (milliseconds
 * since 1970) at which it was loaded: VS Code loads a page again each time that it is shown, and its acts of before keep
 * their numbers.
 */
const seq = { seq: v.pipe(v.number(), v.integer(), v.minValue(1)) };
const rows = v.pipe(v.array(rowName), v.minLength(1), v.maxLength(mostRows));

const fromPage = v.variant("type", [
  v.strictObject({ ...seq, type: v.literal("ready") }),
  v.strictObject({ ...seq, type: v.literal("started") }),
  /** Something that the extension told makes no sense to the page. */
  v.strictObject({ ...seq, type: v.literal("unreadable") }),
  /** Its `seq` is the act's number from then on. */
  v.strictObject({
    ...seq,
    type: v.literal("write"),
    verb: v.picklist(["link", "update"]),
    row: rowName,
    partnerId,
  }),
  v.strictObject({ ...seq, type: v.literal("remove"), row: rowName }),
  /** Takes back what an earlier act of this page did. */
  v.strictObject({ ...seq, type: v.literal("undo"), act: time }),
  v.strictObject({ ...seq, type: v.literal("cancel"), act: time }),
  v.strictObject({ ...seq, type: v.literal("check"), rows }),
  v.strictObject({ ...seq, type: v.literal("mark"), rows, notCustomer: v.boolean() }),
  v.strictObject({ ...seq, type: v.literal("signIn"), row: rowName }),
  v.strictObject({ ...seq, type: v.literal("openInPortal"), row: rowName }),
  v.strictObject({
    ...seq,
    type: v.literal("copy"),
    row: rowName,
    what: v.picklist(["tenantId", "domain", "partnerId", "objectId"]),
  }),
  v.strictObject({ ...seq, type: v.literal("explainPartnerIds") }),
  /** One of the offers that the page was told last. */
  v.strictObject({ ...seq, type: v.literal("offered"), number: time }),
  v.strictObject({
    ...seq,
    type: v.literal("export"),
    format: v.picklist(["csv", "json", "markdown"]),
    /** In the order they are shown. */
    rows,
    columns: v.pipe(v.array(v.picklist(columnNames)), v.minLength(1), v.maxLength(columnNames.length)),
  }),
]);

export type PageRow = v.InferOutput<typeof pageRow>;
export type OwnId = v.InferOutput<typeof ownId>;
export type StateLookOfPage = v.InferOutput<typeof stateLook>;
export type Offer = v.InferOutput<typeof offer>;
export type Note = v.InferOutput<typeof note>;
export type Notes = v.InferOutput<typeof notes>;
export type ColumnName = (typeof columnNames)[number];
export type HostMessage = v.InferOutput<typeof fromHost>;
export type PageMessage = v.InferOutput<typeof fromPage>;

/** How a row's state looks and what it says: of an application, in words that do not speak of "you". */
export function lookOf(
  { state, kind }: Pick<PageRow, "state" | "kind">,
  looks: Readonly<Record<PageRow["state"], StateLookOfPage>>,
): StateLookOfPage {
  const look = looks[state];
  return kind === "application" ? { ...look, ...look.ofApplication } : look;
}

/** Reads a message of the extension; undefined if it is none. */
export function readHostMessage(message: unknown): HostMessage | undefined {
  const parsed = v.safeParse(fromHost, message);
  return parsed.success ? parsed.output : undefined;
}

/**
 * Reads a message of a page, which comes as JSON text so that its length is known before it is read; undefined if it is
 * none. Whether its number is new, and whether the rows exist, is for the receiver to check.
 */
export function readPageMessage(message: unknown): PageMessage | undefined {
  if (typeof message !== "string" || message.length > longestPageMessage) {
    return undefined;
  }
  const parsed = v.safeParse(fromPage, parseForeignJson(message, deepestPageMessage), { abortEarly: true });
  return parsed.success ? parsed.output : undefined;
}
