import { profile } from '@loge/protocol';
import { useMutation } from '@tanstack/react-query';
import { asApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { linkProblem } from '../../api/link-problem.ts';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { Link } from '../../shell/link.tsx';
import { useLinkToken } from '../../shell/use-link-token.ts';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { profileTexts } from './texts.ts';

/** From a letter, without signing in. A button, so that a mail scanner which opens links changes nothing. */
export function UnsubscribePage() {
  const { unsubscribe } = useTexts(profileTexts);
  const token = useLinkToken();
  const stopping = useMutation({
    mutationFn: (secret: string) =>
      call(profile.unsubscribeNewsletter, { query: { token: secret }, body: {} }),
  });
  if (stopping.isSuccess) {
    return (
      <EntryPage title={unsubscribe.done.title} intro={<span role="status">{unsubscribe.done.intro}</span>} />
    );
  }
  const bad = token === null || (stopping.isError && linkProblem(asApiError(stopping.error).issues) !== null);
  if (bad) {
    return (
      <EntryPage title={unsubscribe.title} intro={<span role="alert">{unsubscribe.bad}</span>}>
        <p>
          <Link to={paths.account}>{unsubscribe.settings}</Link>
        </p>
      </EntryPage>
    );
  }
  return (
    <EntryPage title={unsubscribe.title} intro={unsubscribe.intro}>
      {stopping.isError && <FailureBanner error={stopping.error} />}
      <p>
        <SubmitButton busy={stopping.isPending} onClick={() => stopping.mutate(token)}>
          {unsubscribe.act}
        </SubmitButton>
      </p>
    </EntryPage>
  );
}
