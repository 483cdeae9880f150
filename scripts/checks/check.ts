/** One check of the repository itself. Checks count as tests of the layer `check`. */
export interface Check {
  readonly name: string;
  /** Says what is wrong, in lines for people; nothing if all is well. */
  run(): Promise<readonly string[]>;
}
