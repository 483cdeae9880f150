import { css } from "lit";

/** The table. Its rows are 28 pixels high and its header 32, as `tenantTable.ts` says, too. */
export const tableStyle = css`
  pal-table {
    display: block;
    flex: 1 1 0;
    min-width: 0;
    min-height: 240px;
  }
  .grid {
    height: 100%;
    overflow: auto;
    border-top: 1px solid var(--line);
    contain: strict;
  }
  .grid:focus-visible {
    outline: none;
  }
  .grid-head {
    position: sticky;
    z-index: 2;
    top: 0;
    min-width: min-content;
    background: var(--vscode-editor-background);
    border-bottom: 1px solid var(--line);
  }
  .grid-body {
    position: relative;
    min-width: min-content;
    contain: layout;
  }
  .row {
    position: relative;
    display: grid;
    grid-template-columns: var(--columns);
    align-items: center;
    width: 100%;
    height: 28px;
    padding-inline: 18px 24px;
    cursor: default;
  }
  .row:not(.header) {
    contain: strict;
  }
  .row.header {
    height: 31px;
  }
  .cell {
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
    padding-inline: 6px 10px;
    overflow: clip;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .row:not(.header) .cell {
    display: block;
    line-height: 28px;
  }
  .cell .codicon {
    margin-inline-end: 6px;
    vertical-align: -3px;
  }
  .cell-domain,
  .cell-identity,
  .cell-kind,
  .cell-lastChanged,
  .cell-checked {
    color: var(--muted);
  }
  .cell-partnerId {
    font-variant-numeric: tabular-nums;
  }
  .sort {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    max-width: 100%;
    margin-inline-start: -4px;
    padding: 2px 4px;
    border: 0;
    border-radius: 4px;
    background: none;
    font-weight: 600;
    cursor: pointer;
  }
  .sort > span:first-child {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .sort .codicon {
    margin: 0;
    font-size: 14px;
  }
  .sort:hover {
    background: var(--vscode-toolbar-hoverBackground);
    outline: 1px dashed var(--vscode-toolbar-hoverOutline, transparent);
    outline-offset: -1px;
  }
  .header .cell:first-child,
  .row .cell:first-child {
    padding-inline-start: 26px;
  }
  .tick {
    position: absolute;
    inset-inline-start: 20px;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    width: 16px;
    height: 16px;
    margin-top: 6px;
    border: 1px solid var(--vscode-checkbox-border, var(--line));
    border-radius: 3px;
    background: var(--vscode-checkbox-background);
    color: var(--vscode-checkbox-foreground);
    opacity: 0;
  }
  .tick .codicon {
    margin: 0;
    font-size: 14px;
    visibility: hidden;
  }
  .row:hover .tick,
  .grid:focus .row.active .tick,
  .row[aria-selected="true"] .tick {
    opacity: 1;
  }
  .row[aria-selected="true"] .tick .codicon {
    visibility: visible;
  }
  .cell-name {
    display: block;
    width: fit-content;
    max-width: 100%;
    overflow: clip;
    text-overflow: ellipsis;
    cursor: pointer;
  }
  .cell-name:hover {
    text-decoration: underline;
  }
  .aside .cell-name {
    color: var(--muted);
  }
  .group-toggle[aria-pressed="true"] {
    color: var(--vscode-inputOption-activeForeground);
    background: var(--vscode-inputOption-activeBackground);
    outline: 1px solid var(--vscode-inputOption-activeBorder, transparent);
    outline-offset: -1px;
  }
  .grouped .header .cell:first-child {
    padding-inline-start: 48px;
  }
  .grouped .row:not(.tenant-head, .header) .cell:first-child {
    padding-inline-start: 48px;
  }
  .grouped .row:not(.tenant-head, .header) .cell:first-child > .codicon {
    color: var(--muted);
  }
  .grouped .cell:first-child {
    color: inherit;
  }
  .grouped .cell-name {
    display: inline-block;
    max-width: calc(100% - 26px);
    vertical-align: top;
  }
  .tenant-head {
    border-top: 1px solid var(--line);
    font-weight: 600;
  }
  .row.tenant-head .cell {
    display: flex;
    gap: 0;
    line-height: 27px;
  }
  .tenant-head .codicon {
    align-self: center;
  }
  .tenant-head .tick {
    margin: 0;
  }
  .tenant-head .span-2 {
    grid-column: span 2;
  }
  .tenant-head .from-2 {
    grid-column: 2 / -1;
  }
  .tenant-head .from-3 {
    grid-column: 3 / -1;
  }
  .head-name,
  .head-domain,
  .head-count {
    min-width: 0;
    overflow: clip;
    text-overflow: ellipsis;
  }
  .head-name {
    flex: none;
    max-width: calc(100% - 22px);
  }
  .head-domain {
    margin-inline-start: 10px;
    font-weight: 400;
  }
  .head-count {
    font-weight: 400;
  }
  .count-short {
    display: none;
  }
  .tenant-head.aside :is(.head-name, .head-count) {
    color: var(--muted);
  }
  .row:not(.header):hover {
    color: var(--vscode-list-hoverForeground);
    background: var(--vscode-list-hoverBackground);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .row[aria-selected="true"],
  .row[aria-selected="true"]:hover {
    color: var(--vscode-list-inactiveSelectionForeground, var(--vscode-foreground));
    background: var(--vscode-list-inactiveSelectionBackground);
    outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .grid:focus .row[aria-selected="true"] {
    color: var(--vscode-list-activeSelectionForeground);
    background: var(--vscode-list-activeSelectionBackground);
  }
  .row[aria-selected="true"] :is(.cell, .muted, .cell-name, .head-name, .head-count) {
    color: inherit;
  }
  .grid:focus .row.active {
    outline: 1px solid var(--vscode-list-focusOutline, var(--vscode-focusBorder));
    outline-offset: -1px;
  }
  .row.opened::before {
    content: "";
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    width: 2px;
    background: var(--vscode-focusBorder);
  }
  @media (max-width: 500px) {
    .row {
      padding-inline: 6px 12px;
    }
    .tick {
      inset-inline-start: 8px;
    }
    .count-long {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .count-short {
      display: inline;
    }
  }
`;
