import { apiTokens } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { Check } from '../../ui/toggle.tsx';
import type { Prefill } from './generate-form.tsx';
import { tokenTexts } from './texts.ts';
import { usesQuery } from './token-queries.ts';
import { TokenUses } from './token-uses.tsx';

interface Props {
  token: apiTokens.Token;
  onClose(): void;
  /** @param said what to tell where the token stood. @param ids those that are over. */
  onRevoked(said: string, ids: readonly string[]): void;
  onNarrow(prefill: Prefill): void;
}

/** Says who uses the token before it stops, and offers to revoke those that it made. */
export function RevokeDialog({ token, onClose, onRevoked, onNarrow }: Props) {
  const { revoking: texts, said, cancel } = useTexts(tokenTexts);
  const { id, name } = token;
  const made = useQuery(usesQuery(id)).data?.descendants ?? [];
  const [withMade, setWithMade] = useState(false);
  const work = useMutation({
    mutationFn: () =>
      call(apiTokens.revokeToken, {
        params: { id },
        query: { descendants: withMade ? 'true' : undefined },
      }),
    onSuccess: () =>
      withMade
        ? onRevoked(said.withMade(name, made.length), [id, ...made.map((one) => one.id)])
        : onRevoked(said.revoked(name), [id]),
    // Somebody was quicker, or its time was up: it is over, which is what was asked for.
    onError: (error) => asApiError(error).code === 'not_found' && onRevoked(said.gone, [id]),
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
          <SubmitButton variant="danger" busy={work.isPending} onClick={() => work.mutate()}>
            {texts.act}
          </SubmitButton>
        </>
      }
    >
      {work.isError && <FailureBanner error={work.error} />}
      <p>{texts.body}</p>
      <TokenUses token={token} onNarrow={onNarrow} />
      {made.length > 0 && (
        <Check name="descendants" label={texts.made(made.length)} checked={withMade} onChange={setWithMade} />
      )}
    </Dialog>
  );
}
