import { Button } from '@mantine/core';
import { useRef } from 'react';
import { looksPrivate } from './looks-private.ts';
import { readKeyFile } from './public-area.tsx';

interface Props {
  label: string;
  onText(text: string): void;
  /** The file was a private key. Its content is given to nobody. */
  onPrivate(): void;
  /** The file is no text. */
  onBinary(): void;
}

/** Takes a key from a file of this computer. */
export function FileButton({ label, onText, onPrivate, onBinary }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const read = async (chosen: HTMLInputElement) => {
    const file = chosen.files?.[0];
    // The field is cleared after reading, so that the same file can be chosen again.
    const text = file && (await readKeyFile(file));
    chosen.value = '';
    if (text === undefined) return;
    if (text === null) onBinary();
    else if (looksPrivate(text)) onPrivate();
    else onText(text);
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".pub"
        aria-label={label}
        hidden
        onChange={(event) => read(event.currentTarget)}
      />
      <Button variant="default" onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}
