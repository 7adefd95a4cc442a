import { sessions } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { asApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { openSessions } from '../../api/open-sessions.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { sessionsSectionTexts } from './section-texts.ts';

/** One session, or all others. */
export type Ending = sessions.Session | readonly sessions.Session[];

interface Props {
  ending: Ending;
  onClose(): void;
  /** @param said what to tell where the session stood. */
  onEnded(said: string): void;
}

const isOne = (ending: Ending): ending is sessions.Session => !Array.isArray(ending);

async function end(ending: Ending): Promise<void> {
  if (isOne(ending)) await call(sessions.endSession, { params: { id: ending.id } });
  else await call(sessions.endOtherSessions);
}

/** Names what will stop, and does it. */
export function EndDialog({ ending, onClose, onEnded }: Props) {
  const texts = useTexts(sessionsSectionTexts);
  const client = useQueryClient();
  const name = isOne(ending) ? texts.name(ending.browser, ending.system) : '';

  const finish = (said: string) => {
    client.setQueryData(openSessions.queryKey, (list) =>
      list?.filter(({ id, current }) => (isOne(ending) ? id !== ending.id : current)),
    );
    client.invalidateQueries({ queryKey: openSessions.queryKey });
    onEnded(said);
  };
  const work = useMutation({
    mutationFn: () => end(ending),
    onSuccess: () => finish(isOne(ending) ? texts.ended(name) : texts.endedOthers),
    // Somebody was quicker: it is over, which is what was asked for.
    onError: (error) => asApiError(error).code === 'not_found' && finish(texts.gone),
  });

  return (
    <Dialog
      title={isOne(ending) ? texts.asking.title : texts.askingOthers.title}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {texts.cancel}
          </Button>
          <SubmitButton variant="danger" busy={work.isPending} onClick={() => work.mutate()}>
            {isOne(ending) ? texts.asking.act : texts.endOthers}
          </SubmitButton>
        </>
      }
    >
      {work.isError && <FailureBanner error={work.error} />}
      <p>
        {isOne(ending) ? texts.asking.body(name, ending.remote_ip) : texts.askingOthers.body(ending.length)}
      </p>
    </Dialog>
  );
}
