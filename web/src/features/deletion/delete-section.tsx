import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { Moment } from '../../i18n/moment.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { lazyDialog } from '../../shell/lazy-part.tsx';
import { Card } from '../../ui/card.tsx';
import { Row } from '../../ui/row.tsx';
import { Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { deletionQuery } from './deletion-query.ts';
import { OwnedApplications } from './owned-applications.tsx';
import { deletionTexts } from './texts.ts';

const DeleteDialog = lazyDialog(async () => (await import('./delete-dialog.tsx')).DeleteDialog);

/** The last thing on the tab: what deleting the account does, what blocks it, and the act. */
export function DeleteSection() {
  const texts = useTexts(deletionTexts);
  const client = useQueryClient();
  const state = useQuery(deletionQuery);
  const why = useId();
  const [open, setOpen] = useState(false);
  const [sent, setSent] = useState(false);

  if (state.isError && !state.data) {
    return (
      <Section title={texts.section} danger>
        <FailureBanner error={state.error} onRetry={() => state.refetch()} />
      </Section>
    );
  }
  const owned = state.data?.owned_applications ?? [];
  const blocked = owned.length > 0;
  const waiting = state.data?.requested_at;
  return (
    <Section title={texts.section} danger>
      <Card>
        {!state.data && <SkeletonRows count={1} />}
        {state.data && (
          <Row
            title={blocked ? <OwnedApplications applications={owned} /> : texts.row.title}
            facts={
              <span role="status" id={why}>
                {sent && texts.sent}
                {!sent &&
                  blocked &&
                  `${texts.owned.first(owned.length)} ${texts.owned.after(state.data.grace_days)}`}
                {!sent && !blocked && waiting && (
                  <>
                    {texts.asked} <Moment at={waiting} />. {texts.askedMail}
                  </>
                )}
                {!sent && !blocked && !waiting && texts.row.grace(state.data.grace_days)}
              </span>
            }
            actions={
              <Button
                variant="danger"
                disabled={blocked}
                aria-describedby={why}
                onClick={() => setOpen(true)}
              >
                {texts.row.act}
              </Button>
            }
          />
        )}
      </Card>
      {open && state.data && (
        <DeleteDialog
          graceDays={state.data.grace_days}
          onClose={() => setOpen(false)}
          onBlocked={() => client.invalidateQueries({ queryKey: deletionQuery.queryKey })}
          onSent={() => {
            setOpen(false);
            setSent(true);
          }}
        />
      )}
    </Section>
  );
}
