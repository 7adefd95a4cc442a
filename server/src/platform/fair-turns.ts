/**
 * Fair turns at something that many owners share. At most a few pieces of one owner's work run at once. The rest waits
 * here and holds nothing meanwhile: no connection, and no place in a common queue. So an owner who asks for a thousand
 * things at once waits for a thousand, and nobody else does.
 *
 * The askers of one owner take turns too. What a thief asks for by a stolen token does not delay what the owner asks for
 * by page.
 */
export class FairTurns {
  readonly #atOnce: number;
  readonly #owners = new Map<string, Owner>();

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** Runs `work` in the owner's next turn, which comes at once while few of the owner's pieces run. */
  async run<T>(owner: string, asker: string, work: () => Promise<T>): Promise<T> {
    const own = this.#owner(owner);
    if (own.running < this.#atOnce) own.running++;
    else await this.#turn(own, asker);
    try {
      return await work();
    } finally {
      this.#passOn(owner, own);
    }
  }

  #owner(owner: string): Owner {
    let own = this.#owners.get(owner);
    if (!own) {
      own = { running: 0, waiting: new Map() };
      this.#owners.set(owner, own);
    }
    return own;
  }

  #turn({ waiting }: Owner, asker: string): Promise<void> {
    return new Promise((begin) => {
      const line = waiting.get(asker);
      if (line) line.push(begin);
      else waiting.set(asker, [begin]);
    });
  }

  /** The turn goes to the owner's asker whose last turn was longest ago. */
  #passOn(owner: string, own: Owner): void {
    for (const [asker, line] of own.waiting) {
      const begin = line.shift();
      own.waiting.delete(asker);
      if (line.length > 0) own.waiting.set(asker, line);
      begin?.();
      return;
    }
    own.running--;
    if (own.running === 0) this.#owners.delete(owner);
  }
}

interface Owner {
  running: number;
  /** Waiting work by asker. The asker whose turn is next comes first. */
  readonly waiting: Map<string, (() => void)[]>;
}
