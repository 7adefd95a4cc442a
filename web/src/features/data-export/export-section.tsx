import { dataExport } from '@loge/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { call } from '../../api/call.ts';
import { useFailureText } from '../../api/use-failure-text.ts';
import { withProof } from '../../api/with-proof.ts';
import { Moment } from '../../i18n/moment.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { Card } from '../../ui/card.tsx';
import { Row } from '../../ui/row.tsx';
import { Section } from '../../ui/section.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { dataExportTexts } from './texts.ts';

const queryKey = ['data-export'] as const;

/** Asks for a copy of the data, and shows its progress. */
export function ExportSection() {
  const texts = useTexts(dataExportTexts);
  const client = useQueryClient();
  const say = useFailureText();
  const facts = useId();
  const state = useQuery({ queryKey, queryFn: async () => (await call(dataExport.getExport)).export });
  const work = useMutation({
    mutationFn: () => withProof(() => call(dataExport.requestExport, { body: {} })),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
  const {
    requested_at: requested,
    ready_at: ready,
    expires_at: expires,
    failed_at: failed,
  } = state.data ?? {};
  const making = work.isSuccess || Boolean(requested && !ready);
  return (
    <Section title={texts.section}>
      <Card>
        <Row
          title={<strong>{texts.title}</strong>}
          facts={
            <span role="status" id={facts}>
              {work.isError && say(work.error)}
              {!work.isError && making && (work.isSuccess ? texts.asked : texts.preparing)}
              {!work.isError && !making && expires && (
                <>
                  {texts.ready} <Moment at={expires} />.
                </>
              )}
              {!work.isError && !making && !expires && (failed ? texts.failed : texts.facts)}
            </span>
          }
          actions={
            <SubmitButton
              variant="default"
              busy={work.isPending}
              disabled={making}
              describedBy={facts}
              onClick={() => work.mutate()}
            >
              {texts.act}
            </SubmitButton>
          }
        />
      </Card>
    </Section>
  );
}
