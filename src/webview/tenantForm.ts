import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import { parsePartnerId } from "../model/partnerId.ts";
import type { PageRow } from "../ui/protocol.ts";
import { actResult } from "./actResult.ts";
import { busyWords } from "./busyWords.ts";
import "./copyButton.ts";
import { PageElement } from "./pageElement.ts";
import type { PageBasics } from "./pageModel.ts";
import "./partnerIdField.ts";
import { offersFor } from "./partnerIdOffers.ts";

/** Where nothing can be linked, so that there is nothing to fill in. */
const closedStates = new Set<PageRow["state"]>(["noAccount", "notOffered", "linkAtHome"]);

/** Links a tenant, changes its link or removes it; says how that goes on, and takes it back. */
export class TenantForm extends PageElement {
  static override readonly properties: PropertyDeclarations = {
    rowId: { attribute: false },
    typed: { state: true },
    submitted: { state: true },
    editing: { state: true },
  };

  declare rowId: string;
  /** What the user typed; until then our own ID stands there. */
  declare typed: string | undefined;
  declare submitted: boolean;
  /** The form of a tenant that is well linked is closed until it is asked for. */
  declare editing: boolean;
  #working = false;
  /** The number of the act whose result was taken note of. */
  #told: number | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    const act = this.model.acts.of(this.rowId);
    if (changed.has("rowId")) {
      this.#reset();
      this.#told = act?.act; // told before this form was there: it says nothing of what is typed here
    }
    const working = this.#isWorking();
    if (this.#working && !working && act?.phase === "told" && act.act !== this.#told) {
      this.#told = act.act;
      if (act.how === "done" || act.how === "nothingToDo" || act.canUndo) {
        this.#reset();
      }
    }
    this.#working = working;
  }

  protected override render(): TemplateResult {
    const { basics } = this.model;
    const row = this.model.rows.get(this.rowId);
    if (!basics || !row) {
      return html``;
    }
    const busy = busyWords(row, basics.words);
    const elsewhere = busy === undefined ? undefined : (row.attempt ?? busy);
    const closed = closedStates.has(row.state) && row.partnerId === undefined;
    return html`${closed ? nothing : html`${this.#link(row, basics)}${this.#form(row, basics)}`}
    ${actResult(this.model, basics, row.id, elsewhere)}`;
  }

  /** What is linked, and what can be done with it. */
  #link(row: PageRow, { words }: PageBasics): TemplateResult | symbol {
    if (row.partnerId === undefined) {
      return nothing;
    }
    const edit = html`<vscode-button secondary @click=${this.#edit}
      >${words.say("form.edit")}</vscode-button
    >`;
    const remove = html`<vscode-button
      secondary
      @click=${() => this.model.act(row.id, { type: "remove", row: row.id })}
      >${words.say("form.remove")}</vscode-button
    >`;
    return html`<div class="linked">
      <span class="linked-label">${words.say("column.partnerId")}</span>
      <strong class="linked-id">${row.partnerId}</strong>
      <pal-copy
        .model=${this.model}
        .rowId=${row.id}
        .what=${"partnerId"}
        .name=${words.say("column.partnerId")}
      ></pal-copy>
      <span class="linked-name">${row.partnerName ?? nothing}</span>
      ${
        this.#isWorking()
          ? nothing
          : html`<span class="buttons"
              >${this.#isOpen(row) ? nothing : edit}${row.state === "linked" && this.editing ? nothing : remove}</span
            >`
      }
    </div>`;
  }

  #form(row: PageRow, { words }: PageBasics): TemplateResult | symbol {
    if (!this.#isOpen(row)) {
      return nothing;
    }
    const value = this.#value(row);
    const change = row.partnerId !== undefined;
    const working = this.#isWorking();
    const send = html`<div class="buttons">
      <vscode-button @click=${this.#submit}>${words.say(change ? "form.change" : "form.link")}</vscode-button>
      ${
        row.state === "linked"
          ? html`<vscode-button secondary @click=${this.#escape}>${words.say("form.cancel")}</vscode-button>`
          : nothing
      }
    </div>`;
    return html`<form novalidate @submit=${this.#submit}>
      <pal-partner-id
        .words=${words}
        .label=${words.say(change ? "form.labelChange" : "form.label")}
        .value=${value}
        .problem=${this.#problem(row)}
        .offers=${offersFor(this.typed ?? "", this.model.ours, this.model.recent)}
        .locked=${working}
        .onValue=${(typed: string) => (this.typed = typed)}
        .onEscape=${this.#escape}
      ></pal-partner-id>
      <p id="partner-id-hint" class="hint">
        ${words.say("form.hint")}
        <button type="button" class="link" @click=${() => this.model.ask({ type: "explainPartnerIds" })}>
          ${words.say("form.where")}
        </button>
      </p>
      ${working ? nothing : send}
    </form>`;
  }

  #isOpen({ state }: PageRow): boolean {
    return state !== "linked" || this.editing;
  }

  #isWorking(): boolean {
    const busy = this.model.rows.get(this.rowId)?.busy;
    return this.model.acts.of(this.rowId)?.phase === "running" || (busy !== undefined && busy !== "check");
  }

  #value({ state }: PageRow): string {
    return this.typed ?? (state === "linked" ? "" : (this.model.ours[0]?.id ?? ""));
  }

  #problem(row: PageRow): string | undefined {
    const { basics } = this.model;
    const value = this.#value(row);
    const parsed = parsePartnerId(value);
    if (!basics || (!this.submitted && value.trim() === "")) {
      return undefined;
    }
    if (!parsed.ok) {
      return basics.words.say(`problem.${parsed.problem}`);
    }
    return parsed.partnerId === row.partnerId ? basics.words.say("form.same") : undefined;
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const row = this.model.rows.get(this.rowId);
    this.submitted = true;
    if (!row || this.#isWorking()) {
      return;
    }
    const parsed = parsePartnerId(this.#value(row));
    const field = this.querySelector<HTMLElement>("pal-partner-id");
    field?.focus();
    if (parsed.ok && this.#problem(row) === undefined) {
      // The form stays until it is told how it went, also when the tenant is linked a moment before.
      this.editing = true;
      const verb = row.partnerId === undefined ? "link" : "update";
      this.model.act(row.id, { type: "write", verb, row: row.id, partnerId: parsed.partnerId });
    }
  };

  readonly #edit = (): void => {
    this.editing = true;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("pal-partner-id")?.focus());
  };

  /** Stops what is running; else everything is as it was before anything was typed. Gives whether there was anything to do. */
  readonly #escape = (): boolean => {
    const act = this.model.acts.of(this.rowId);
    if (act?.phase === "running") {
      this.model.ask({ type: "cancel", act: act.act });
      return true;
    }
    const isTouched = this.typed !== undefined || this.submitted || this.editing;
    this.#reset();
    return isTouched;
  };

  #reset(): void {
    this.typed = undefined;
    this.submitted = false;
    this.editing = false;
  }
}

customElements.define("pal-form", TenantForm);
