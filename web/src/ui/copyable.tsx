import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { copyText } from './copy-text.ts';
import styles from './copyable.module.css';

interface CopyWords {
  act: string;
  /** The action with its object, for screen readers: `Copy the MD5 fingerprint`. */
  long: string;
  done: string;
  /** What to do instead when the browser did not allow it. */
  failed: string;
}

interface Props {
  /** The text that is copied exactly as it is. */
  value: string;
  /**
   * `fact`: a line among facts. `command`: a command in a box. `secret`: a secret, whose copying is the
   * only action of its card.
   */
  look: 'fact' | 'command' | 'secret';
  words: CopyWords;
}

/** How long the button says that it worked, in milliseconds. */
const told = 2500;

/** A value in monospaced letters, with a button that copies it. */
export function Copyable({ value, look, words }: Props) {
  const [state, setState] = useState<'rest' | 'done' | 'failed'>('rest');
  const text = useRef<HTMLElement>(null);
  useEffect(() => {
    if (state !== 'done') return;
    const timer = setTimeout(() => setState('rest'), told);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = async () => {
    const copied = await copyText(value);
    // When copying fails, the text is selected, so that people can copy it themselves.
    if (!copied && text.current) getSelection()?.selectAllChildren(text.current);
    setState(copied ? 'done' : 'failed');
  };
  const face = state === 'done' ? words.done : words.act;
  return (
    <div className={styles.copyable} data-look={look}>
      <code className={styles.text} ref={text} translate="no">
        {value}
      </code>
      {look === 'fact' ? (
        <button type="button" className={styles.act} aria-label={words.long} onClick={copy}>
          {face}
        </button>
      ) : (
        <Button variant={look === 'secret' ? 'filled' : 'default'} aria-label={words.long} onClick={copy}>
          {face}
        </Button>
      )}
      <span className={styles.said} role="status" data-failed={state === 'failed' || undefined}>
        {state === 'rest' ? '' : words[state]}
      </span>
    </div>
  );
}
