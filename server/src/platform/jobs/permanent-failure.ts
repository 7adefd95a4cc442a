/** No later try will fare better: the job is dead at once. The cause says why. */
export class PermanentFailure extends Error {
  override name = 'PermanentFailure';
  constructor(cause: unknown) {
    super('refused for good', { cause });
  }
}
