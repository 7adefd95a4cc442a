import { Button, TextInput, type TextInputProps } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { copyText } from '../../ui/copy-text.ts';
import { Hidden } from '../../ui/hidden.tsx';
import type { DrawnKey } from './draw-key.ts';
import { totpTexts } from './texts.ts';
import styles from './totp-key.module.css';

/** A key to scan or to type into an authenticator app. */
export function TotpKey({ drawn: { secret, picture } }: { drawn: DrawnKey }) {
  const texts = useTexts(totpTexts);
  const [state, setState] = useState<'rest' | 'copied' | 'refused'>('rest');
  const key = useRef<HTMLElement>(null);
  const copy = async () => {
    const copied = await copyText(secret);
    // When copying fails, the key is selected, so that people can copy it themselves.
    if (!copied && key.current) getSelection()?.selectAllChildren(key.current);
    setState(copied ? 'copied' : 'refused');
  };
  return (
    <>
      <p>{texts.scan}</p>
      <div className={styles.side}>
        <img className={styles.qr} src={picture} alt={texts.qr} width={184} height={184} />
        <div className={styles.words}>
          {texts.type}
          <code ref={key} className={styles.key} translate="no">
            {grouped(secret)}
          </code>
          <Button variant="default" onClick={copy}>
            {state === 'copied' ? texts.copied : texts.copy}
          </Button>
          <p role="status">{state === 'refused' && texts.notCopied}</p>
          <Hidden>
            <span role="status">{state === 'copied' && texts.copied}</span>
          </Hidden>
        </div>
      </div>
    </>
  );
}

/** A field for the app's first code, which shows that the key arrived. */
export function FirstCodeField(input: TextInputProps) {
  const texts = useTexts(totpTexts);
  return (
    <TextInput
      {...input}
      label={texts.code}
      description={texts.codeHint}
      autoComplete="one-time-code"
      inputMode="numeric"
      maxLength={12}
    />
  );
}

/** Groups of four characters, as people read them aloud. */
const grouped = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? secret;
