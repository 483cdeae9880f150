import { css } from "lit";

/** The form and what it tells. */
export const formStyle = css`
  pal-form {
    display: flex;
    flex-direction: column;
    gap: 12px;
  }
  pal-form form {
    display: flex;
    flex-direction: column;
    gap: 6px;
    max-width: 28em;
  }
  pal-form form > .buttons {
    margin-top: 6px;
  }
  pal-partner-id {
    display: block;
  }
  pal-partner-id label {
    display: block;
    margin-bottom: 4px;
    font-weight: 600;
  }
  .combo {
    position: relative;
  }
  .combo input {
    width: 100%;
    height: 28px;
    padding: 3px 26px 3px 8px;
    font-variant-numeric: tabular-nums;
    color: var(--vscode-input-foreground);
    background: var(--vscode-input-background);
    border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, transparent));
    border-radius: 4px;
  }
  .combo input::placeholder,
  .filter input::placeholder {
    color: var(--vscode-input-placeholderForeground);
    opacity: 1;
  }
  .combo input:focus {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  .combo input[readonly] {
    color: var(--muted);
  }
  .combo input[aria-invalid="true"] {
    border-color: var(--vscode-inputValidation-errorBorder);
    outline-color: var(--vscode-inputValidation-errorBorder);
  }
  .combo-arrow {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 6px;
    display: flex;
    align-items: center;
    pointer-events: none;
    color: var(--muted);
  }
  .offers {
    position: absolute;
    z-index: 3;
    inset-inline: 0;
    top: calc(100% + 2px);
    max-height: 220px;
    overflow-y: auto;
    padding: 4px;
    color: var(--vscode-dropdown-foreground);
    background: var(--vscode-dropdown-listBackground, var(--vscode-dropdown-background));
    border: 1px solid var(--vscode-dropdown-border, var(--line));
    border-radius: 6px;
    box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
  }
  .offer {
    display: flex;
    gap: 10px;
    align-items: baseline;
    padding: 4px 8px;
    border-radius: 4px;
    cursor: pointer;
  }
  .offer-id {
    font-variant-numeric: tabular-nums;
  }
  .offer-name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--muted);
  }
  .offer:hover {
    background: var(--vscode-list-hoverBackground);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .offer[aria-selected="true"] {
    color: var(--vscode-list-activeSelectionForeground);
    background: var(--vscode-list-activeSelectionBackground);
    outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .offer[aria-selected="true"] .offer-name {
    color: inherit;
  }
  .problem {
    display: flex;
    gap: 6px;
    align-items: flex-start;
  }
  .problem > .codicon {
    color: var(--bad);
    margin-top: 1px;
  }
  .problem:has(*) {
    margin-top: 6px;
  }
  .hint {
    color: var(--muted);
  }
  .linked {
    display: grid;
    grid-template-columns: auto 1fr;
    column-gap: 6px;
    align-items: center;
  }
  .linked-label {
    grid-column: 1 / -1;
    color: var(--muted);
  }
  .linked-id {
    font-size: 1.45em;
    font-variant-numeric: tabular-nums;
  }
  .linked-name {
    grid-column: 1 / -1;
    overflow-wrap: anywhere;
  }
  .linked .buttons {
    grid-column: 1 / -1;
    margin-top: 8px;
  }
  .result {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    padding: 8px 10px;
    border-radius: 6px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    background: var(--vscode-textBlockQuote-background);
  }
  .result-words {
    display: flex;
    flex: 1 1 12em;
    gap: 8px;
    align-items: flex-start;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .result-words .codicon {
    margin-top: 1px;
  }
`;
