import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { anyInUse, heldPasskeys } from '../../api/held-passkeys.ts';
import { codesQuery, refreshFactors, tfaQuery } from '../../api/two-factor.ts';
import { useTexts } from '../../i18n/texts.ts';
import { endOthersTexts } from '../../shell/end-others/texts.ts';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { lazyDialog, lazyPart } from '../../shell/lazy-part.tsx';
import type { DrawnKey } from '../../shell/totp/draw-key.ts';
import { totpTexts } from '../../shell/totp/texts.ts';
import { Card, CardBody } from '../../ui/card.tsx';
import { Row } from '../../ui/row.tsx';
import { Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { beginSetup } from './begin-setup.ts';
import { twoFactorTexts } from './texts.ts';

const CodesRow = lazyPart(async () => (await import('./codes-row.tsx')).CodesRow, {
  fallback: <SkeletonRows count={1} />,
});
const EndOthersOffer = lazyPart(
  async () => (await import('../../shell/end-others/end-others-offer.tsx')).EndOthersOffer,
  { words: [endOthersTexts] },
);
const RecoveryCodes = lazyPart(async () => (await import('../../shell/recovery-codes.tsx')).RecoveryCodes, {
  words: [fieldTexts],
});
const DisableDialog = lazyDialog(
  async () => (await import('./disable-dialog.tsx')).DisableDialog,
  [fieldTexts],
);
const SetupForm = lazyPart(async () => (await import('./setup-form.tsx')).SetupForm, { words: [totpTexts] });

type Step =
  | { at: 'rest' }
  | { at: 'setup'; drawn: DrawnKey }
  | { at: 'disabling' }
  | { at: 'codes'; codes: readonly string[] };

interface Props {
  /** A factor was changed here, and nothing else has changed since. */
  changed: boolean;
  onChanged(): void;
}

/** The authenticator app and the recovery codes. */
export function TwoFactorSection({ changed, onChanged }: Props) {
  const texts = useTexts(twoFactorTexts);
  const client = useQueryClient();
  const tfa = useQuery(tfaQuery);
  const codes = useQuery(codesQuery);
  const byPasskey = anyInUse(useQuery(heldPasskeys).data);
  const [step, setStep] = useState<Step>({ at: 'rest' });
  const [note, setNote] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  const rest = (said = '', isChange = false) => {
    refreshFactors(client);
    if (isChange) onChanged();
    setNote(said);
    setStep({ at: 'rest' });
  };
  /** The row stays until the form and its data are loaded. */
  const setUp = useMutation({
    // A form that cannot be loaded says so in its place.
    mutationFn: async () => (await Promise.all([beginSetup(), SetupForm.ask().catch(() => {})]))[0],
    onSuccess: (drawn) => setStep({ at: 'setup', drawn }),
  });
  const moved = useRef(false);
  // The form has closed, so the focus goes back to the button that opened it.
  useEffect(() => {
    if (step.at === 'rest' && moved.current) button.current?.focus();
    moved.current = step.at !== 'rest';
  }, [step]);

  if (tfa.isError && !tfa.data) {
    return (
      <Section title={texts.title} hint={texts.hint}>
        <FailureBanner error={tfa.error} onRetry={() => tfa.refetch()} />
      </Section>
    );
  }
  return (
    <Section title={texts.title} hint={texts.hint}>
      <Card>
        {!tfa.data && <SkeletonRows count={1} />}
        {step.at === 'codes' && <RecoveryCodes codes={step.codes} onDone={() => rest('', true)} />}
        {step.at === 'setup' && (
          <SetupForm
            drawn={step.drawn}
            onCancel={() => rest()}
            onEnabled={(made) => setStep({ at: 'codes', codes: made })}
          />
        )}
        {tfa.data && step.at !== 'codes' && step.at !== 'setup' && (
          <>
            {setUp.isError && (
              <CardBody>
                <FailureBanner error={setUp.error} />
              </CardBody>
            )}
            <Row
              title={<strong>{texts.app}</strong>}
              facts={
                <span role="status">
                  {note || (tfa.data.enabled ? '' : byPasskey ? texts.offByPasskey : texts.offFacts)}
                </span>
              }
              actions={
                <>
                  <StateBadge tone={tfa.data.enabled ? 'good' : 'plain'}>
                    {tfa.data.enabled ? texts.on : texts.off}
                  </StateBadge>
                  {tfa.data.enabled ? (
                    <Button ref={button} variant="danger" onClick={() => setStep({ at: 'disabling' })}>
                      {texts.turnOff}
                    </Button>
                  ) : (
                    <SubmitButton
                      ref={button}
                      variant="default"
                      busy={setUp.isPending}
                      onClick={() => setUp.mutate()}
                    >
                      {texts.setUp}
                    </SubmitButton>
                  )}
                </>
              }
            />
            {codes.data?.made_at && (
              <CodesRow codes={codes.data} onMade={(made) => setStep({ at: 'codes', codes: made })} />
            )}
            {changed && <EndOthersOffer />}
          </>
        )}
      </Card>
      {step.at === 'disabling' && (
        <DisableDialog
          byPasskey={byPasskey}
          onClose={() => rest()}
          onDone={() => rest(byPasskey ? texts.disable.doneByPasskey : texts.disable.done, true)}
        />
      )}
    </Section>
  );
}
