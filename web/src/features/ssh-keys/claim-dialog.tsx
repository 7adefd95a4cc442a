import { type ReplyOf, sshKeys } from '@loge/protocol';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { asApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { issuesOf } from '../../api/issues.ts';
import { useForm } from '../../api/use-form.ts';
import { withProof } from '../../api/with-proof.ts';
import { useFormat } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { CopyField } from '../../shell/fields/copy-field.tsx';
import { shellTexts } from '../../shell/texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import styles from './claim-dialog.module.css';
import { kindOf } from './key-kind.ts';
import { nameIssues } from './name-issues.ts';
import { PrivateWarning, type Reached } from './private-warning.tsx';
import { PublicArea } from './public-area.tsx';
import { signCommand } from './sign-command.ts';
import { keyTexts } from './texts.ts';

type Claim = ReplyOf<typeof sshKeys.beginClaim>['claim'];

interface Props {
  /** The public key, as it was pasted. */
  content: string;
  name: string;
  onClose(): void;
  onClaimed(sshKey: sshKeys.SshKey): void;
}

/** Takes over a key from another account, by a signature that only its private half can make. */
export function ClaimDialog(props: Props) {
  const { content, onClose } = props;
  const { claim: texts } = useTexts(keyTexts);
  const { cancel } = useTexts(shellTexts);
  const id = useId();
  const [busy, setBusy] = useState(false);
  const begin = useMutation({
    mutationFn: async () => (await withProof(() => call(sshKeys.beginClaim, { body: { content } }))).claim,
  });
  const { mutate } = begin;
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    mutate();
  }, [mutate]);
  return (
    <Dialog
      title={texts.title}
      cancel={cancel}
      onClose={onClose}
      act={
        begin.data && (
          <SubmitButton busy={busy} form={id}>
            {texts.submit}
          </SubmitButton>
        )
      }
    >
      <p>{texts.body}</p>
      {begin.isError && <FailureBanner error={begin.error} onRetry={() => mutate()} />}
      {begin.isPending && <SkeletonRows count={3} />}
      {begin.data && (
        <Proof
          key={begin.data.challenge}
          {...props}
          id={id}
          claim={begin.data}
          onBusy={setBusy}
          onAgain={() => mutate()}
        />
      )}
    </Dialog>
  );
}

interface ProofProps extends Props {
  id: string;
  claim: Claim;
  onBusy(busy: boolean): void;
  onAgain(): void;
}

/** Shows the command to run, and a field for what it prints. */
function Proof({ id, claim, content, name, onClaimed, onBusy, onAgain }: ProofProps) {
  const all = useTexts(keyTexts);
  const { claim: texts } = all;
  const format = useFormat();
  const [binary, setBinary] = useState(false);
  const [reached, setReached] = useState<Reached | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  const form = useForm({
    initial: { name, signature: '' },
    check: (values) => ({
      ...issuesOf(sshKeys.proveClaim.body.schema, { ...values, challenge: claim.challenge }),
      ...nameIssues(values.name),
    }),
    send: async (values) => {
      onBusy(true);
      try {
        const body = { ...values, challenge: claim.challenge };
        return await withProof(() => call(sshKeys.proveClaim, { body }));
      } catch (error) {
        if (asApiError(error).issues.signature?.[0]?.code === 'key_private') {
          form.set('signature', '');
          setReached('sent');
        }
        throw error;
      } finally {
        onBusy(false);
      }
    },
    onDone: ({ key }) => onClaimed(key),
  });
  const wrong = form.issues.challenge?.[0]?.code;
  // A key that nobody has any more is added instead of claimed. The banner says so.
  const over = wrong !== undefined && wrong !== 'key_gone';
  const command = signCommand(claim, kindOf(content.trim().split(/\s/)[0] ?? '').file);
  return (
    <form {...form.props} id={id} aria-label={texts.title}>
      <FormStack>
        {over ? (
          <Banner
            tone="bad"
            act={
              <Button variant="default" onClick={onAgain}>
                {texts.again}
              </Button>
            }
          >
            <p>{texts.over}</p>
          </Banner>
        ) : (
          form.failure && <FailureBanner error={form.failure} />
        )}
        {reached && <PrivateWarning reached={reached} />}
        <div className={styles.run}>
          <p>{texts.run}</p>
          <CopyField look="command" value={command} what={texts.runWhat} />
          <p className={styles.until}>{texts.until(format.time(claim.expires_at))}</p>
        </div>
        <PublicArea
          ref={area}
          name="signature"
          label={texts.signature}
          hint={texts.signatureHint}
          placeholder="-----BEGIN SSH SIGNATURE-----"
          value={form.values.signature}
          error={binary ? all.adding.binary : form.error('signature')}
          onText={(text) => {
            form.set('signature', text);
            setBinary(false);
            if (text) setReached(null);
          }}
          onPrivate={() => setReached('here')}
          onBinary={() => setBinary(true)}
        />
        <TextInput {...form.bind('name')} label={all.adding.name} maxLength={200} />
      </FormStack>
    </form>
  );
}
