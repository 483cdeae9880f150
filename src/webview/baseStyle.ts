import { css } from "lit";

/** What all pages share: colours, text, buttons. Only VS Code's theme colours are used. */
export const baseStyle = css`
  :root {
    --good: var(--vscode-testing-iconPassed, var(--vscode-foreground));
    --attention: var(--vscode-list-warningForeground, var(--vscode-foreground));
    --bad: var(--vscode-list-errorForeground, var(--vscode-foreground));
    --quiet: var(--vscode-descriptionForeground);
    --muted: var(--vscode-descriptionForeground);
    --line: var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border)));
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  body {
    padding: 0;
    margin: 0;
    color: var(--vscode-foreground);
    line-height: 1.4;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  h1,
  h2,
  h3 {
    font-weight: 600;
    line-height: 1.3;
  }
  ul {
    list-style: none;
  }
  button,
  input {
    font: inherit;
    color: inherit;
  }
  .codicon {
    flex: none;
    font-size: 16px;
    line-height: 16px;
  }
  vscode-toolbar-button > .codicon {
    margin-inline: -2px;
  }
  .muted {
    color: var(--muted);
  }
  .code {
    font-family: var(--vscode-editor-font-family);
    font-size: 0.95em;
  }
  .tone-good > .codicon {
    color: var(--good);
  }
  .tone-attention > .codicon {
    color: var(--attention);
  }
  .tone-bad > .codicon {
    color: var(--bad);
  }
  .tone-quiet > .codicon {
    color: var(--quiet);
  }
  pal-copy {
    display: inline-flex;
    position: relative;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .link,
  .action,
  .popup-button {
    border: 0;
    background: none;
    cursor: pointer;
    border-radius: 4px;
  }
  .link {
    padding: 0;
    color: var(--vscode-textLink-foreground);
    text-decoration: var(--text-link-decoration, none);
  }
  .link:hover {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }
  .link:focus-visible {
    outline-offset: 1px;
  }
  .action,
  .popup-button {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 24px;
    padding: 2px 6px;
    text-align: start;
  }
  .action[aria-disabled] {
    color: var(--vscode-disabledForeground);
    cursor: default;
  }
  .action:not([aria-disabled]):hover,
  .popup-button:hover {
    background: var(--vscode-toolbar-hoverBackground);
    outline: 1px dashed var(--vscode-toolbar-hoverOutline, transparent);
    outline-offset: -1px;
  }
  .count {
    font-variant-numeric: tabular-nums;
    color: var(--muted);
  }
  .nothing {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 8px;
    max-width: 32em;
    margin: 0 auto;
    padding: 40px 20px;
    text-align: center;
  }
  .nothing > .codicon {
    font-size: 32px;
    line-height: 32px;
    color: var(--muted);
    margin-bottom: 4px;
  }
  .notes {
    display: flex;
    flex-direction: column;
    gap: 4px;
    list-style: none;
  }
  .note {
    display: flex;
    gap: 8px;
    align-items: flex-start;
  }
  .note .link {
    white-space: nowrap;
  }
  .nothing .notes {
    margin-top: 12px;
    text-align: start;
  }
  .nothing h1 {
    font-size: 1.15em;
  }
  @media (prefers-reduced-motion: reduce) {
    .codicon-modifier-spin {
      animation: none !important;
    }
  }
`;
