/** A VS Code that was started for a person. */
export interface RunningVscode {
  /** Where to open it in a browser; absent if it has a window of its own. */
  readonly address?: string;
  /** Settles when it ends by itself. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}
