/** Work to do after a commit. It is done at least once, and must be idempotent by its id. */
export interface JobOrder<P = unknown> {
  readonly kind: string;
  /** JSON. It is sealed at rest, and erased when the job is done. */
  readonly payload: P;
  /** The account whose data the payload holds. Null means none. */
  readonly accountId: string | null;
  /** Milliseconds from now; 0 by default. */
  readonly delay?: number;
  /** Jobs of one account with the same name here, ordered within minutes, wait for one another and are done as one. */
  readonly gather?: string;
}
