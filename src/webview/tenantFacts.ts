import { html, nothing, type TemplateResult } from "lit";
import type { PageMessage, PageRow } from "../ui/protocol.ts";
import "./copyButton.ts";
import type { PageModel } from "./pageModel.ts";
import type { Words } from "./words.ts";

interface Fact {
  readonly name: string;
  readonly value: string | undefined;
  readonly copy?: Extract<PageMessage, { type: "copy" }>["what"];
  /** A name or number that is read letter by letter. */
  readonly code?: true;
}

/** What is known of a tenant, fact by fact, with buttons that copy. */
export function tenantFacts(model: PageModel, row: PageRow, words: Words): TemplateResult {
  const facts = factsOf(row, words).filter(({ value }) => value !== undefined);
  return html`<dl class="facts">
    ${facts.map(
      ({ name, value, copy, code }) =>
        html`<div class="fact">
          <dt>${name}</dt>
          <dd>
            <span class=${code ? "code" : ""}>${value}</span>${
              copy === undefined
                ? nothing
                : html`<pal-copy .model=${model} .rowId=${row.id} .what=${copy} .name=${name}></pal-copy>`
            }
          </dd>
        </div>`,
    )}
  </dl>`;
}

/** All but the link itself, which stands above. */
function factsOf(row: PageRow, words: Words): Fact[] {
  const whole = (at: number | undefined): string | undefined =>
    at === undefined ? undefined : `${words.time(at)} (${words.age(at)})`;
  return [
    { name: words.say("column.domain"), value: row.domain, copy: "domain" },
    { name: words.say("fact.tenantId"), value: row.tenantId, copy: "tenantId", code: true },
    { name: words.say("column.identity"), value: row.identity },
    { name: words.say("column.kind"), value: words.say(`kindLong.${row.kind}`) },
    { name: words.say("fact.firstLinked"), value: whole(row.firstLinked) },
    { name: words.say("column.lastChanged"), value: whole(row.lastChanged) },
    { name: words.say("fact.objectId"), value: row.objectId, copy: "objectId", code: true },
    { name: words.say("column.checked"), value: whole(row.checkedAt) },
  ];
}
