/** How far the queue of checks is, counted since it was last empty. */
export interface CheckProgress {
  readonly checked: number;
  readonly total: number;
  /** Rows nobody asked for wait for the user, because VS Code takes so long for a token (milliseconds). */
  readonly pausedBy?: number;
}
