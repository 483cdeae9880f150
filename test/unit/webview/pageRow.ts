import { type PageRow, type StateLookOfPage, stateNames } from "../../../src/ui/protocol.ts";
import type { StateLooks } from "../../../src/webview/rowFilter.ts";
import { type ToldWords, Words } from "../../../src/webview/words.ts";

/** A row with these properties; the id is the label unless told. */
export function pageRow(label: string, others: Partial<PageRow> = {}): PageRow {
  return {
    id: label,
    tenantId: "0f4e1c2a-5b6d-4c7e-8f90-000000000000",
    label,
    identity: "alice@contoso.example",
    kind: "guest",
    state: "notLinked",
    attention: false,
    ...others,
  };
}

/** Words without any text of their own, unless told. */
export function wordsOf(told: Partial<ToldWords> = {}): Words {
  const ages = { second: ["now"], minute: [], hour: [], day: [], month: [], year: [] };
  return new Words({ words: {}, ages, language: "en", ...told });
}

const tones: Partial<Record<PageRow["state"], StateLookOfPage["tone"]>> = {
  linked: "good",
  notLinked: "attention",
  failed: "bad",
};

/** Each state is called what it is named. */
export const looks = Object.fromEntries(
  stateNames.map((state) => [
    state,
    { icon: "circle", tone: tones[state] ?? "quiet", words: state, sentence: `${state}.` },
  ]),
) as StateLooks;
