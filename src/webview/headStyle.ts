import { css } from "lit";

/** The top of the overview: figures, chart, chips. */
export const headStyle = css`
  .head {
    display: flex;
    flex-direction: column;
    gap: 8px;
  }
  .figure {
    font-size: 1.85em;
    font-weight: 400;
    line-height: 1.2;
  }
  .headline {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 14px;
  }
  .head-facts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 6px;
    min-width: 0;
    margin-inline-start: -7px;
  }
  .partners {
    display: contents;
  }
  .partners li {
    min-width: 0;
    max-width: 100%;
  }
  .fact-button,
  .fact-plain {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    max-width: 100%;
    min-height: 26px;
    padding: 2px 8px 2px 6px;
    border: 1px solid transparent;
    border-radius: 4px;
    background: none;
  }
  .fact-button {
    cursor: pointer;
  }
  .fact-button strong {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .partner-name {
    max-width: 18em;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .fact-button:hover,
  .chip:hover {
    background: var(--vscode-toolbar-hoverBackground);
    outline: 1px dashed var(--vscode-toolbar-hoverOutline, transparent);
    outline-offset: -1px;
  }
  .fact-button[aria-pressed="true"],
  .chip[aria-pressed="true"] {
    color: var(--vscode-inputOption-activeForeground);
    background: var(--vscode-inputOption-activeBackground);
    border-color: var(--vscode-inputOption-activeBorder);
  }
  .fact-button[aria-pressed="true"] .count,
  .chip[aria-pressed="true"] .count {
    color: inherit;
  }
  .chart {
    display: block;
    overflow: visible;
  }
  .part {
    cursor: pointer;
    color: var(--quiet);
  }
  .part.tone-good {
    color: var(--good);
  }
  .part.tone-attention {
    color: var(--attention);
  }
  .part.tone-bad {
    color: var(--bad);
  }
  .part-hit {
    fill: transparent;
  }
  .part-bar {
    fill: currentColor;
    stroke: var(--vscode-editor-background);
    stroke-width: 2px;
    rx: 5px;
  }
  .part.shade-1 .part-bar {
    fill-opacity: 0.72;
  }
  .part.shade-2 .part-bar {
    fill-opacity: 0.52;
  }
  .part.shade-3 .part-bar {
    fill-opacity: 0.36;
  }
  .part.off .part-bar {
    fill-opacity: 0.22;
  }
  .part:hover .part-bar {
    fill-opacity: 1;
  }
  .part:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 0;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .chips > span {
    display: inline-flex;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 24px;
    padding: 1px 9px 1px 7px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-input-border, var(--line)));
    border-radius: 12px;
    background: none;
    cursor: pointer;
  }
  .tone-good > .chip > .codicon {
    color: var(--good);
  }
  .tone-attention > .chip > .codicon {
    color: var(--attention);
  }
  .tone-bad > .chip > .codicon {
    color: var(--bad);
  }
  .tone-quiet > .chip > .codicon {
    color: var(--quiet);
  }
`;
