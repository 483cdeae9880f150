import { css } from "lit";

/** The overview around its table. */
export const overviewStyle = css`
  html,
  body,
  pal-overview {
    height: 100%;
  }
  body {
    background: var(--vscode-editor-background);
  }
  pal-overview {
    display: block;
  }
  .overview {
    display: flex;
    height: 100%;
    min-height: 0;
  }
  .table-side {
    display: flex;
    flex: 1 1 0;
    flex-direction: column;
    gap: 12px;
    min-width: 0;
    height: 100%;
    padding: 20px 0 0;
  }
  .table-side > :not(pal-table) {
    margin-inline: 24px;
  }
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
  .head-facts,
  .partners {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 6px;
    min-width: 0;
  }
  .head-facts {
    margin-inline-start: -6px;
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
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
  }
  .filter {
    position: relative;
    display: flex;
    flex: 1 1 220px;
    align-items: center;
    min-width: 0;
  }
  .filter > .codicon {
    position: absolute;
    inset-inline-start: 8px;
    color: var(--muted);
    pointer-events: none;
  }
  .filter > vscode-toolbar-button {
    position: absolute;
    inset-inline-end: 3px;
  }
  .filter input {
    width: 100%;
    height: 28px;
    padding: 3px 30px;
    color: var(--vscode-input-foreground);
    background: var(--vscode-input-background);
    border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, transparent));
    border-radius: 4px;
    text-overflow: ellipsis;
  }
  .filter input:focus {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  pal-popup {
    position: relative;
    flex: none;
  }
  .popup-panel {
    position: absolute;
    z-index: 4;
    inset-inline-end: 0;
    top: calc(100% + 4px);
    min-width: 160px;
    padding: 4px;
    color: var(--vscode-menu-foreground);
    background: var(--vscode-menu-background);
    border: 1px solid var(--vscode-menu-border, var(--line));
    border-radius: 6px;
    box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
  }
  .menu {
    display: flex;
    flex-direction: column;
  }
  .menu vscode-checkbox {
    padding: 3px 8px;
  }
  .menu-item {
    padding: 4px 10px;
    border: 0;
    border-radius: 4px;
    background: none;
    text-align: start;
    cursor: pointer;
  }
  .menu-item:hover,
  .menu-item:focus {
    color: var(--vscode-menu-selectionForeground);
    background: var(--vscode-menu-selectionBackground);
    outline: 1px solid var(--vscode-menu-selectionBorder, transparent);
    outline-offset: -1px;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
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
  .selection {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 6px;
    min-height: 24px;
  }
  .selection-count {
    margin-inline-end: 6px;
    font-variant-numeric: tabular-nums;
  }
  .details {
    flex: none;
    width: clamp(340px, 34%, 480px);
    height: 100%;
    overflow-y: auto;
    padding: 8px 24px 24px;
    border-inline-start: 1px solid var(--line);
  }
  .instead .details {
    width: 100%;
    border: 0;
  }
  .details-bar {
    display: flex;
    justify-content: flex-end;
    margin-inline: -8px;
    min-height: 28px;
  }
  .instead .details-bar {
    justify-content: flex-start;
  }
  .overview > .nothing {
    margin-block: auto;
  }
  @media (max-height: 520px) {
    .overview,
    .table-side {
      height: auto;
      min-height: 100%;
    }
  }
  @media (max-width: 500px) {
    .table-side {
      padding-top: 12px;
    }
    .table-side > :not(pal-table) {
      margin-inline: 12px;
    }
    .details {
      padding-inline: 12px;
    }
  }
`;
