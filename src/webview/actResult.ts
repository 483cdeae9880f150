import { html, nothing, type TemplateResult } from "lit";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { Act } from "./acts.ts";
import { icon } from "./icon.ts";
import type { PageBasics, PageModel } from "./pageModel.ts";
import { toolbarButton } from "./toolbarButton.ts";

const looks = {
  done: { icon: "pass-filled", tone: "good" },
  nothingToDo: { icon: "info", tone: "quiet" },
  stopped: { icon: "warning", tone: "attention" },
  failed: { icon: "error", tone: "bad" },
  cancelled: { icon: "circle-slash", tone: "quiet" },
} as const;

/**
 * How an act goes on and how it ended. The live region is always there and never hidden, else what comes into it would not be
 * read out.
 *
 * @param elsewhere What is done with the row, but was not asked for here.
 */
export function actResult(
  model: PageModel,
  { words }: PageBasics,
  subject: string,
  elsewhere?: string,
): TemplateResult {
  const act = model.acts.of(subject);
  return html`<div class=${act === undefined && elsewhere === undefined ? "unseen" : "result"}>
    <div role="status" class="result-words">${said(act, elsewhere, words.say("loading"))}</div>
    ${act === undefined ? nothing : buttons(model, words, act, subject)}
  </div>`;
}

function said(act: Act | undefined, elsewhere: string | undefined, waiting: string): TemplateResult | symbol {
  if (act?.phase === "told") {
    const look = looks[act.how];
    return html`<span class="tone-${look.tone}">${icon(look.icon)}</span> <span>${act.words}</span>`;
  }
  const words = act === undefined ? elsewhere : act.words || elsewhere || waiting;
  return words === undefined ? nothing : html`${icon("loading~spin")} <span>${words}</span>`;
}

function buttons(model: PageModel, words: PageBasics["words"], act: Act, subject: string): TemplateResult {
  if (act.phase === "running") {
    return html`<vscode-button secondary @click=${() => model.ask({ type: "cancel", act: act.act })}
      >${words.say("form.cancel")}</vscode-button
    >`;
  }
  const undo = html`<vscode-button
    secondary
    class="undo"
    @click=${() => model.act(subject, { type: "undo", act: act.act })}
    >${words.say("form.undo")}</vscode-button
  >`;
  const dismiss = toolbarButton("close", words.say("form.dismiss"), () => model.dismiss(subject));
  return html`${act.canUndo ? undo : nothing}${dismiss}`;
}
