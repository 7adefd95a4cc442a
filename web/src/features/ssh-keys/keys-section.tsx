import type { sshKeys } from '@loge/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sshKeysQuery } from '../../api/ssh-keys.ts';
import { useTexts } from '../../i18n/texts.ts';
import { GrowingList } from '../../shell/growing-list.tsx';
import { lazyDialog, lazyPart } from '../../shell/lazy-part.tsx';
import { useMember } from '../../shell/member-gate.tsx';
import { useListSteps } from '../../shell/use-list-steps.ts';
import { useOpening } from '../../shell/use-opening.ts';
import { RowSkeleton } from '../../ui/row-skeleton.tsx';
import { KeyRow } from './key-row.tsx';
import { keyTexts } from './texts.ts';

const AddForm = lazyPart(async () => (await import('./add-form.tsx')).AddForm);
const EditForm = lazyPart(async () => (await import('./edit-form.tsx')).EditForm);
const RemoveDialog = lazyDialog(async () => (await import('./remove-dialog.tsx')).RemoveDialog);
const EnableDialog = lazyDialog(async () => (await import('./enable-dialog.tsx')).EnableDialog);

type Step = { at: 'adding' } | { at: 'editing' | 'removing' | 'enabling'; sshKey: sshKeys.SshKey };

/** The account's SSH keys: add, change, enable, remove. */
export function KeysSection() {
  const texts = useTexts(keyTexts);
  const { confirmed } = useMember();
  const client = useQueryClient();
  const found = useQuery(sshKeysQuery);
  const steps = useListSteps<Step>();
  const { step } = steps;
  const opening = useOpening<'adding' | `edit ${string}`>();
  /** The id of the key that was added last. */
  const [added, setAdded] = useState<string | null>(null);

  const refresh = () => client.invalidateQueries({ queryKey: sshKeysQuery.queryKey });
  const rest = (said?: string) => {
    refresh();
    steps.rest(said);
  };
  const close = () => {
    refresh();
    steps.close();
  };
  /** The key is shown at once, even while the list is being loaded. */
  const put = (sshKey: sshKeys.SshKey, said: string) => {
    client.setQueryData(sshKeysQuery.queryKey, (list = []) =>
      list.some(({ id }) => id === sshKey.id)
        ? list.map((known) => (known.id === sshKey.id ? sshKey : known))
        : [...list, sshKey],
    );
    rest(said);
  };
  return (
    <GrowingList
      title={texts.list}
      found={found}
      coming={<RowSkeleton count={1} facts={3} height={117} narrow={289} />}
      empty={texts.none}
      steps={steps}
      adding={{
        act: texts.add,
        title: texts.adding.title,
        form: step?.at === 'adding' && (
          <AddForm
            first={!found.data?.length}
            onAdded={(sshKey, claimed) => {
              setAdded(sshKey.id);
              put(sshKey, (claimed ? texts.said.claimed : texts.said.added)(sshKey.name));
            }}
            onCancel={() => rest()}
          />
        ),
        busy: opening.coming === 'adding',
        onOpen: () => opening.open('adding', AddForm, () => steps.open({ at: 'adding' })),
        refusal: !confirmed && texts.unconfirmed,
      }}
      row={(sshKey) =>
        step?.at === 'editing' && step.sshKey.id === sshKey.id ? (
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
              opening.open(`edit ${sshKey.id}`, EditForm, () => steps.open({ at: 'editing', sshKey }))
            }
            onEnable={() => steps.open({ at: 'enabling', sshKey })}
            onRemove={() => steps.open({ at: 'removing', sshKey })}
          />
        )
      }
    >
      {step?.at === 'removing' && (
        <RemoveDialog
          sshKey={step.sshKey}
          onClose={close}
          onRemoved={(said) => {
            const { id } = step.sshKey;
            client.setQueryData(sshKeysQuery.queryKey, (known) => known?.filter((one) => one.id !== id));
            rest(said);
          }}
        />
      )}
      {step?.at === 'enabling' && (
        <EnableDialog
          sshKey={step.sshKey}
          onClose={close}
          onEnabled={(enabled) => put(enabled, texts.said.enabled(enabled.name))}
        />
      )}
    </GrowingList>
  );
}
