import type { sessions } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { Row } from '../../ui/row.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { sessionsSectionTexts } from './section-texts.ts';

interface Props {
  session: sessions.Session;
  onEnd(): void;
}

/** One session: which browser, from where, since when. */
export function SessionRow({ session, onEnd }: Props) {
  const texts = useTexts(sessionsSectionTexts);
  const name = texts.name(session.browser, session.system);
  return (
    <li>
      <Row
        title={
          <>
            <strong>{name}</strong>
            {session.current && (
              <>
                {' '}
                <StateBadge tone="good">{texts.current}</StateBadge>
              </>
            )}
          </>
        }
        facts={
          <>
            {session.remote_ip && `${session.remote_ip} · `}
            {!session.current && (
              <>
                {texts.seen} <When at={session.seen_at} inside />
                {' · '}
              </>
            )}
            {texts.opened} <When at={session.created_at} inside />
            {session.remembered && ` · ${texts.remembered}`}
          </>
        }
        actions={
          !session.current && (
            <Button variant="danger" aria-label={texts.endLong(name)} onClick={onEnd}>
              {texts.end}
            </Button>
          )
        }
      />
    </li>
  );
}
