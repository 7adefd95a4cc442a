import { apiTokens } from '@loge/protocol';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.ts';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
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
  const { revoking: texts, said } = useTexts(tokenTexts);
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
    // The token has ended already, by another request or because it expired. That is what was asked for.
    onError: (error) => asApiError(error).code === 'not_found' && onRevoked(said.gone, [id]),
  });
  return (
    <ConfirmDialog
      name={name}
      title={texts.title}
      stops={texts.body}
      act={texts.act}
      work={work}
      onClose={onClose}
    >
      <TokenUses token={token} onNarrow={onNarrow} />
      {made.length > 0 && (
        <Check name="descendants" label={texts.made(made.length)} checked={withMade} onChange={setWithMade} />
      )}
    </ConfirmDialog>
  );
}
