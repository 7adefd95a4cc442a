import { identities } from '@loge/protocol';
import { useMutation } from '@tanstack/react-query';
import { asApiError } from '../../api/api-error.ts';
import { boot } from '../../api/boot.ts';
import { call } from '../../api/call.ts';
import { providerNames } from '../../api/provider-names.ts';
import { withProof } from '../../api/with-proof.ts';
import { useTexts } from '../../i18n/texts.ts';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { identityName } from './identity-name.ts';
import { identityTexts } from './texts.ts';

interface Props {
  identity: identities.Identity;
  onClose(): void;
  /** @param said what to tell where it stood. */
  onRemoved(said: string): void;
}

/** Names what signs in no longer, and says what stays at the provider. */
export function RemoveDialog({ identity, onClose, onRemoved }: Props) {
  const { removing: texts, said } = useTexts(identityTexts);
  const { id, provider } = identity;
  const name = identityName(identity);
  const work = useMutation({
    mutationFn: () => withProof(() => call(identities.removeIdentity, { params: { id } })),
    onSuccess: () => onRemoved(said.removed(name)),
    // Somebody was quicker: it is gone, which is what was asked for.
    onError: (error) => asApiError(error).code === 'not_found' && onRemoved(said.gone),
  });
  const isLast = asApiError(work.error).issues.base?.[0]?.code === 'last_way_in';
  return (
    <ConfirmDialog
      name={name}
      title={texts.title}
      act={texts.act}
      work={work}
      onClose={onClose}
      refusal={isLast && <p role="alert">{texts.last}</p>}
      stops={
        <>
          <p>{texts.stops}</p>
          <p>{texts.there(providerNames[provider], boot.platformName)}</p>
        </>
      }
    />
  );
}
