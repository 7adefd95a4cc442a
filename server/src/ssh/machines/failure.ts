/** Why a machine's command failed, in words for the operator. They hold no secret, and no text that came from outside. */
export class Failure extends Error {
  override name = 'Failure';
}
