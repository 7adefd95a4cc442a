import { securityLog } from '@loge/protocol';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { EventRow } from '../../shell/events/event-row.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { Rows } from '../../ui/row.tsx';
import { Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { homeTexts } from './texts.ts';

const shown = 8;

/** The last few things that happened to the account. */
export function Activity() {
  const { activity } = useTexts(homeTexts);
  const events = useQuery({
    queryKey: ['events', 'latest'],
    queryFn: () => call(securityLog.listEvents, { query: { page: '1', per_page: String(shown) } }),
    select: (reply) => reply.events,
  });
  return (
    <Section title={activity.title} hint={activity.hint}>
      {events.isError && !events.data ? (
        <FailureBanner error={events.error} onRetry={() => events.refetch()} />
      ) : (
        <Card>
          {events.isPending && <SkeletonRows count={shown} />}
          {events.data?.length === 0 && <EmptyNote>{activity.empty}</EmptyNote>}
          {events.data && events.data.length > 0 && (
            <Rows>
              {events.data.map((event) => (
                <EventRow key={event.id} event={event} />
              ))}
            </Rows>
          )}
        </Card>
      )}
    </Section>
  );
}
