import { emailChange } from '@loge/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call } from '../../api/call.ts';
import { patchSelf } from '../../api/self.ts';
import { useFailureText } from '../../api/use-failure-text.ts';
import { useFormat } from '../../i18n/i18n-provider.tsx';
import { Moment } from '../../i18n/moment.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { useMember } from '../../shell/member-gate.tsx';
import { Banner } from '../../ui/banner.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { emailQuery, waitingAddress } from './email-query.ts';
import styles from './pending-banner.module.css';
import { emailChangeTexts } from './texts.ts';

/** Shows a change of address that waits for its link, and can cancel it. */
export function PendingBanner() {
  const { pending: texts } = useTexts(emailChangeTexts);
  const user = useMember();
  const client = useQueryClient();
  const say = useFailureText();
  const email = useQuery(emailQuery(user));
  const place = useRef<HTMLDivElement>(null);
  const giving = useMutation({
    mutationFn: () => call(emailChange.withdrawEmailChange),
    onSuccess: () => patchSelf(client, (known) => ({ ...known, unconfirmed_email: null })),
  });
  const address = waitingAddress(user);
  const given = giving.isSuccess && address === null;
  // The pressed button has disappeared, so the focus must go elsewhere.
  useEffect(() => {
    if (given) place.current?.focus();
  }, [given]);

  if (given) {
    return (
      <div className={styles.place} ref={place} tabIndex={-1}>
        <Banner tone="plain">
          <p>{texts.given}</p>
        </Banner>
      </div>
    );
  }
  if (address === null) return null;
  const until = email.data?.pending?.expires_at;
  return (
    <Banner
      tone="warn"
      title={texts.title}
      act={
        <SubmitButton variant="default" busy={giving.isPending} onClick={() => giving.mutate()}>
          {texts.give}
        </SubmitButton>
      }
    >
      <p>
        {texts.sent(address)} {texts.until} {until ? <Moment at={until} /> : <ComingMoment />}.
      </p>
      {giving.isError && <p>{say(giving.error)}</p>}
    </Banner>
  );
}

/** A placeholder as wide as the time that is being loaded, so that the line breaks do not change when it arrives. */
function ComingMoment() {
  const format = useFormat();
  return (
    <span className={styles.coming} aria-hidden="true" data-coming>
      {format.moment(new Date())}
    </span>
  );
}
