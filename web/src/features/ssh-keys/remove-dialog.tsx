import { sshKeys } from '@loge/protocol';
import { useMutation } from '@tanstack/react-query';
import { asApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { keyTexts } from './texts.ts';

interface Props {
  sshKey: sshKeys.SshKey;
  onClose(): void;
  /** @param said what to tell where the key stood. */
  onRemoved(said: string): void;
}

/** Names the key, when it was last used, and what will stop. */
export function RemoveDialog({ sshKey, onClose, onRemoved }: Props) {
  const { removing: texts, said } = useTexts(keyTexts);
  const { id, name, last_used_at: used } = sshKey;
  const work = useMutation({
    mutationFn: () => call(sshKeys.removeKey, { params: { id } }),
    onSuccess: () => onRemoved(said.removed(name)),
    // The key has been removed already. That is what was asked for.
    onError: (error) => asApiError(error).code === 'not_found' && onRemoved(said.gone),
  });
  return (
    <ConfirmDialog
      name={name}
      title={texts.title}
      act={texts.act}
      work={work}
      onClose={onClose}
      stops={
        <>
          <p>
            {used ? (
              <>
                {texts.used} <When at={used} inside />.
              </>
            ) : (
              texts.never
            )}
          </p>
          <p>{texts.body}</p>
        </>
      }
    />
  );
}
