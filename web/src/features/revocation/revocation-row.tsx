import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { lazyDialog } from '../../shell/lazy-part.tsx';
import { Row } from '../../ui/row.tsx';
import { revocationTexts } from './texts.ts';

const RevocationDialog = lazyDialog(async () => (await import('./revocation-dialog.tsx')).RevocationDialog);

/** The button for a member who fears that somebody else uses the account. */
export function RevocationRow() {
  const texts = useTexts(revocationTexts);
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  return (
    <>
      <Row
        title={<strong>{texts.title}</strong>}
        facts={<span role="status">{note || texts.hint}</span>}
        actions={
          <Button variant="danger" onClick={() => setOpen(true)}>
            {texts.act}
          </Button>
        }
      />
      {open && (
        <RevocationDialog
          onClose={() => setOpen(false)}
          onDone={({ sessions, tokens, keys }, passkeys) => {
            setOpen(false);
            setNote(
              texts.done(sessions, tokens.length, keys.length) + (passkeys ? ` ${texts.passkeysLeft}` : ''),
            );
          }}
        />
      )}
    </>
  );
}
