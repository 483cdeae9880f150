import { findsWords, searchableText, searchWords } from "../model/searchWords.ts";
import { lookOf, type PageRow, type StateLookOfPage } from "../ui/protocol.ts";

type StateName = PageRow["state"];

/** How each state looks and what it is called. */
export type StateLooks = Readonly<Record<StateName, StateLookOfPage>>;

/** Which rows are shown. Nothing set: all but hidden ones. */
export interface RowFilter {
  readonly text: string;
  /** Only what is linked to this partner ID; empty: all rows. */
  readonly partnerId: string;
  /** Which states; nothing here and no `notCustomer`: all rows. */
  readonly states: readonly StateName[];
  /** Tenants that are no customers, which have no state here. */
  readonly notCustomer: boolean;
  /** Only what the user has to do something about. */
  readonly attention: boolean;
  /** Hidden tenants, too. */
  readonly hidden: boolean;
}

export const noFilter: RowFilter = {
  text: "",
  partnerId: "",
  states: [],
  notCustomer: false,
  attention: false,
  hidden: false,
};

/** Makes the test of a filter; what a row is found by is folded once and kept as long as the row. */
export function rowTest(filter: RowFilter, looks: StateLooks): (row: PageRow) => boolean {
  const words = searchWords(filter.text);
  const states = new Set(filter.states);
  return (row) =>
    (filter.hidden || row.hidden !== true) &&
    (!filter.attention || row.attention) &&
    ((states.size === 0 && !filter.notCustomer) ||
      (row.notCustomer ? filter.notCustomer : states.has(row.state))) &&
    // As the chip counts: what is marked as no customer is left out, unless it is asked for.
    (filter.partnerId === "" ||
      (row.partnerId === filter.partnerId && (row.notCustomer !== true || filter.notCustomer))) &&
    (words.length === 0 || findsWords(textOf(row, looks), words));
}

const texts = new WeakMap<PageRow, string>();

function textOf(row: PageRow, looks: StateLooks): string {
  const known = texts.get(row);
  if (known !== undefined) {
    return known;
  }
  const { label, domain, identity, tenantId, partnerId, partnerName } = row;
  const { words } = lookOf(row, looks);
  const text = searchableText([label, domain, identity, tenantId, partnerId, partnerName, words]);
  texts.set(row, text);
  return text;
}
