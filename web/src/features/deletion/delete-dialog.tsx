import { deletion } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { withProof } from '../../api/with-proof.ts';
import { useTexts } from '../../i18n/texts.ts';
import { useMember } from '../../shell/member-gate.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { Check } from '../../ui/toggle.tsx';
import { blockingApplications } from './blocking-applications.ts';
import { OwnedApplications } from './owned-applications.tsx';
import { deletionTexts } from './texts.ts';

interface Props {
  /** Days that the mailed link undoes it. */
  graceDays: number;
  onClose(): void;
  /** Applications block it by now. */
  onBlocked(): void;
  onSent(): void;
}

/** What will go, and a box that names the account. */
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
    <Dialog
      title={texts.title}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {texts.cancel}
          </Button>
          {!blocking && (
            <SubmitButton
              variant="danger"
              busy={work.isPending}
              disabled={!sure}
              onClick={() => work.mutate()}
            >
              {texts.act}
            </SubmitButton>
          )}
        </>
      }
    >
      {blocking ? (
        <div role="alert">
          <p>
            <OwnedApplications applications={blocking} />
          </p>
          <p>{owned.first(blocking.length)}</p>
        </div>
      ) : (
        <>
          {work.isError && <FailureBanner error={work.error} />}
          <p>{texts.goes}</p>
          <p>{texts.grace(graceDays)}</p>
          <Check label={texts.confirm(user.username)} checked={sure} onChange={setSure} />
        </>
      )}
    </Dialog>
  );
}
