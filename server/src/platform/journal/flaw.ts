/** One fault that a verification found. */
export interface Flaw {
  readonly accountId: string;
  /** The row within the account's chain. Null when the fault is not of one row. */
  readonly seq: number | null;
  readonly what: string;
}
