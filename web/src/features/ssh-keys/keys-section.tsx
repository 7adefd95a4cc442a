import type { sshKeys } from '@loge/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { sshKeysQuery } from '../../api/ssh-keys.ts';
import { useTexts } from '../../i18n/texts.ts';
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
import { KeyRow } from './key-row.tsx';
import { keyTexts } from './texts.ts';

const AddForm = lazyPart(async () => (await import('./add-form.tsx')).AddForm);
const EditForm = lazyPart(async () => (await import('./edit-form.tsx')).EditForm);
const RemoveDialog = lazyDialog(async () => (await import('./remove-dialog.tsx')).RemoveDialog);
const EnableDialog = lazyDialog(async () => (await import('./enable-dialog.tsx')).EnableDialog);

type Step = { at: 'rest' | 'adding' } | { at: 'editing' | 'removing' | 'enabling'; sshKey: sshKeys.SshKey };

/** The account's SSH keys: add, change, enable, remove. */
export function KeysSection() {
  const texts = useTexts(keyTexts);
  const { confirmed } = useMember();
  const client = useQueryClient();
  const found = useQuery(sshKeysQuery);
  const [step, setStep] = useState<Step>({ at: 'rest' });
  const opening = useOpening<'adding' | `edit ${string}`>();
  const [said, setSaid] = useState('');
  /** Id of the key that came last. */
  const [added, setAdded] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  /** Set where what was open gives the focus to nothing else; a dialog gives it back to what opened it. */
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
    client.invalidateQueries({ queryKey: sshKeysQuery.queryKey });
    setSaid(words);
    setStep({ at: 'rest' });
  };
  const close = () => {
    client.invalidateQueries({ queryKey: sshKeysQuery.queryKey });
    setStep({ at: 'rest' });
  };
  /** Shown at once, wherever the list is on its way. */
  const put = (sshKey: sshKeys.SshKey, words: string) => {
    client.setQueryData(sshKeysQuery.queryKey, (list = []) =>
      list.some(({ id }) => id === sshKey.id)
        ? list.map((known) => (known.id === sshKey.id ? sshKey : known))
        : [...list, sshKey],
    );
    rest(words);
  };

  if (found.isError && !found.data) {
    return (
      <Section title={texts.list}>
        <FailureBanner error={found.error} onRetry={() => found.refetch()} />
      </Section>
    );
  }
  const list = found.data ?? [];
  return (
    <>
      {step.at === 'adding' && (
        <Section title={texts.adding.title}>
          <AddForm
            first={list.length === 0}
            onAdded={(sshKey, claimed) => {
              setAdded(sshKey.id);
              put(sshKey, (claimed ? texts.said.claimed : texts.said.added)(sshKey.name));
            }}
            onCancel={() => rest()}
          />
        </Section>
      )}
      <Section
        title={texts.list}
        act={
          step.at !== 'adding' &&
          confirmed && (
            <SubmitButton
              ref={button}
              busy={opening.coming === 'adding'}
              onClick={() => opening.open('adding', AddForm, () => open({ at: 'adding' }))}
            >
              {texts.add}
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
          {found.isPending && <RowSkeleton count={1} facts={3} height={117} narrow={289} />}
          {found.data && list.length === 0 && <EmptyNote>{texts.none}</EmptyNote>}
          {list.length > 0 && (
            <Rows>
              {list.map((sshKey) =>
                step.at === 'editing' && step.sshKey.id === sshKey.id ? (
                  <li key={sshKey.id}>
                    <EditForm
                      sshKey={sshKey}
                      onSaved={(saved) => put(saved, texts.said.saved)}
                      onCancel={() => rest()}
                    />
                  </li>
                ) : (
                  <KeyRow
                    key={sshKey.id}
                    sshKey={sshKey}
                    justAdded={sshKey.id === added}
                    editing={opening.coming === `edit ${sshKey.id}`}
                    onEdit={() =>
                      opening.open(`edit ${sshKey.id}`, EditForm, () => open({ at: 'editing', sshKey }))
                    }
                    onEnable={() => open({ at: 'enabling', sshKey })}
                    onRemove={() => open({ at: 'removing', sshKey })}
                  />
                ),
              )}
            </Rows>
          )}
        </Card>
        {step.at === 'removing' && (
          <RemoveDialog
            sshKey={step.sshKey}
            onClose={close}
            onRemoved={(words) => {
              const { id } = step.sshKey;
              client.setQueryData(sshKeysQuery.queryKey, (known) => known?.filter((one) => one.id !== id));
              rest(words);
            }}
          />
        )}
        {step.at === 'enabling' && (
          <EnableDialog
            sshKey={step.sshKey}
            onClose={close}
            onEnabled={(enabled) => put(enabled, texts.said.enabled(enabled.name))}
          />
        )}
      </Section>
    </>
  );
}
