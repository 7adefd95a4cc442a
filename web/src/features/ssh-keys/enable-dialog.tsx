import { sshKeys } from '@loge/protocol';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { withProof } from '../../api/with-proof.ts';
import { useTexts } from '../../i18n/texts.ts';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { KeyPrints } from './key-prints.tsx';
import { keyTexts } from './texts.ts';

interface Props {
  sshKey: sshKeys.SshKey;
  onClose(): void;
  onEnabled(sshKey: sshKeys.SshKey): void;
}

/** Says what the key will open again. If somebody else may have added the key, says how to tell. */
export function EnableDialog({ sshKey, onClose, onEnabled }: Props) {
  const { enabling: texts } = useTexts(keyTexts);
  const { id, name, disabled_because: why } = sshKey;
  const work = useMutation({
    mutationFn: () => withProof(() => call(sshKeys.enableKey, { params: { id } })),
    onSuccess: ({ key }) => onEnabled(key),
  });
  return (
    <ConfirmDialog
      name={name}
      title={texts.title}
      brings={texts.body}
      act={texts.act}
      work={work}
      onClose={onClose}
    >
      {why === 'undo' && (
        <>
          <p>{texts.undo}</p>
          <KeyPrints sshKey={sshKey} />
        </>
      )}
    </ConfirmDialog>
  );
}
