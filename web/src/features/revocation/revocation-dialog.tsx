import { type ReplyOf, revocation } from '@loge/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { heldPasskeys } from '../../api/held-passkeys.ts';
import { liveTokens } from '../../api/live-tokens.ts';
import { openSessions } from '../../api/open-sessions.ts';
import { ownIdentities } from '../../api/own-identities.ts';
import { providerNames } from '../../api/provider-names.ts';
import { sshKeysQuery } from '../../api/ssh-keys.ts';
import { withProof } from '../../api/with-proof.ts';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Check } from '../../ui/toggle.tsx';
import styles from './revocation-dialog.module.css';
import { revocationTexts } from './texts.ts';

type Receipt = ReplyOf<typeof revocation.revokeEverything>['revocation'];
type Preview = ReplyOf<typeof revocation.previewRevocation>['revocation'];

interface Props {
  onClose(): void;
  /** @param passkeys whether there are some, which stay. */
  onDone(receipt: Receipt, passkeys: boolean): void;
}

/** Says what would stop before anything is stopped. */
export function RevocationDialog({ onClose, onDone }: Props) {
  const texts = useTexts(revocationTexts);
  const client = useQueryClient();
  const preview = useQuery({
    queryKey: ['revocation'],
    queryFn: async () => (await call(revocation.previewRevocation)).revocation,
    gcTime: 0,
  });
  const [withKeys, setWithKeys] = useState(false);
  const keys = preview.data?.keys ?? [];
  const held = useQuery(heldPasskeys);
  const passkeys = (held.data ?? []).filter(({ suspended_at }) => suspended_at === null);
  const connected = useQuery(ownIdentities);
  const identities = (connected.data?.identities ?? [])
    .filter(({ offered }) => offered)
    .map((one) => ({ ...one, name: `${providerNames[one.provider]} (${one.username})` }));
  const work = useMutation({
    mutationFn: () =>
      withProof(() => call(revocation.revokeEverything, { body: withKeys ? { keys: true } : {} })),
    onSuccess: (reply) => {
      for (const { queryKey } of [openSessions, liveTokens, sshKeysQuery])
        client.invalidateQueries({ queryKey });
      onDone(reply.revocation, passkeys.length > 0);
    },
  });
  return (
    <ConfirmDialog
      name={null}
      title={texts.dialog}
      stops={
        <>
          {preview.isError && <FailureBanner error={preview.error} onRetry={() => preview.refetch()} />}
          {preview.isPending && <SkeletonRows count={2} />}
          {preview.data && <Stops preview={preview.data} />}
        </>
      }
      act={texts.act}
      work={work}
      onClose={onClose}
    >
      {keys.length > 0 && (
        <div>
          <Check name="keys" label={texts.keys(keys.length)} checked={withKeys} onChange={setWithKeys} />
          <Names list={keys} words={texts.ofKeys} />
        </div>
      )}
      <p>{withKeys ? texts.stays : texts.keysStay}</p>
      {identities.length > 0 && (
        <div>
          {texts.identities(identities.length)}
          <Names list={identities} words={texts} />
        </div>
      )}
      {passkeys.length > 0 && (
        <div>
          {texts.passkeys(passkeys.length)}
          <Names list={passkeys} words={texts.ofKeys} />
        </div>
      )}
    </ConfirmDialog>
  );
}

function Stops({ preview: { sessions, tokens, trusted_browsers: browsers } }: { preview: Preview }) {
  const texts = useTexts(revocationTexts);
  if (sessions + tokens.length + browsers === 0) return <p>{texts.nothing}</p>;
  return (
    <>
      {sessions > 0 && <p>{texts.sessions(sessions)}</p>}
      {browsers > 0 && <p>{texts.browsers(browsers)}</p>}
      {tokens.length > 0 && (
        <div>
          {texts.tokens(tokens.length)}
          <Names list={tokens} words={texts} />
        </div>
      )}
    </>
  );
}

/** Lists what would stop by name, each with its last use. */
function Names({ list, words }: { list: Preview['tokens']; words: { used: string; never: string } }) {
  return (
    <ul className={styles.list}>
      {list.map(({ id, name, last_used_at: at }) => (
        <li key={id}>
          <strong>{name}</strong>,{' '}
          {at ? (
            <>
              {words.used} <When at={at} inside />
            </>
          ) : (
            words.never
          )}
        </li>
      ))}
    </ul>
  );
}
