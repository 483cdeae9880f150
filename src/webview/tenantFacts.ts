import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import "@vscode-elements/elements/dist/vscode-toolbar-button/index.js";
import type { PageMessage, PageRow } from "../ui/protocol.ts";
import { PageElement } from "./pageElement.ts";
import type { Words } from "./words.ts";

type Copied = Extract<PageMessage, { type: "copy" }>["what"];

interface Fact {
  readonly name: string;
  readonly value: string | undefined;
  readonly copy?: Copied;
  /** A name or number that is read letter by letter. */
  readonly code?: true;
}

const copiedFor = 2000;

/** What is known of a tenant, fact by fact, with buttons that copy. */
export class TenantFacts extends PageElement {
  static override readonly properties: PropertyDeclarations = {
    rowId: { attribute: false },
    copied: { state: true },
  };

  declare rowId: string;
  declare copied: Copied | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("rowId")) {
      this.copied = undefined;
    }
  }

  protected override render(): TemplateResult {
    const row = this.model.rows.get(this.rowId);
    const words = this.model.basics?.words;
    if (!row || !words) {
      return html``;
    }
    const facts = factsOf(row, words).filter(({ value }) => value !== undefined);
    const copied = facts.find(({ copy }) => copy !== undefined && copy === this.copied);
    return html`<dl class="facts">${facts.map((fact) => this.#fact(fact, words))}</dl>
      <div role="status" class="unseen">${copied ? words.say("copied", copied.name) : nothing}</div>`;
  }

  #fact({ name, value, copy, code }: Fact, words: Words): TemplateResult {
    const label = words.say("copy", name);
    const button = html`<vscode-toolbar-button
      icon=${copy === this.copied ? "check" : "copy"}
      label=${label}
      title=${label}
      @click=${() => copy && this.#copy(copy)}
    ></vscode-toolbar-button>`;
    return html`<div class="fact">
      <dt>${name}</dt>
      <dd><span class=${code ? "code" : ""}>${value}</span>${copy === undefined ? nothing : button}</dd>
    </div>`;
  }

  #copy(what: Copied): void {
    this.model.ask({ type: "copy", row: this.rowId, what });
    this.copied = what;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.copied = undefined), copiedFor);
  }
}

function factsOf(row: PageRow, words: Words): Fact[] {
  const whole = (at: number | undefined): string | undefined =>
    at === undefined ? undefined : `${words.time(at)} (${words.age(at)})`;
  return [
    { name: words.say("column.domain"), value: row.domain, copy: "domain" },
    { name: words.say("fact.tenantId"), value: row.tenantId, copy: "tenantId", code: true },
    { name: words.say("column.identity"), value: row.identity },
    { name: words.say("column.kind"), value: words.say(`kindLong.${row.kind}`) },
    { name: words.say("column.partnerId"), value: row.partnerId, copy: "partnerId" },
    { name: words.say("column.partnerName"), value: row.partnerName },
    { name: words.say("fact.firstLinked"), value: whole(row.firstLinked) },
    { name: words.say("column.lastChanged"), value: whole(row.lastChanged) },
    { name: words.say("fact.objectId"), value: row.objectId, copy: "objectId", code: true },
    { name: words.say("column.checked"), value: whole(row.checkedAt) },
  ];
}

customElements.define("pal-facts", TenantFacts);
