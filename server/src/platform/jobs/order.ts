/** Work to be done after a commit, at least once, idempotent by its id. */
export interface JobOrder<P = unknown> {
  readonly kind: string;
  /** JSON; sealed at rest, erased when the job is done. */
  readonly payload: P;
  /** Whose data the payload holds; null for nobody's. */
  readonly accountId: string | null;
  /** Milliseconds from now; 0 unless told. */
  readonly delay?: number;
  /** Several of one account and of this name within minutes wait for one another, and are done as one. */
  readonly gather?: string;
}
