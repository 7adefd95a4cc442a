import { useRef, useState } from 'react';

/** A part that is shown once it has come. */
interface Coming {
  ask(): Promise<unknown>;
}

interface Opening<Name extends string> {
  /** The part that somebody asked for and that has not come yet. */
  readonly coming: Name | null;
  /** Fetches a part, then goes on. It also goes on when the part does not come, because its place says so then. */
  open(name: Name, part: Coming, goOn: () => void): void;
  /** Called when somebody changed their mind. */
  leave(): void;
}

/**
 * Opens parts of a page without a gap. Until the part has come, the old content stays in its place, and the pressed button
 * shows that it is at work. The page moves once, when there is something to see.
 */
export function useOpening<Name extends string>(): Opening<Name> {
  const [coming, setComing] = useState<Name | null>(null);
  const latest = useRef(0);
  const leave = () => {
    latest.current++;
    setComing(null);
  };
  return {
    coming,
    leave,
    open(name, part, goOn) {
      leave();
      const mine = latest.current;
      setComing(name);
      const done = () => {
        if (mine !== latest.current) return;
        setComing(null);
        goOn();
      };
      part.ask().then(done, done);
    },
  };
}
