import { type EventCategory, eventCategories, securityLog } from '@loge/protocol';
import { Button } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { paths } from '../../paths.ts';
import { EventRow } from '../../shell/events/event-row.tsx';
import { eventTexts } from '../../shell/events/texts.ts';
import { Link } from '../../shell/link.tsx';
import { Page } from '../../shell/page.tsx';
import { saveFile } from '../../shell/save-file.ts';
import { Card, FormFoot } from '../../ui/card.tsx';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { Rows } from '../../ui/row.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { csvOf } from './csv.ts';
import { fetchAll } from './fetch-all.ts';
import { securityLogTexts } from './texts.ts';

const perPage = 20;
const choices = ['all', ...eventCategories] as const;
type Choice = (typeof choices)[number];

const categoryOf = (choice: Choice): EventCategory | undefined => (choice === 'all' ? undefined : choice);

/** The member's journal: filtered, page by page, and as a file. */
export function SecurityLogPage() {
  const texts = useTexts(securityLogTexts);
  const words = useTexts(eventTexts);
  const locale = useLocale();
  const [choice, setChoice] = useState<Choice>('all');
  const [page, setPage] = useState(1);
  const events = useQuery({
    queryKey: ['events', choice, page],
    queryFn: () =>
      call(securityLog.listEvents, {
        query: { page: String(page), per_page: String(perPage), category: categoryOf(choice) },
      }),
    placeholderData: keepPreviousData,
  });
  const saving = useMutation({
    mutationFn: () => fetchAll(categoryOf(choice)),
    onSuccess: (all) => saveFile(texts.file, 'text/csv', csvOf(all, texts.columns, words, locale)),
  });
  const pagination = events.data?.meta.pagination;
  return (
    <Page title={texts.title} intro={texts.intro} back={<Link to={paths.authorization}>← {texts.back}</Link>}>
      <Segmented
        label={texts.show}
        choices={choices.map((value) => ({ value, label: texts.categories[value] }))}
        value={choice}
        onChange={(value) => {
          setChoice(value);
          setPage(1);
        }}
      />
      {events.isError && <FailureBanner error={events.error} onRetry={() => events.refetch()} />}
      {saving.isError && <FailureBanner error={saving.error} />}
      <Card>
        {events.isPending && <SkeletonRows count={8} />}
        {events.data?.events.length === 0 && <EmptyNote>{texts.empty}</EmptyNote>}
        {events.data && events.data.events.length > 0 && (
          <Rows>
            {events.data.events.map((event) => (
              <EventRow key={event.id} event={event} />
            ))}
          </Rows>
        )}
        <FormFoot note={pagination && texts.page(pagination.current_page, pagination.total_pages)}>
          {pagination && pagination.total_pages > 1 && (
            <>
              <Button
                variant="default"
                disabled={pagination.prev_page === null}
                onClick={() => setPage(page - 1)}
              >
                {texts.newer}
              </Button>
              <Button
                variant="default"
                disabled={pagination.next_page === null}
                onClick={() => setPage(page + 1)}
              >
                {texts.older}
              </Button>
            </>
          )}
          <SubmitButton variant="default" busy={saving.isPending} onClick={() => saving.mutate()}>
            {texts.download}
          </SubmitButton>
        </FormFoot>
      </Card>
    </Page>
  );
}
