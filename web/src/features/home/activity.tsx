import { securityLog } from '@loge/protocol';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.ts';
import { EventRow } from '../../shell/events/event-row.tsx';
import { ListSection } from '../../shell/list-section.tsx';
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
    <ListSection
      title={activity.title}
      hint={activity.hint}
      found={events}
      coming={<SkeletonRows count={shown} />}
      empty={activity.empty}
      row={(event) => <EventRow key={event.id} event={event} />}
    />
  );
}
