import { deletion } from '@loge/protocol';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { withProof } from '../../api/with-proof.ts';
import { useTexts } from '../../i18n/texts.ts';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { useMember } from '../../shell/member-gate.tsx';
import { Check } from '../../ui/toggle.tsx';
import { blockingApplications } from './blocking-applications.ts';
import { OwnedApplications } from './owned-applications.tsx';
import { deletionTexts } from './texts.ts';

interface Props {
  /** For how many days the mailed link can undo the deletion. */
  graceDays: number;
  onClose(): void;
  /** The server refused because the account owns applications by now. */
  onBlocked(): void;
  onSent(): void;
}

/** Says what will be deleted. A checkbox that names the account confirms it. */
export function DeleteDialog({ graceDays, onClose, onBlocked, onSent }: Props) {
  const { asking: texts, owned } = useTexts(deletionTexts);
  const user = useMember();
  const [sure, setSure] = useState(false);
  const work = useMutation({
    mutationFn: () => withProof(() => call(deletion.requestDeletion, { body: {} })),
    onSuccess: onSent,
    onError: (error) => blockingApplications(error) && onBlocked(),
  });
  const blocking = blockingApplications(work.error);
  return (
    <ConfirmDialog
      name={user.username}
      title={texts.title}
      stops={
        <>
          <p>{texts.goes}</p>
          <p>{texts.grace(graceDays)}</p>
          <p>{texts.kept}</p>
        </>
      }
      act={texts.act}
      work={work}
      onClose={onClose}
      disabled={!sure}
      refusal={
        blocking && (
          <div role="alert">
            <p>
              <OwnedApplications applications={blocking} />
            </p>
            <p>{owned.first(blocking.length)}</p>
          </div>
        )
      }
    >
      <Check label={texts.confirm(user.username)} checked={sure} onChange={setSure} />
    </ConfirmDialog>
  );
}
