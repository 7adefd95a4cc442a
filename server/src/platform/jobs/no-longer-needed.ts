/** The job's work is of no use any more, so the job counts as done and wakes no waiting ones. The message says why. */
export class NoLongerNeeded extends Error {
  override name = 'NoLongerNeeded';
}
