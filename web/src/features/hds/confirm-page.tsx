import { hds, type ReplyOf } from '@loge/protocol';
import { useMutation, useQuery } from '@tanstack/react-query';
import { asApiError } from '../../api/api-error.ts';
import { boot } from '../../api/boot.ts';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { linkProblem } from '../../api/link-problem.ts';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { RefusedLink } from '../../shell/refused-link.tsx';
import { shellTexts } from '../../shell/texts.ts';
import { useLinkToken } from '../../shell/use-link-token.ts';
import { Actions } from '../../ui/actions.tsx';
import { SkeletonPage } from '../../ui/skeleton.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import styles from './hds.module.css';
import { countryName, languageName } from './names.ts';
import { confirmTexts } from './texts.ts';

/** A mailed link opens it: somebody who was named as a contact sees what is kept about them, and says whether it is right. */
export function ConfirmHealthContactPage() {
  const texts = useTexts(confirmTexts);
  const { link, loading } = useTexts(shellTexts);
  const token = useLinkToken();
  const found = useQuery({
    queryKey: ['hds', 'confirmation', token],
    queryFn: () => call(hds.openConfirmation, { body: { token: token ?? '' } }),
    enabled: token !== null,
    retry: false,
    gcTime: 0,
  });
  const work = useMutation({
    mutationFn: (right: boolean) => call(hds.confirmContact, { body: { token: token ?? '', right } }),
  });
  if (token === null) return <EntryPage title={link.incomplete.title} intro={link.incomplete.body} />;
  if (work.isSuccess) {
    const done = work.variables ? texts.done.right : texts.done.wrong;
    return <EntryPage title={done.title} intro={<span role="status">{done.body}</span>} />;
  }
  const failure = work.error ?? found.error;
  const problem = failure ? linkProblem(asApiError(failure).issues) : null;
  if (problem) return <RefusedLink problem={problem} />;
  if (found.isPending) return <SkeletonPage label={loading} />;
  return (
    <EntryPage title={texts.title} intro={texts.body(boot.platformName)}>
      {failure && (
        <FailureBanner error={failure} {...(found.isError ? { onRetry: () => found.refetch() } : {})} />
      )}
      {found.data && (
        <>
          <Details contact={found.data.hds_contact} />
          <Actions>
            <SubmitButton busy={work.isPending && work.variables} onClick={() => work.mutate(true)}>
              {texts.right}
            </SubmitButton>
            <SubmitButton
              variant="default"
              busy={work.isPending && !work.variables}
              onClick={() => work.mutate(false)}
            >
              {texts.wrong}
            </SubmitButton>
          </Actions>
        </>
      )}
    </EntryPage>
  );
}

type Contact = ReplyOf<typeof hds.openConfirmation>['hds_contact'];

function Details({ contact }: { contact: Contact }) {
  const { details } = useTexts(confirmTexts);
  const locale = useLocale();
  const rows: (readonly [string, string | null])[] = [
    [details.name, contact.name],
    [details.org_type, contact.org_type && details.orgTypes[contact.org_type]],
    [details.company, contact.company],
    [details.email, contact.email],
    [details.phone_number, contact.phone_number],
    [details.address_line1, contact.address_line1],
    [details.address_line2, contact.address_line2],
    [details.address_zip, contact.address_zip],
    [details.address_city, contact.address_city],
    [details.address_country, countryName(locale, contact.address_country)],
    [details.languages, contact.languages.map((code) => languageName(locale, code)).join(', ')],
    [details.hours, contact.hours],
    [details.notes, contact.notes],
  ];
  return (
    <dl className={styles.details}>
      {rows.map(
        ([label, value]) =>
          value && (
            <div key={label} className={styles.pair}>
              <dt>{label}</dt>
              <dd translate="no">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
