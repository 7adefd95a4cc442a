import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { anyInUse, heldPasskeys } from '../../api/held-passkeys.ts';
import { codesQuery, refreshFactors, tfaQuery } from '../../api/two-factor.ts';
import { useTexts } from '../../i18n/texts.ts';
import { endOthersTexts } from '../../shell/end-others/texts.ts';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { lazyDialog, lazyPart } from '../../shell/lazy-part.tsx';
import { totpTexts } from '../../shell/totp/texts.ts';
import { Card } from '../../ui/card.tsx';
import { Row } from '../../ui/row.tsx';
import { Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
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
  | { at: 'setup' }
  | { at: 'disabling' }
  | { at: 'codes'; codes: readonly string[] };

/** The authenticator app and the recovery codes. */
export function TwoFactorSection() {
  const texts = useTexts(twoFactorTexts);
  const client = useQueryClient();
  const tfa = useQuery(tfaQuery);
  const codes = useQuery(codesQuery);
  const byPasskey = anyInUse(useQuery(heldPasskeys).data);
  const [step, setStep] = useState<Step>({ at: 'rest' });
  const [note, setNote] = useState('');
  // A factor changed since the page was opened.
  const [changed, setChanged] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const rest = (said = '', isChange = false) => {
    refreshFactors(client);
    setChanged((before) => before || isChange);
    setNote(said);
    setStep({ at: 'rest' });
  };
  const moved = useRef(false);
  // What was open is gone: the focus goes back to what opened it.
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
          <SetupForm onCancel={() => rest()} onEnabled={(made) => setStep({ at: 'codes', codes: made })} />
        )}
        {tfa.data && step.at !== 'codes' && step.at !== 'setup' && (
          <>
            <Row
              title={<strong>{texts.app}</strong>}
              facts={
                <span role="status">
                  {note || (tfa.data.enabled ? '' : byPasskey ? texts.offByPasskey : texts.offFacts)}
                </span>
              }
              acts={
                <>
                  <StateBadge tone={tfa.data.enabled ? 'good' : 'plain'}>
                    {tfa.data.enabled ? texts.on : texts.off}
                  </StateBadge>
                  {tfa.data.enabled ? (
                    <Button ref={button} variant="danger" onClick={() => setStep({ at: 'disabling' })}>
                      {texts.turnOff}
                    </Button>
                  ) : (
                    <Button ref={button} variant="default" onClick={() => setStep({ at: 'setup' })}>
                      {texts.setUp}
                    </Button>
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
