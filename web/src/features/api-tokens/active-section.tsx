import type { apiTokens } from '@loge/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { liveTokens } from '../../api/live-tokens.ts';
import { useTexts } from '../../i18n/texts.ts';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { lazyDialog, lazyPart } from '../../shell/lazy-part.tsx';
import { useMember } from '../../shell/member-gate.tsx';
import { useOpening } from '../../shell/use-opening.ts';
import { Banner } from '../../ui/banner.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { Rows } from '../../ui/row.tsx';
import { RowSkeleton } from '../../ui/row-skeleton.tsx';
import { Section } from '../../ui/section.tsx';
import { StatusMessage } from '../../ui/status-message.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import type { Prefill } from './generate-form.tsx';
import type { NewSecret } from './new-secrets.tsx';
import { tokenTexts } from './texts.ts';
import { anyTokens, applicationsQuery, endedTokens, scopesQuery } from './token-queries.ts';
import { TokenRow } from './token-row.tsx';

const GenerateForm = lazyPart(async () => (await import('./generate-form.tsx')).GenerateForm, {
  words: [fieldTexts],
});
const RenewDialog = lazyDialog(async () => (await import('./renew-dialog.tsx')).RenewDialog, [fieldTexts]);
const RevokeDialog = lazyDialog(async () => (await import('./revoke-dialog.tsx')).RevokeDialog);

type Step =
  | { at: 'rest' }
  | { at: 'generating'; prefill?: Prefill }
  | { at: 'renewing' | 'revoking'; token: apiTokens.Token };

interface Props {
  onSecret(fresh: NewSecret): void;
  /** The token is over: so is a secret of it that may still be on the page. */
  onEnded(id: string): void;
}

/** The tokens that work: generate, renew, revoke. */
export function ActiveSection({ onSecret, onEnded }: Props) {
  const texts = useTexts(tokenTexts);
  const { confirmed } = useMember();
  const client = useQueryClient();
  const found = useQuery(liveTokens);
  const list = found.data ?? [];
  // Whoever ended the last one has had some.
  const ended = (useQuery(endedTokens).data?.length ?? 0) > 0;
  const limited = list.some(({ applications }) => applications !== null);
  const apps = useQuery({ ...applicationsQuery, enabled: limited });
  const [step, setStep] = useState<Step>({ at: 'rest' });
  const opening = useOpening<'generating'>();
  const [said, setSaid] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  /** Set where what was open gives the focus to nothing else. */
  const back = useRef(false);
  useEffect(() => {
    if (step.at === 'rest' && back.current) button.current?.focus();
    back.current = false;
  }, [step]);

  const open = (next: Step) => {
    setSaid('');
    setStep(next);
  };
  const rest = (words = '') => {
    back.current = true;
    setSaid(words);
    setStep({ at: 'rest' });
  };
  const show = (token: NewSecret['token'], renewed: boolean) => {
    client.invalidateQueries({ queryKey: anyTokens });
    setStep({ at: 'rest' });
    onSecret({ token, renewed });
  };
  /** With what it offers to choose from. */
  const form = {
    ask: () =>
      Promise.all([
        GenerateForm.ask(),
        client.ensureQueryData(scopesQuery),
        client.ensureQueryData(applicationsQuery),
      ]),
  };
  const narrow = (prefill: Prefill) => open({ at: 'generating', prefill });

  if (found.isError && !found.data) {
    return (
      <Section title={texts.active}>
        <FailureBanner error={found.error} onRetry={() => found.refetch()} />
      </Section>
    );
  }
  return (
    <>
      {step.at === 'generating' && (
        <Section title={texts.generate}>
          <GenerateForm
            prefill={step.prefill}
            onMade={(token) => show(token, false)}
            onCancel={() => rest()}
          />
        </Section>
      )}
      <Section
        title={texts.active}
        act={
          step.at !== 'generating' &&
          confirmed && (
            <SubmitButton
              ref={button}
              busy={opening.coming === 'generating'}
              onClick={() => opening.open('generating', form, () => open({ at: 'generating' }))}
            >
              {texts.generate}
            </SubmitButton>
          )
        }
      >
        {!confirmed && (
          <Banner tone="warn">
            <p>{texts.unconfirmed}</p>
          </Banner>
        )}
        <Card>
          <StatusMessage>{said}</StatusMessage>
          {found.isPending && <RowSkeleton count={2} facts={1} height={71} narrow={146} />}
          {found.data && list.length === 0 && <EmptyNote>{ended ? texts.noneLeft : texts.none}</EmptyNote>}
          {list.length > 0 && (
            <Rows>
              {list.map((token) => (
                <TokenRow
                  key={token.id}
                  token={token}
                  apps={apps.data}
                  onRenew={() => open({ at: 'renewing', token })}
                  onRevoke={() => open({ at: 'revoking', token })}
                />
              ))}
            </Rows>
          )}
        </Card>
        {step.at === 'renewing' && (
          <RenewDialog
            token={step.token}
            onClose={() => setStep({ at: 'rest' })}
            onRenewed={(token) => show(token, true)}
            onNarrow={narrow}
          />
        )}
        {step.at === 'revoking' && (
          <RevokeDialog
            token={step.token}
            onClose={() => setStep({ at: 'rest' })}
            onRevoked={(words, ids) => {
              client.setQueryData(liveTokens.queryKey, (known) =>
                known?.filter(({ id }) => !ids.includes(id)),
              );
              client.invalidateQueries({ queryKey: anyTokens });
              for (const id of ids) onEnded(id);
              rest(words);
            }}
            onNarrow={narrow}
          />
        )}
      </Section>
    </>
  );
}
