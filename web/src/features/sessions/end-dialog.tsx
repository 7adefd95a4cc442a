import { sessions } from '@loge/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { asApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { openSessions } from '../../api/open-sessions.ts';
import { useTexts } from '../../i18n/texts.ts';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { sessionsSectionTexts } from './section-texts.ts';

/** What is to end: one session, or all other sessions. */
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

/** Names what will stop, and stops it. */
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
    // The session has ended already. That is what was asked for.
    onError: (error) => asApiError(error).code === 'not_found' && finish(texts.gone),
  });

  return (
    <ConfirmDialog
      onClose={onClose}
      work={work}
      {...(isOne(ending)
        ? {
            name,
            title: texts.asking.title,
            stops: texts.asking.body(name, ending.remote_ip),
            act: texts.asking.act,
          }
        : {
            name: null,
            title: texts.askingOthers.title,
            stops: texts.askingOthers.body(ending.length),
            act: texts.endOthers,
          })}
    />
  );
}
