import { useRef, useState } from 'react';

/** Something that is shown once it is here. */
interface Coming {
  ask(): Promise<unknown>;
}

interface Opening<Name extends string> {
  /** What somebody asked for and is not here yet. */
  readonly coming: Name | null;
  /** Fetches it, and goes on; also when it does not come, for its place says so then. */
  open(name: Name, part: Coming, goOn: () => void): void;
  /** Somebody changed their mind. */
  leave(): void;
}

/**
 * Opens parts of a page without a gap: until the part is here, what stands in its place stays, and the button that was
 * pressed says that it is at work. The page moves once, when there is something to see.
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
