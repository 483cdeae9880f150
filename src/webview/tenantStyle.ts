import { css } from "lit";

/** All about one tenant. */
export const tenantStyle = css`
  pal-tenant {
    display: block;
  }
  .tenant {
    display: flex;
    flex-direction: column;
    gap: 16px;
    min-width: 0;
  }
  .name {
    font-size: 1.4em;
    overflow-wrap: anywhere;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
    overflow: hidden;
  }
  .name:focus-visible {
    outline-offset: 2px;
  }
  .subtitle {
    margin-top: 2px;
    overflow-wrap: anywhere;
  }
  .state {
    display: flex;
    gap: 10px;
    align-items: flex-start;
  }
  .state > .codicon {
    font-size: 18px;
    line-height: 18px;
  }
  .state > div {
    display: flex;
    flex-direction: column;
    gap: 4px;
    min-width: 0;
  }
  .state-words {
    font-weight: 600;
  }
  .state .buttons {
    margin-top: 6px;
  }
  .trouble {
    margin-top: 4px;
    padding-inline-start: 10px;
    border-inline-start: 2px solid var(--attention);
    overflow-wrap: anywhere;
  }
  .trouble strong {
    display: block;
    font-weight: 600;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 6px;
    margin-inline-start: -6px;
  }
  .section {
    padding-top: 14px;
    border-top: 1px solid var(--line);
    font-size: 1em;
  }
  .facts {
    display: grid;
    gap: 10px 20px;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 240px), 1fr));
  }
  .fact {
    min-width: 0;
  }
  .fact dt {
    color: var(--muted);
    font-size: 0.92em;
  }
  .fact dd {
    display: flex;
    align-items: flex-start;
    gap: 4px;
    min-height: 22px;
    overflow-wrap: anywhere;
  }
  .fact dd > span {
    min-width: 0;
  }
  .fact pal-copy {
    flex: none;
    margin-block: -2px;
  }
`;
