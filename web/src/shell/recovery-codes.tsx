import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { boot } from '../api/boot.ts';
import { useSelf } from '../api/self.ts';
import { useFormat } from '../i18n/i18n-provider.tsx';
import { useTexts } from '../i18n/texts.ts';
import { CardBody, FormFoot } from '../ui/card.tsx';
import { FormStack } from '../ui/form-stack.tsx';
import { Check } from '../ui/toggle.tsx';
import { fieldTexts } from './fields/texts.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { PrintSheet } from './print-sheet.tsx';
import styles from './recovery-codes.module.css';
import { useLeaveGuard } from './use-leave-guard.ts';

interface Props {
  codes: readonly string[];
  /** The account that the codes belong to, where nobody is signed in yet. */
  account?: string | undefined;
  /** The level of the heading, which depends on what stands above. */
  heading?: 'h2' | 'h3';
  /** Called when somebody says that the codes are kept. */
  onDone(): void;
}

/** Shows recovery codes this once. Nobody goes on before saying that they are kept. */
export function RecoveryCodes({ codes, account, heading: Heading = 'h3', onDone }: Props) {
  const { codes: texts } = useTexts(fieldTexts);
  const [kept, setKept] = useState(false);
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
  const format = useFormat();
  const [made] = useState(() => new Date());
  const { data: user } = useSelf();
  const owner = account ?? user?.email;
  const guard = useLeaveGuard(!kept);
  /** The text of the printed sheet or the file, for somebody who finds it years later. */
  const sheet = [
    texts.sheet(boot.platformName),
    boot.publicUrl,
    ...(owner ? [texts.account(owner)] : []),
    texts.made(format.exact(made)),
    '',
    ...codes,
    '',
    texts.once,
  ].join('\n');
  const title = useRef<HTMLHeadingElement>(null);
  // What was here before is gone, so the focus moves to the heading.
  useEffect(() => title.current?.focus(), []);

  const copy = () =>
    navigator.clipboard.writeText(codes.join('\n')).then(
      () => setCopied('yes'),
      () => setCopied('no'),
    );
  return (
    <>
      <CardBody>
        <FormStack>
          <Heading ref={title} className={styles.title} tabIndex={-1}>
            {texts.title}
          </Heading>
          <p>{texts.body}</p>
          <ul className={styles.codes} translate="no">
            {codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
          <div className={styles.actions}>
            <Button variant="default" onClick={copy}>
              {texts.copy}
            </Button>
            <Button variant="default" component="a" href={fileOf(sheet)} download={texts.file}>
              {texts.download}
            </Button>
            <Button variant="default" onClick={() => window.print()}>
              {texts.print}
            </Button>
          </div>
          <Check label={texts.kept} checked={kept} onChange={setKept} />
        </FormStack>
      </CardBody>
      <PrintSheet>
        <pre>{sheet}</pre>
      </PrintSheet>
      <LeaveDialog guard={guard} words={texts.leaving} />
      <FormFoot note={copied && (copied === 'yes' ? texts.copied : texts.notCopied)}>
        <Button disabled={!kept} onClick={onDone}>
          {texts.done}
        </Button>
      </FormFoot>
    </>
  );
}

const fileOf = (text: string): string => `data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`;
