/** No later try can succeed, so the job is dead at once. The cause says why. */
export class PermanentFailure extends Error {
  override name = 'PermanentFailure';
  constructor(cause: unknown) {
    super('refused for good', { cause });
  }
}
