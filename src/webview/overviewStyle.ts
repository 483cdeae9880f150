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
  .selection {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 6px;
    min-height: 24px;
  }
  .selection > .progress {
    margin-inline-start: auto;
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
    padding: 20px 24px 24px;
    border-inline-start: 1px solid var(--line);
  }
  .instead .details {
    width: 100%;
    padding-top: 10px;
    border: 0;
  }
  .details-bar {
    float: inline-end;
    margin: -2px -10px 0 8px;
  }
  .instead .details-bar {
    float: none;
    margin: 0 -6px 10px;
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
    .table-side > .chips {
      flex-wrap: nowrap;
      margin-inline: 0;
      padding-inline: 12px;
      overflow-x: auto;
      scrollbar-width: none;
    }
    .chip {
      white-space: nowrap;
    }
    .details {
      padding-inline: 12px;
    }
  }

  @media (max-width: 640px) {
    .group-toggle > .toggle-label {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }

  /* Figures of some of the tenants would be wrong; the others are there in a moment. */
  .partial :is(.head, .chips, .selection, .nothing, .head-count) {
    visibility: hidden;
  }
`;
