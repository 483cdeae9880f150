import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import { lookOf, type PageRow } from "../ui/protocol.ts";
import { action } from "./action.ts";
import { icon } from "./icon.ts";
import { PageElement } from "./pageElement.ts";
import type { PageBasics } from "./pageModel.ts";
import { tenantFacts } from "./tenantFacts.ts";
import "./tenantForm.ts";

/** All about one tenant: how it stands, the form, the facts, and what else can be done. */
export class TenantDetails extends PageElement {
  static override readonly properties: PropertyDeclarations = {
    rowId: { attribute: false },
    level: { attribute: false },
  };

  declare rowId: string;
  /** The level of its heading. */
  declare level: 1 | 2;

  /** Leads who opened it to its heading. */
  override focus(): void {
    this.querySelector<HTMLElement>(".name")?.focus();
  }

  protected override render(): TemplateResult {
    const { basics } = this.model;
    const row = this.model.rows.get(this.rowId);
    if (!basics || !row) {
      return html``;
    }
    return html`<article class="tenant" aria-labelledby="tenant-name">
      <header>${this.#heading(row)} ${subtitle(row, basics)}</header>
      ${this.#state(row, basics)}
      <pal-form .model=${this.model} .rowId=${row.id}></pal-form>
      ${this.#actions(row, basics)}
      ${
        this.level === 1
          ? html`<h2 class="section">${basics.words.say("details")}</h2>`
          : html`<h3 class="section">${basics.words.say("details")}</h3>`
      }
      ${tenantFacts(this.model, row, basics.words)}
    </article>`;
  }

  #heading({ label }: PageRow): TemplateResult {
    return this.level === 1
      ? html`<h1 id="tenant-name" class="name" tabindex="-1" dir="auto">${label}</h1>`
      : html`<h2 id="tenant-name" class="name" tabindex="-1" dir="auto">${label}</h2>`;
  }

  #state(row: PageRow, { looks, words }: PageBasics): TemplateResult {
    const look = lookOf(row, looks);
    return html`<div class="state tone-${look.tone}">
      ${icon(look.icon)}
      <div>
        <p class="state-words" aria-live="polite">${look.words}</p>
        <p class="muted">${look.sentence}</p>
        ${row.busy !== undefined || (row.attempt ?? row.problem) === undefined ? nothing : trouble(row)}
        ${
          row.needsSignIn
            ? html`<p class="buttons">
                <vscode-button
                  ?secondary=${row.state === "linked"}
                  @click=${() => this.model.act(row.id, { type: "signIn", row: row.id })}
                  >${icon("sign-in")}<span>${words.say("signIn")}</span></vscode-button
                >
              </p>`
            : nothing
        }
      </div>
    </div>`;
  }

  /** Everything else, as quiet as it is rare. */
  #actions(row: PageRow, { words }: PageBasics): TemplateResult {
    const { model } = this;
    const rows = [row.id];
    return html`<div class="actions">
      ${action(
        "refresh",
        words.say("check"),
        () => model.act(row.id, { type: "check", rows }),
        row.busy !== undefined,
      )}
      ${action("link-external", words.say("openInPortal"), () => model.ask({ type: "openInPortal", row: row.id }))}
      ${action("tag", words.say(row.notCustomer ? "markCustomer" : "markNotCustomer"), () =>
        model.act(row.id, { type: "mark", rows, notCustomer: row.notCustomer !== true }),
      )}
    </div>`;
  }
}

function subtitle(row: PageRow, { words }: PageBasics): TemplateResult {
  const parts = [
    row.domain,
    ...(row.kind === "guest" ? [] : [words.say(`kind.${row.kind}`)]),
    ...(row.notCustomer ? [words.say("mark.notCustomer")] : []),
    ...(row.hidden ? [words.say("mark.hidden")] : []),
  ].filter((part) => part !== undefined && part !== row.label);
  return parts.length === 0 ? html`` : html`<p class="muted subtitle">${parts.join(" · ")}</p>`;
}

/** How the last try ended, beside what is known. */
function trouble({ attempt, problem }: PageRow): TemplateResult {
  return html`<p class="trouble">
    ${attempt === undefined ? nothing : html`<strong>${attempt}</strong>`} ${problem ?? nothing}
  </p>`;
}

customElements.define("pal-tenant", TenantDetails);
