import { dataExport } from '@loge/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { useFailureText } from '../../api/use-failure-text.ts';
import { withProof } from '../../api/with-proof.ts';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { Row } from '../../ui/row.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { dataExportTexts } from './texts.ts';

const queryKey = ['data-export'] as const;

/** Asks for a copy, and says how far it is. */
export function ExportRow() {
  const texts = useTexts(dataExportTexts);
  const client = useQueryClient();
  const say = useFailureText();
  const state = useQuery({ queryKey, queryFn: async () => (await call(dataExport.getExport)).export });
  const work = useMutation({
    mutationFn: () => withProof(() => call(dataExport.requestExport, { body: {} })),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
  const { requested_at: requested, expires_at: expires } = state.data ?? {};
  return (
    <Row
      title={texts.title}
      facts={
        <span role="status">
          {work.isError ? (
            say(work.error)
          ) : work.isSuccess ? (
            texts.asked
          ) : expires ? (
            <>
              {texts.ready} <When at={expires} inside />
            </>
          ) : requested ? (
            texts.preparing
          ) : (
            texts.facts
          )}
        </span>
      }
      acts={
        !work.isSuccess && (
          <SubmitButton variant="default" busy={work.isPending} onClick={() => work.mutate()}>
            {texts.act}
          </SubmitButton>
        )
      }
    />
  );
}
