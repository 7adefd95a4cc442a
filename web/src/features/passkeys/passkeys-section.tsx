import type { passkeys } from '@loge/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { boot } from '../../api/boot.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { heldPasskeys } from '../../api/held-passkeys.ts';
import { passkeysSupported } from '../../api/passkey.ts';
import { refreshFactors } from '../../api/two-factor.ts';
import { useTexts } from '../../i18n/texts.ts';
import { endOthersTexts } from '../../shell/end-others/texts.ts';
import { fieldTexts } from '../../shell/fields/texts.ts';
import { lazyDialog, lazyPart } from '../../shell/lazy-part.tsx';
import { useOpening } from '../../shell/use-opening.ts';
import { Card, FormFoot } from '../../ui/card.tsx';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { Rows } from '../../ui/row.tsx';
import { Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { PasskeyRow, renameId } from './passkey-row.tsx';
import { passkeyTexts } from './texts.ts';

const AddForm = lazyPart(async () => (await import('./add-form.tsx')).AddForm);
const RenameForm = lazyPart(async () => (await import('./rename-form.tsx')).RenameForm);
const RemoveDialog = lazyDialog(async () => (await import('./remove-dialog.tsx')).RemoveDialog, [fieldTexts]);
const EndOthersOffer = lazyPart(
  async () => (await import('../../shell/end-others/end-others-offer.tsx')).EndOthersOffer,
  { words: [endOthersTexts] },
);
const RecoveryCodes = lazyPart(async () => (await import('../../shell/recovery-codes.tsx')).RecoveryCodes, {
  words: [fieldTexts],
});

type Step =
  | { at: 'rest' | 'adding' }
  | { at: 'renaming' | 'removing'; passkey: passkeys.Passkey }
  | { at: 'codes'; codes: readonly string[] };

interface Props {
  /** A passkey was added or removed, and nothing else has changed since. */
  changed: boolean;
  onChanged(): void;
}

/** The account's passkeys: add, name, remove. */
export function PasskeysSection({ changed, onChanged }: Props) {
  const texts = useTexts(passkeyTexts);
  const client = useQueryClient();
  const found = useQuery(heldPasskeys);
  const [step, setStep] = useState<Step>({ at: 'rest' });
  const opening = useOpening<'adding' | `rename ${string}`>();
  const [note, setNote] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  /** Where the focus goes when a form closes. A dialog returns the focus by itself. */
  const back = useRef<string | null>(null);
  useEffect(() => {
    if (step.at !== 'rest' || back.current === null) return;
    (document.getElementById(back.current) ?? button.current)?.focus();
    back.current = null;
  }, [step]);

  const rest = (said = '', isChange = false) => {
    if (step.at === 'renaming') back.current = renameId(step.passkey);
    // The row that opened the dialog is gone with its passkey.
    else if (step.at !== 'removing' || isChange) back.current = '';
    if (isChange) onChanged();
    client.invalidateQueries({ queryKey: heldPasskeys.queryKey });
    refreshFactors(client);
    setNote(said);
    setStep({ at: 'rest' });
  };
  const list = found.data ?? [];
  if (found.isError && !found.data) {
    return (
      <Section title={texts.title} hint={texts.hint}>
        <FailureBanner error={found.error} onRetry={() => found.refetch()} />
      </Section>
    );
  }
  return (
    <Section title={texts.title} hint={texts.hint}>
      <Card>
        {step.at === 'codes' ? (
          <RecoveryCodes codes={step.codes} onDone={() => rest(texts.commandLine, true)} />
        ) : (
          <>
            {found.isPending && <SkeletonRows count={1} />}
            {found.data && list.length === 0 && step.at !== 'adding' && <EmptyNote>{texts.none}</EmptyNote>}
            {list.length > 0 && (
              <Rows>
                {list.map((passkey) =>
                  step.at === 'renaming' && step.passkey.id === passkey.id ? (
                    <li key={passkey.id}>
                      <RenameForm passkey={passkey} onDone={() => rest()} onCancel={() => rest()} />
                    </li>
                  ) : (
                    <PasskeyRow
                      key={passkey.id}
                      passkey={passkey}
                      renaming={opening.coming === `rename ${passkey.id}`}
                      onRename={() =>
                        opening.open(`rename ${passkey.id}`, RenameForm, () =>
                          setStep({ at: 'renaming', passkey }),
                        )
                      }
                      onRemove={() => setStep({ at: 'removing', passkey })}
                    />
                  ),
                )}
              </Rows>
            )}
            {changed && step.at !== 'adding' && <EndOthersOffer />}
            {step.at === 'adding' ? (
              <AddForm
                onAdded={(codes) => (codes ? setStep({ at: 'codes', codes }) : rest('', true))}
                onCancel={() => rest()}
              />
            ) : (
              <FormFoot
                note={note || (boot.passkeys ? !passkeysSupported() && texts.unsupported : texts.unavailable)}
              >
                {passkeysSupported() && (
                  <SubmitButton
                    ref={button}
                    variant="default"
                    busy={opening.coming === 'adding'}
                    onClick={() => opening.open('adding', AddForm, () => setStep({ at: 'adding' }))}
                  >
                    {texts.add}
                  </SubmitButton>
                )}
              </FormFoot>
            )}
          </>
        )}
      </Card>
      {step.at === 'removing' && (
        <RemoveDialog
          passkey={step.passkey}
          onClose={() => rest()}
          onRemoved={() => rest(texts.removed(step.passkey.name), true)}
        />
      )}
    </Section>
  );
}
