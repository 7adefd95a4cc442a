import { hds } from '@loge/protocol';
import { useMutation } from '@tanstack/react-query';
import { asApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.ts';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { hdsTexts } from './texts.ts';

interface Props {
  contact: hds.HealthContact;
  onClose(): void;
  /** @param said what to tell where it stood. */
  onRemoved(said: string): void;
}

/** Says which applications lose their contact, and what stays. */
export function RemoveDialog({ contact, onClose, onRemoved }: Props) {
  const { removing: texts, said } = useTexts(hdsTexts);
  const { id, name, applications } = contact;
  const work = useMutation({
    mutationFn: () => call(hds.removeContact, { params: { id } }),
    onSuccess: () => onRemoved(said.removed(name)),
    // Somebody was quicker: it is gone, which is what was asked for.
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
          {applications.length > 0 && (
            <p>{texts.serves(applications.map((application) => application.name).join(', '))}</p>
          )}
          <p>{texts.kept}</p>
        </>
      }
    />
  );
}
