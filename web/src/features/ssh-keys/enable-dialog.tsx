import { sshKeys } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { withProof } from '../../api/with-proof.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { KeyPrints } from './key-prints.tsx';
import { keyTexts } from './texts.ts';

interface Props {
  sshKey: sshKeys.SshKey;
  onClose(): void;
  onEnabled(sshKey: sshKeys.SshKey): void;
}

/** Says what the key will open again; of one that somebody else may have added, how to tell. */
export function EnableDialog({ sshKey, onClose, onEnabled }: Props) {
  const { enabling: texts, cancel } = useTexts(keyTexts);
  const { id, name, disabled_because: why } = sshKey;
  const work = useMutation({
    mutationFn: () => withProof(() => call(sshKeys.enableKey, { params: { id } })),
    onSuccess: ({ key }) => onEnabled(key),
  });
  return (
    <Dialog
      title={texts.title(name)}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {cancel}
          </Button>
          <SubmitButton busy={work.isPending} onClick={() => work.mutate()}>
            {texts.act}
          </SubmitButton>
        </>
      }
    >
      {work.isError && <FailureBanner error={work.error} />}
      <p>{texts.body}</p>
      {why === 'undo' && (
        <>
          <p>{texts.undo}</p>
          <KeyPrints sshKey={sshKey} />
        </>
      )}
    </Dialog>
  );
}
