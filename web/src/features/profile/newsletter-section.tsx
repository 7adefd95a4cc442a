import { profile } from '@loge/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { useSaveAccount } from '../../api/save-account.ts';
import { useFormat } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { Card } from '../../ui/card.tsx';
import { Section } from '../../ui/section.tsx';
import { SkeletonLine } from '../../ui/skeleton.tsx';
import { SwitchRow } from '../../ui/toggle.tsx';
import { SavedNote } from './saved-note.tsx';
import { profileTexts } from './texts.ts';

const queryKey = ['newsletter'] as const;

export function NewsletterSection({ user }: { user: profile.User }) {
  const { newsletter: texts } = useTexts(profileTexts);
  const client = useQueryClient();
  const saving = useSaveAccount();
  const wanted = saving.isPending ? saving.variables.email_newsletter : undefined;
  const choose = (on: boolean) =>
    saving.mutate({ email_newsletter: on }, { onSuccess: () => client.invalidateQueries({ queryKey }) });
  return (
    <Section title={texts.title}>
      <Card>
        <SwitchRow
          label={texts.label}
          hint={<Consent />}
          checked={wanted ?? user.email_newsletter}
          onChange={choose}
          status={<SavedNote saving={saving} />}
        />
      </Card>
    </Section>
  );
}

/** Says when and how the member subscribed or unsubscribed. */
function Consent() {
  const { newsletter: texts } = useTexts(profileTexts);
  const format = useFormat();
  const { data } = useQuery({
    queryKey,
    queryFn: () => call(profile.getNewsletter),
    select: (reply) => reply.newsletter,
  });
  if (!data) return <SkeletonLine width={220} height={19} />;
  if (data.since === null) return texts.never;
  const place = Object.entries(texts.where).find(([source]) => source === data.source);
  return texts.since(data.subscribed, format.date(data.since), place?.[1] ?? '');
}
