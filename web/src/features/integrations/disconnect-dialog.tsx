import { integrations } from '@loge/protocol';
import { useMutation } from '@tanstack/react-query';
import { asApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { hostOf, integrationName } from '../../api/integrations.ts';
import { useTexts } from '../../i18n/texts.ts';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { isOAuthType } from './scm-type.ts';
import { integrationTexts } from './texts.ts';

interface Props {
  one: integrations.Integration;
  onClose(): void;
  /** @param said what to tell where it stood. */
  onDisconnected(said: string): void;
}

/** Names the link, what stops with it, what stays, and what becomes of the access. */
export function DisconnectDialog({ one, onClose, onDisconnected }: Props) {
  const { disconnecting: texts, said } = useTexts(integrationTexts);
  const { id, url, scm_type, imported_keys: keys } = one;
  const name = integrationName(one);
  const work = useMutation({
    mutationFn: () => call(integrations.deleteIntegration, { params: { id } }),
    onSuccess: () => onDisconnected(said.disconnected(name)),
    // Somebody was quicker: it is gone, which is what was asked for.
    onError: (error) => asApiError(error).code === 'not_found' && onDisconnected(said.gone),
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
          <p>{texts.stops}</p>
          {keys > 0 && <p>{texts.keys(keys)}</p>}
          <p>{(isOAuthType(scm_type) ? texts.grant : texts.token)(hostOf(url))}</p>
        </>
      }
    />
  );
}
