/** What a job was to do is of no use any more: it is done, and says nothing of whether others could be. The message says why. */
export class NoLongerNeeded extends Error {
  override name = 'NoLongerNeeded';
}
