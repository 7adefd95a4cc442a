/**
 * Lets one side of a race begin later than the other, by turns of the event loop. After each round it moves the
 * difference to where either side may win. If both merely began together, each round would end the same way, and one
 * order would never be tried.
 */
export class HeadStart {
  /** How many turns the one waits. Below zero the other waits. */
  #turns = 0;
  #oneWon = 0;
  #otherWon = 0;

  one(): Promise<void> {
    return wait(this.#turns);
  }

  other(): Promise<void> {
    return wait(-this.#turns);
  }

  /** @param one whether the one won this round. */
  ended(one: boolean): void {
    if (one) this.#oneWon++;
    else this.#otherWon++;
    const away = one ? 1 : -1;
    const grows = this.#turns * away >= 0;
    this.#turns = (grows ? this.#turns * 1.4 : this.#turns / 1.4) + 2 * away;
  }

  /** How often the side with fewer wins has won. */
  get leastWins(): number {
    return Math.min(this.#oneWon, this.#otherWon);
  }
}

async function wait(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
}
