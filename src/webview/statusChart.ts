import { html, svg, type TemplateResult } from "lit";
import type { PageRow } from "../ui/protocol.ts";
import { chartShares } from "./chartShares.ts";
import type { PageBasics } from "./pageModel.ts";
import { moveFocus, oneTabStop } from "./rovingFocus.ts";
import type { StateCount } from "./stateOrder.ts";

type StateName = PageRow["state"];

/**
 * How many tenants are in each state, as one bar. Its parts are buttons that show these tenants only; the arrow keys lead
 * from one to the next.
 */
export function statusChart(
  { words, looks }: PageBasics,
  counts: readonly StateCount[],
  chosen: readonly StateName[],
  choose: (state: StateName) => void,
): TemplateResult {
  const shares = chartShares(counts.map(({ count }) => count));
  const bars = counts.map(({ state, count }, index) => {
    const { start = 0, width = 0 } = shares[index] ?? {};
    const label = words.say("chart.part", looks[state].words, count);
    const same = counts.slice(0, index).filter((other) => looks[other.state].tone === looks[state].tone);
    const off = chosen.length > 0 && !chosen.includes(state);
    return svg`<svg x="${start}%" width="${width}%" height="24">
      <g role="button" class="part tone-${looks[state].tone} shade-${Math.min(same.length, 3)} ${off ? "off" : ""}"
        aria-pressed=${chosen.includes(state)} aria-label=${label}
        @click=${() => choose(state)} @keydown=${(event: KeyboardEvent) => press(event, () => choose(state))}>
        <title>${label}</title>
        <rect class="part-hit" width="100%" height="24"></rect>
        <rect class="part-bar" y="7" width="100%" height="10"></rect>
      </g>
    </svg>`;
  });
  return html`<svg
    class="chart"
    role="group"
    aria-label=${words.say("chart.label")}
    width="100%"
    height="24"
    @keydown=${(event: KeyboardEvent) =>
      event.currentTarget instanceof Element && moveFocus(event, event.currentTarget, ".part")}
  >
    ${bars}${oneTabStop(".part")}
  </svg>`;
}

function press(event: KeyboardEvent, act: () => void): void {
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    act();
  }
}
