/** Why no key is printed, in words for the operator: never a secret, nor anything that came from outside. */
export class Failure extends Error {
  override name = 'Failure';
}
