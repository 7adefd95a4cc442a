import { deletion } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { withProof } from '../../api/with-proof.ts';
import { useTexts } from '../../i18n/texts.ts';
import { useMember } from '../../shell/member-gate.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { Check } from '../../ui/toggle.tsx';
import { OwnedApplications } from './owned-applications.tsx';
import { deletionTexts } from './texts.ts';

interface Props {
  onClose(): void;
  onSent(): void;
}

/** What will go, what blocks, and a box that names the account. */
export function DeleteDialog({ onClose, onSent }: Props) {
  const { asking: texts } = useTexts(deletionTexts);
  const user = useMember();
  const [sure, setSure] = useState(false);
  const state = useQuery({
    queryKey: ['deletion'],
    queryFn: async () => (await call(deletion.getDeletion)).deletion,
    gcTime: 0,
  });
  const work = useMutation({
    mutationFn: () => withProof(() => call(deletion.requestDeletion, { body: {} })),
    onSuccess: onSent,
  });
  const owned = state.data?.owned_applications ?? [];
  return (
    <Dialog
      title={texts.title}
      onClose={onClose}
      acts={
        <>
          <Button variant="default" onClick={onClose}>
            {texts.cancel}
          </Button>
          {state.data && owned.length === 0 && (
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
      {work.isError && <FailureBanner error={work.error} />}
      {state.isError && <FailureBanner error={state.error} onRetry={() => state.refetch()} />}
      {state.isPending && <SkeletonRows count={2} />}
      {state.data &&
        (owned.length > 0 ? (
          <OwnedApplications applications={owned} />
        ) : (
          <>
            <p>{texts.goes}</p>
            <p>{texts.grace(state.data.grace_days)}</p>
            <Check label={texts.confirm(user.username)} checked={sure} onChange={setSure} />
          </>
        ))}
    </Dialog>
  );
}
