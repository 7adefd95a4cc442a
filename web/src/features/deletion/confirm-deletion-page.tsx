import { deletion } from '@loge/protocol';
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ComponentType, useState } from 'react';
import { asApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { linkProblem } from '../../api/link-problem.ts';
import { leave, useSelf, useSignedIn } from '../../api/self.ts';
import { withProof } from '../../api/with-proof.ts';
import { useFormat } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { EntryPage } from '../../shell/entry-page.tsx';
import { Link } from '../../shell/link.tsx';
import { RefusedLink } from '../../shell/refused-link.tsx';
import { shellTexts } from '../../shell/texts.ts';
import { useLinkParts } from '../../shell/use-link-token.ts';
import { Banner } from '../../ui/banner.tsx';
import { Card, CardBody, FormFoot } from '../../ui/card.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { SkeletonPage } from '../../ui/skeleton.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { blockingApplications } from './blocking-applications.ts';
import { OwnedApplications } from './owned-applications.tsx';
import { deletionPageTexts } from './page-texts.ts';
import { deletionTexts } from './texts.ts';

const reasons = ['none', 'unused', 'elsewhere', 'price', 'trouble', 'other'] as const;
type Reason = (typeof reasons)[number];

/** Confirms the deletion. It takes the mailed link and a session of the account with fresh proof. */
export function ConfirmDeletionPage({ SignInForm }: { SignInForm: ComponentType }) {
  const { confirm } = useTexts(deletionPageTexts);
  const { owned } = useTexts(deletionTexts);
  const { loading, link } = useTexts(shellTexts);
  const parts = useLinkParts();
  const client = useQueryClient();
  const format = useFormat();
  const self = useSelf();
  const user = useSignedIn();
  const [reason, setReason] = useState<Reason>('none');
  const [details, setDetails] = useState('');
  const work = useMutation({
    mutationFn: async () => {
      const body = {
        token: parts.token ?? '',
        reason: reason === 'none' ? null : reason,
        details: details || null,
      };
      const reply = await withProof(() =>
        call(deletion.confirmDeletion, { params: { id: parts.id ?? '' }, body }),
      );
      return reply.deletion;
    },
    onSuccess: () => leave(client),
  });
  if (work.isSuccess) {
    const { done } = confirm;
    const later = Date.parse(work.data.erase_at) > Date.now();
    return (
      <EntryPage
        title={done.title}
        intro={<span role="status">{later ? done.body(format.moment(work.data.erase_at)) : done.now}</span>}
      />
    );
  }
  if (!parts.token || !parts.id) {
    return <EntryPage title={link.incomplete.title} intro={link.incomplete.body} />;
  }
  if (self.isPending) return <SkeletonPage label={loading} />;
  if (!user) {
    return (
      <EntryPage title={confirm.title} intro={confirm.signInFirst}>
        <SignInForm />
      </EntryPage>
    );
  }
  const blocking = blockingApplications(work.error);
  const failure = work.isError ? asApiError(work.error) : null;
  const problem = failure && (failure.code === 'not_found' ? 'invalid_link' : linkProblem(failure.issues));
  if (problem) return <RefusedLink problem={problem} user={user} />;
  return (
    <EntryPage title={confirm.title} intro={confirm.body}>
      <Card>
        <CardBody>
          <FormStack>
            {blocking ? (
              <Banner tone="bad">
                <p>
                  <OwnedApplications applications={blocking} />
                </p>
                <p>{owned.first(blocking.length)}</p>
              </Banner>
            ) : (
              work.isError && <FailureBanner error={work.error} />
            )}
            <NativeSelect
              label={confirm.reason}
              value={reason}
              data={reasons.map((value) => ({ value, label: confirm.reasons[value] }))}
              onChange={(event) => setReason(event.currentTarget.value as Reason)}
            />
            <Textarea
              label={confirm.details}
              value={details}
              maxLength={2000}
              rows={3}
              onChange={(event) => setDetails(event.currentTarget.value)}
            />
          </FormStack>
        </CardBody>
        <FormFoot>
          <Button component={Link} to={paths.authorization} variant="default">
            {confirm.keep}
          </Button>
          <SubmitButton variant="danger" busy={work.isPending} onClick={() => work.mutate()}>
            {confirm.act}
          </SubmitButton>
        </FormFoot>
      </Card>
    </EntryPage>
  );
}
