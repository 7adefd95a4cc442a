/** Work to be done after a commit, at least once, idempotent by its id. */
export interface JobOrder<P = unknown> {
  readonly kind: string;
  /** JSON; sealed at rest, erased when the job is done. */
  readonly payload: P;
  /** Whose data the payload holds; null for nobody's. */
  readonly accountId: string | null;
  /** Milliseconds from now; 0 unless told. */
  readonly delay?: number;
}
