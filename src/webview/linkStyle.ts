import { css } from "lit";

/** The link view in the side bar. */
export const linkStyle = css`
  body {
    color: var(--vscode-sideBar-foreground, var(--vscode-foreground));
    background: var(--vscode-sideBar-background);
  }
  .link-view {
    padding: 12px 20px 24px;
  }
  .link-view .nothing {
    padding: 24px 0;
  }
  .several {
    display: flex;
    flex-direction: column;
    gap: 14px;
  }
  .counts {
    display: flex;
    flex-direction: column;
    gap: 6px;
    max-width: 24em;
  }
  .counts li {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .counts .count {
    margin-inline-start: auto;
  }
`;
