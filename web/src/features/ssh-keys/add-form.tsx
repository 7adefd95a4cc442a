import { sshKeys } from '@loge/protocol';
import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { asApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { issuesOf } from '../../api/issues.ts';
import { useForm } from '../../api/use-form.ts';
import { withProof } from '../../api/with-proof.ts';
import { useTimeZone } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { expiryIssues, expiryOf } from '../../shell/fields/expiry.ts';
import { ExpiryField } from '../../shell/fields/expiry-field.tsx';
import { FormCard } from '../../shell/form-card.tsx';
import { lazyDialog } from '../../shell/lazy-part.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Card } from '../../ui/card.tsx';
import { commentOf } from './comment-of.ts';
import { FileButton } from './file-button.tsx';
import { HowTo } from './how-to.tsx';
import { keyExpiryDays } from './key-expiry-days.ts';
import { nameIssues } from './name-issues.ts';
import { PrivateWarning, type Reached } from './private-warning.tsx';
import { PublicArea } from './public-area.tsx';
import { keyTexts } from './texts.ts';

const ClaimDialog = lazyDialog(async () => (await import('./claim-dialog.tsx')).ClaimDialog);

interface Props {
  /** The account has no key yet, so the form shows at once how to make one. */
  first: boolean;
  /** @param claimed it came from another account. */
  onAdded(sshKey: sshKeys.SshKey, claimed: boolean): void;
  onCancel(): void;
}

const initial = { content: '', name: '', expires_in_days: 'never', expires_at: '' };

/** Adds a public key that was pasted, dropped or read from a file. A private key is never sent. */
export function AddForm({ first, onAdded, onCancel }: Props) {
  const { adding: texts, claim } = useTexts(keyTexts);
  const zone = useTimeZone();
  const bounds = { zone, max: null };
  const [reached, setReached] = useState<Reached | null>(null);
  /** The name that was taken from the key's comment. A name that the member typed is kept. */
  const [proposed, setProposed] = useState('');
  const [claiming, setClaiming] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);

  const bodyOf = ({ content, name, ...expiry }: typeof initial) => {
    const expires_at = expiryOf(expiry, bounds);
    return { name, content, ...(expires_at ? { expires_at } : {}) };
  };
  const form = useForm({
    initial,
    check: (values) => ({
      ...issuesOf(sshKeys.addKey.body.schema, bodyOf(values)),
      ...expiryIssues(values, bounds),
      ...nameIssues(values.name),
    }),
    send: async (values) => {
      try {
        return await withProof(() => call(sshKeys.addKey, { body: bodyOf(values) }));
      } catch (error) {
        if (asApiError(error).issues.content?.[0]?.code === 'key_private') wipe('sent');
        throw error;
      }
    },
    onDone: ({ key }) => onAdded(key, false),
  });
  const [binary, setBinary] = useState(false);
  const wipe = (how: Reached) => {
    form.set('content', '');
    setReached(how);
  };
  const take = (content: string) => {
    form.set('content', content);
    setBinary(false);
    if (content) setReached(null);
    if (form.values.name !== proposed) return;
    const comment = commentOf(content);
    form.set('name', comment);
    setProposed(comment);
  };
  const refuseFile = () => {
    take('');
    setBinary(true);
  };
  const taken = form.issues.content?.[0]?.code === 'key_taken';
  return (
    <Card>
      <FormCard form={form} label={texts.title} submit={texts.submit} onCancel={onCancel}>
        {reached && <PrivateWarning reached={reached} />}
        <PublicArea
          ref={area}
          name="content"
          label={texts.content}
          hint={texts.contentHint}
          placeholder={texts.placeholder}
          value={form.values.content}
          error={binary ? texts.binary : form.error('content')}
          onText={take}
          onPrivate={() => setReached('here')}
          onBinary={refuseFile}
        />
        {taken && (
          <Banner
            tone="plain"
            act={
              <Button variant="default" onClick={() => setClaiming(true)}>
                {claim.act}
              </Button>
            }
          >
            <p>{claim.offer}</p>
          </Banner>
        )}
        <div>
          <FileButton
            label={texts.choose}
            onText={take}
            onPrivate={() => wipe('here')}
            onBinary={refuseFile}
          />
        </div>
        <TextInput {...form.bind('name')} label={texts.name} description={texts.nameHint} maxLength={200} />
        <ExpiryField
          choice={form.bind('expires_in_days')}
          day={form.bind('expires_at')}
          days={keyExpiryDays}
        />
        <HowTo open={first || reached !== null} />
      </FormCard>
      {claiming && (
        <ClaimDialog
          content={form.values.content}
          name={form.values.name}
          onClose={() => setClaiming(false)}
          onClaimed={(sshKey) => onAdded(sshKey, true)}
        />
      )}
    </Card>
  );
}
