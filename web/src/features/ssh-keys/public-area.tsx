import { InputBase } from '@mantine/core';
import { type ClipboardEvent, type DragEvent, type ReactNode, type Ref, useState } from 'react';
import { looksPrivate } from './looks-private.ts';
import styles from './public-area.module.css';

interface Props {
  name: string;
  label: string;
  hint: string;
  placeholder?: string;
  value: string;
  error: ReactNode;
  ref?: Ref<HTMLTextAreaElement>;
  onText(text: string): void;
  /** Called when a private key was put into the field. The field is emptied, and the key was given to nobody. */
  onPrivate(): void;
  /** Called when a dropped file is no text. */
  onBinary(): void;
}

/** Longer than anything that is accepted: of a longer file no more is read, and the form says that it is too long. */
const mostBytes = 33_000;

/** What a file says; null when it is a picture or the like, which holds no text to show. */
export async function readKeyFile(file: File): Promise<string | null> {
  const text = await file.slice(0, mostBytes).text();
  // A private key is recognised in any encoding.
  return text.includes('\ufffd') && !looksPrivate(text) ? null : text;
}

/** A field for public text. A private key never stays in it, however it got there. */
export function PublicArea({ onText, onPrivate, onBinary, hint, ...field }: Props) {
  const [over, setOver] = useState(false);
  const take = (text: string) => {
    if (looksPrivate(text)) {
      onText('');
      onPrivate();
    } else onText(text);
  };
  const onPaste = (event: ClipboardEvent) => {
    if (!looksPrivate(event.clipboardData.getData('text'))) return;
    // The text never enters the field, so that undo cannot bring it back.
    event.preventDefault();
    take(event.clipboardData.getData('text'));
  };
  const onDrop = async (event: DragEvent) => {
    setOver(false);
    const file = event.dataTransfer.files[0];
    const text = event.dataTransfer.getData('text');
    if (!file && !looksPrivate(text)) return;
    event.preventDefault();
    const dropped = file ? await readKeyFile(file) : text;
    if (dropped === null) onBinary();
    else take(dropped);
  };
  return (
    <InputBase
      {...field}
      component="textarea"
      multiline
      rows={5}
      description={hint}
      classNames={{ input: styles.area }}
      data-over={over || undefined}
      autoCapitalize="none"
      autoComplete="off"
      autoCorrect="off"
      spellCheck={false}
      onChange={(event) => take(event.currentTarget.value)}
      onPaste={onPaste}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    />
  );
}
