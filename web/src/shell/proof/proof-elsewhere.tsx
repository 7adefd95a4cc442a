import { sessions } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { boot } from '../../api/boot.ts';
import { call } from '../../api/call.ts';
import { onProved } from '../../api/proof-news.ts';
import { providerNames } from '../../api/provider-names.ts';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { Link } from '../link.tsx';
import { proofTexts } from './texts.ts';

interface Props {
  /** By a new sign-in at the provider; otherwise the account has nothing to prove with. */
  byProvider: boolean;
  onProved(): void;
}

/** For an account with neither password nor passkey: the proof is given in another tab, so that nothing typed here is lost. */
export function ProofElsewhere({ byProvider, onProved }: Props) {
  const { elsewhere: texts } = useTexts(proofTexts);
  if (!byProvider) {
    return (
      <p>
        {texts.nothing}{' '}
        <Link to={paths.forgottenPassword} target="_blank">
          {texts.set}
        </Link>
      </p>
    );
  }
  return <ProofInNewTab onProved={onProved} />;
}

function ProofInNewTab({ onProved }: Pick<Props, 'onProved'>) {
  const { elsewhere: texts } = useTexts(proofTexts);
  const left = useRef(false);
  const [still, setStill] = useState(false);
  useProofOfOtherTab(onProved, () => setStill(left.current));
  const providers = boot.signInProviders.map((provider) => providerNames[provider]);
  return (
    <>
      <p>{texts.body(providers.join(` ${texts.or} `))}</p>
      <Button
        component={Link}
        to={paths.proveByProvider}
        target="_blank"
        aria-label={`${texts.act} ${texts.newTab}`}
        autoFocus
        onClick={() => {
          left.current = true;
        }}
      >
        {texts.act}
      </Button>
      <p role="status">{still && texts.still}</p>
    </>
  );
}

/** Asks the server whether there is proof now: when another tab says so, and when somebody comes back to this one. */
function useProofOfOtherTab(onProof: () => void, onNone: () => void): void {
  const latest = useRef({ onProof, onNone });
  latest.current = { onProof, onNone };
  useEffect(() => {
    let over = false;
    const look = async () => {
      // What fails here is tried again when somebody comes back.
      const reply = await call(sessions.getProof).catch(() => null);
      if (over || !reply) return;
      if (reply.proof.fresh_until === null) latest.current.onNone();
      else latest.current.onProof();
    };
    const stop = onProved(look);
    window.addEventListener('focus', look);
    return () => {
      over = true;
      stop();
      window.removeEventListener('focus', look);
    };
  }, []);
}
