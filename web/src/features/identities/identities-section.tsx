import { type identities, type integrations, providerSignIn } from '@loge/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { boot } from '../../api/boot.ts';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { ownIdentities } from '../../api/own-identities.ts';
import { providerNames } from '../../api/provider-names.ts';
import { keepTrip } from '../../api/provider-trip.ts';
import { useDeparture } from '../../api/use-departure.ts';
import { MoreFieldWords } from '../../api/use-field-words.ts';
import { withProof } from '../../api/with-proof.ts';
import { useTexts } from '../../i18n/texts.ts';
import { useArrival } from '../../shell/arrival.ts';
import { lazyDialog } from '../../shell/lazy-part.tsx';
import { ListSection } from '../../shell/list-section.tsx';
import { useMember } from '../../shell/member-gate.tsx';
import { CardBody, FormFoot } from '../../ui/card.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { StatusMessage } from '../../ui/status-message.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { IdentityRow } from './identity-row.tsx';
import { identityTexts } from './texts.ts';

const RemoveDialog = lazyDialog(async () => (await import('./remove-dialog.tsx')).RemoveDialog);

const isOAuthType = (name: string | null): name is integrations.OAuthType =>
  name !== null && Object.hasOwn(providerNames, name);

/** The provider accounts that sign the member in, and connecting more. */
export function IdentitiesSection() {
  const texts = useTexts(identityTexts);
  const client = useQueryClient();
  const { confirmed } = useMember();
  const found = useQuery(ownIdentities);
  const arrived = useArrival();
  const [removing, setRemoving] = useState<identities.Identity | null>(null);
  const [said, setSaid] = useState(() =>
    isOAuthType(arrived) ? texts.said.connected(providerNames[arrived]) : '',
  );
  const place = useRef<HTMLDivElement>(null);
  const leaving = useDeparture(async (provider: integrations.OAuthType) => {
    const begun = await withProof(() => call(providerSignIn.connect, { body: { provider } }));
    keepTrip({ purpose: 'connect' });
    return begun.authorization.url;
  });
  const list = found.data?.identities;
  const there = list !== undefined;
  // The row is gone that had the focus, or somebody comes from connecting one.
  useEffect(() => {
    if (!said || !there) return;
    // After the frame, which gives the focus to the page that somebody came to.
    const frame = requestAnimationFrame(() => place.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [said, there]);
  const offered = found.data?.providers ?? boot.signInProviders;
  return (
    <MoreFieldWords value={texts.errors}>
      <ListSection
        title={texts.title}
        hint={texts.hint}
        found={{ ...found, data: list }}
        coming={<SkeletonRows count={1} />}
        empty={texts.none}
        place={place}
        head={
          <>
            <StatusMessage>{said}</StatusMessage>
            {leaving.error !== null && (
              <CardBody>
                <FailureBanner error={leaving.error} />
              </CardBody>
            )}
          </>
        }
        row={(identity) => (
          <IdentityRow
            key={identity.id}
            identity={identity}
            onRemove={() => {
              setSaid('');
              setRemoving(identity);
            }}
          />
        )}
        foot={
          offered.length > 0 && (
            <FormFoot note={confirmed ? '' : texts.unconfirmed}>
              {confirmed &&
                offered.map((provider) => (
                  <SubmitButton
                    key={provider}
                    variant="default"
                    busy={leaving.to === provider}
                    onClick={() => {
                      setSaid('');
                      leaving.begin(provider);
                    }}
                  >
                    {(list?.some((one) => one.provider === provider) ? texts.another : texts.connect)(
                      providerNames[provider],
                    )}
                  </SubmitButton>
                ))}
            </FormFoot>
          )
        }
      >
        {removing && (
          <RemoveDialog
            identity={removing}
            onClose={() => setRemoving(null)}
            onRemoved={(what) => {
              setRemoving(null);
              setSaid(what);
              client.setQueryData(
                ownIdentities.queryKey,
                (now) => now && { ...now, identities: now.identities.filter(({ id }) => id !== removing.id) },
              );
              client.invalidateQueries({ queryKey: ownIdentities.queryKey });
            }}
          />
        )}
      </ListSection>
    </MoreFieldWords>
  );
}
