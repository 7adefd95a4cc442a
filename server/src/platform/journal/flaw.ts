/** What a verification found. */
export interface Flaw {
  readonly accountId: string;
  /** Row within the account's chain; null when the head itself is wrong. */
  readonly seq: number | null;
  readonly what: string;
}
