import type { sessions } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { openSessions } from '../../api/open-sessions.ts';
import { useTexts } from '../../i18n/texts.ts';
import { lazyDialog } from '../../shell/lazy-part.tsx';
import { ListSection } from '../../shell/list-section.tsx';
import { FormFoot } from '../../ui/card.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import type { Ending } from './end-dialog.tsx';
import { sessionsSectionTexts } from './section-texts.ts';
import { SessionRow } from './session-row.tsx';

const EndDialog = lazyDialog(async () => (await import('./end-dialog.tsx')).EndDialog);

/** Lists where the account is signed in, and can end those sessions. */
export function SessionsSection() {
  const texts = useTexts(sessionsSectionTexts);
  const found = useQuery({ ...openSessions, select: ownFirst });
  const [ending, setEnding] = useState<Ending | null>(null);
  const [note, setNote] = useState('');
  const place = useRef<HTMLDivElement>(null);

  // The row has disappeared, so the focus stays in the list for somebody who uses the keyboard.
  useEffect(() => {
    if (note) place.current?.focus();
  }, [note]);

  const others = found.data?.filter(({ current }) => !current) ?? [];
  return (
    <ListSection
      title={texts.title}
      hint={texts.hint}
      found={found}
      coming={<SkeletonRows count={2} />}
      empty={null}
      row={(session) => <SessionRow key={session.id} session={session} onEnd={() => setEnding(session)} />}
      foot={
        <FormFoot note={note || (found.data && others.length === 0 ? texts.onlyHere : '')}>
          {others.length > 0 && (
            <Button variant="danger" onClick={() => setEnding(others)}>
              {texts.endOthers}
            </Button>
          )}
        </FormFoot>
      }
      place={place}
    >
      {ending && (
        <EndDialog
          ending={ending}
          onClose={() => setEnding(null)}
          onEnded={(said) => {
            setEnding(null);
            setNote(said);
          }}
        />
      )}
    </ListSection>
  );
}

const ownFirst = (list: readonly sessions.Session[]) => [
  ...list.filter(({ current }) => current),
  ...list.filter(({ current }) => !current),
];
