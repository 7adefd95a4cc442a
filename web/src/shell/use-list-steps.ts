import { type RefObject, useEffect, useRef, useState } from 'react';

interface Steps<Step> {
  /** What is open; null at rest. */
  readonly step: Step | null;
  /** What has just happened. */
  readonly said: string;
  /** On the button that adds. */
  readonly button: RefObject<HTMLButtonElement | null>;
  open(step: Step): void;
  /** What was open is gone, and with it what had the focus: the button that adds gets it. */
  rest(said?: string): void;
  /** A dialog, which gives the focus back to what opened it, or something that takes the focus itself. */
  close(): void;
  /** Something else has happened in the list, and says so itself. */
  hush(): void;
}

/** What is open in a list, one thing at a time; what has come of the last; and where the focus goes. */
export function useListSteps<Step = unknown>(): Steps<Step> {
  const [step, setStep] = useState<Step | null>(null);
  const [said, setSaid] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  const back = useRef(false);
  useEffect(() => {
    if (step === null && back.current) button.current?.focus();
    back.current = false;
  }, [step]);
  return {
    step,
    said,
    button,
    open(next) {
      setSaid('');
      setStep(next);
    },
    rest(words = '') {
      back.current = true;
      setSaid(words);
      setStep(null);
    },
    close: () => setStep(null),
    hush: () => setSaid(''),
  };
}
