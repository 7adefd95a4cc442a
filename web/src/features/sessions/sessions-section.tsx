import type { sessions } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { openSessions } from '../../api/open-sessions.ts';
import { useTexts } from '../../i18n/texts.ts';
import { lazyDialog } from '../../shell/lazy-part.tsx';
import { Card, FormFoot } from '../../ui/card.tsx';
import { Rows } from '../../ui/row.tsx';
import { Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import type { Ending } from './end-dialog.tsx';
import { sessionsSectionTexts } from './section-texts.ts';
import { SessionRow } from './session-row.tsx';
import styles from './sessions-section.module.css';

const EndDialog = lazyDialog(async () => (await import('./end-dialog.tsx')).EndDialog);

/** Where the account is signed in, and the way to end it. */
export function SessionsSection() {
  const texts = useTexts(sessionsSectionTexts);
  const found = useQuery(openSessions);
  const [ending, setEnding] = useState<Ending | null>(null);
  const [note, setNote] = useState('');
  const place = useRef<HTMLDivElement>(null);

  // The row that was acted on is gone: whoever is on the keyboard stays in the list.
  useEffect(() => {
    if (note) place.current?.focus();
  }, [note]);

  if (found.isError && !found.data) {
    return (
      <Section title={texts.title} hint={texts.hint}>
        <FailureBanner error={found.error} onRetry={() => found.refetch()} />
      </Section>
    );
  }
  const list = ownFirst(found.data ?? []);
  const others = list.filter(({ current }) => !current);
  return (
    <Section title={texts.title} hint={texts.hint}>
      <div className={styles.place} ref={place} tabIndex={-1}>
        <Card>
          {found.isPending && <SkeletonRows count={2} />}
          {list.length > 0 && (
            <Rows>
              {list.map((session) => (
                <SessionRow key={session.id} session={session} onEnd={() => setEnding(session)} />
              ))}
            </Rows>
          )}
          <FormFoot note={note || (found.data && others.length === 0 ? texts.onlyHere : '')}>
            {others.length > 0 && (
              <Button variant="danger" onClick={() => setEnding(others)}>
                {texts.endOthers}
              </Button>
            )}
          </FormFoot>
        </Card>
      </div>
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
    </Section>
  );
}

const ownFirst = (list: readonly sessions.Session[]) => [
  ...list.filter(({ current }) => current),
  ...list.filter(({ current }) => !current),
];
