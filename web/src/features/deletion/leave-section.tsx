import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { Card } from '../../ui/card.tsx';
import { lazyPart } from '../../ui/lazy-part.tsx';
import { Row } from '../../ui/row.tsx';
import { Section } from '../../ui/section.tsx';
import { deletionTexts } from './texts.ts';

const DeleteDialog = lazyPart(async () => (await import('./delete-dialog.tsx')).DeleteDialog);

/** What belongs to leaving: a copy of one's data (from its own feature), and deletion, last. */
export function LeaveSection({ children }: { children: ReactNode }) {
  const texts = useTexts(deletionTexts);
  const [open, setOpen] = useState(false);
  const [sent, setSent] = useState(false);
  return (
    <Section title={texts.section}>
      <Card>
        {children}
        <Row
          title={texts.row.title}
          facts={<span role="status">{sent ? texts.sent : texts.row.facts}</span>}
          acts={
            <Button variant="danger" onClick={() => setOpen(true)}>
              {texts.row.act}
            </Button>
          }
        />
      </Card>
      {open && (
        <DeleteDialog
          onClose={() => setOpen(false)}
          onSent={() => {
            setOpen(false);
            setSent(true);
          }}
        />
      )}
    </Section>
  );
}
