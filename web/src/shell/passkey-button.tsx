import type { passkeys } from '@loge/protocol';
import { useMutation } from '@tanstack/react-query';
import { FailureBanner } from '../api/failure-banner.tsx';
import { answerByPasskey, passkeysSupported } from '../api/passkey.ts';
import { SubmitButton } from '../ui/submit-button.tsx';

interface Props {
  label: string;
  fullWidth?: boolean;
  /** True when it is the only action of its place. It then takes the focus, because what was there before is gone. */
  primary?: boolean;
  /** Sends the authenticator's answer to the server. */
  send(assertion: passkeys.Assertion): Promise<unknown>;
}

/** A button to use a passkey. Shows nothing where the browser supports none. */
export function PasskeyButton({ label, fullWidth, primary = false, send }: Props) {
  const work = useMutation({ mutationFn: async () => send(await answerByPasskey()) });
  if (!passkeysSupported()) return null;
  return (
    <>
      {work.isError && <FailureBanner error={work.error} />}
      <SubmitButton
        variant={primary ? 'filled' : 'default'}
        autoFocus={primary}
        busy={work.isPending}
        fullWidth={fullWidth ?? false}
        onClick={() => work.mutate()}
      >
        {label}
      </SubmitButton>
    </>
  );
}
