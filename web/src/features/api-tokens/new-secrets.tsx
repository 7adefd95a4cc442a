import type { apiTokens, ReplyOf } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { boot } from '../../api/boot.ts';
import { useFormat } from '../../i18n/i18n-provider.tsx';
import { OnDay } from '../../i18n/on-day.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { CopyField } from '../../shell/fields/copy-field.tsx';
import { LeaveDialog } from '../../shell/leave-dialog.tsx';
import { useLeaveGuard } from '../../shell/use-leave-guard.ts';
import { Card, CardBody, FormFoot } from '../../ui/card.tsx';
import { appNames } from './app-names.ts';
import { momentOf } from './moment-of.ts';
import styles from './new-secrets.module.css';
import { tokenTexts } from './texts.ts';
import { applicationsQuery } from './token-queries.ts';

/** A secret that is shown this once. */
export interface NewSecret {
  readonly token: ReplyOf<typeof apiTokens.createToken>['token'];
  /** The secret replaces an earlier one of the same token. */
  readonly renewed: boolean;
}

interface Props {
  secrets: readonly NewSecret[];
  onKept(id: string): void;
  /** The member left the page without keeping the secrets. */
  onLeft(): void;
}

/** Shows secrets that the member has not yet confirmed to have kept. Leaving the page before that asks first. */
export function NewSecrets({ secrets, onKept, onLeft }: Props) {
  const { leaving: texts } = useTexts(tokenTexts);
  const guard = useLeaveGuard();
  const leave = () => {
    guard.leave();
    // At once: until the next page is here this one stays, and whoever goes back meanwhile stays on it.
    onLeft();
  };
  return (
    <>
      {secrets.map((one) => (
        <NewSecretCard key={one.token.token} secret={one} onKept={() => onKept(one.token.id)} />
      ))}
      <LeaveDialog guard={{ ...guard, leave }} words={texts} />
    </>
  );
}

function NewSecretCard({ secret: { token, renewed }, onKept }: { secret: NewSecret; onKept(): void }) {
  const { fresh: texts } = useTexts(tokenTexts);
  const title = useRef<HTMLHeadingElement>(null);
  // The form or dialog that made the secret has closed, so the focus moves here.
  useEffect(() => title.current?.focus(), []);
  return (
    <Card tone="good">
      <CardBody>
        <div className={styles.words}>
          <h2 className={styles.title} ref={title} tabIndex={-1}>
            {renewed ? texts.renewed(token.name) : texts.ready(token.name)}
          </h2>
          <p className={styles.hint}>{texts.body}</p>
          <CopyField look="secret" value={token.token} what={texts.secret} />
          <CopyField
            look="command"
            value={`curl -X POST ${boot.publicUrl}/v1/tokens/exchange -u :$TOKEN`}
            what={texts.command}
          />
        </div>
      </CardBody>
      <FormFoot note={<NewSecretFacts token={token} />}>
        <Button variant="default" onClick={onKept}>
          {texts.kept}
        </Button>
      </FormFoot>
    </Card>
  );
}

function NewSecretFacts({ token }: Pick<NewSecret, 'token'>) {
  const texts = useTexts(tokenTexts);
  const format = useFormat();
  const { scopes, applications: ids, expires_at: ends, overlap_until: overlap } = token;
  const apps = useQuery({ ...applicationsQuery, enabled: ids !== null });
  return (
    <>
      {ids && `${texts.on} ${appNames(ids, apps.data)} · `}
      {scopes?.join(', ') ?? texts.full}
      {' · '}
      {ends ? (
        <>
          {texts.until} <OnDay at={ends} />
        </>
      ) : (
        texts.never
      )}
      {overlap && ` · ${texts.overlap(momentOf(overlap, format))}`}
    </>
  );
}
