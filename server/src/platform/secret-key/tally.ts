/** How much was made anew with the key in use, and how much could not be. */
export interface Tally {
  readonly done: number;
  readonly left: number;
}
