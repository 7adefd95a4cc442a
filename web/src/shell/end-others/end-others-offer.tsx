import { sessions } from '@loge/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { call } from '../../api/call.ts';
import { openSessions } from '../../api/open-sessions.ts';
import { useFailureText } from '../../api/use-failure-text.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Row } from '../../ui/row.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import styles from './end-others-offer.module.css';
import { endOthersTexts } from './texts.ts';

/** Offers to end the other sessions after a factor changed (ASVS 7.4.3). Shows nothing where there are none. */
export function EndOthersOffer() {
  const texts = useTexts(endOthersTexts);
  const client = useQueryClient();
  const say = useFailureText();
  const line = useRef<HTMLSpanElement>(null);
  const { data = [] } = useQuery(openSessions);
  const others = data.filter(({ current }) => !current).length;
  const { mutate, isPending, isSuccess, error, variables } = useMutation({
    /** @param _count how many sessions there were, for the message afterwards. */
    mutationFn: (_count: number) => call(sessions.endOtherSessions),
    onSuccess: () => {
      client.setQueryData(openSessions.queryKey, (list) => list?.filter(({ current }) => current));
      client.invalidateQueries({ queryKey: openSessions.queryKey });
      // The button is gone, so the focus moves to the result.
      line.current?.focus();
    },
  });
  if (others === 0 && !isSuccess) return null;
  return (
    <div className={styles.line}>
      <Row
        title={
          <span ref={line} tabIndex={-1} role="status">
            {isSuccess ? texts.done(variables) : error ? say(error) : texts.offer(others)}
          </span>
        }
        actions={
          !isSuccess && (
            <SubmitButton variant="danger" busy={isPending} onClick={() => mutate(others)}>
              {texts.act(others)}
            </SubmitButton>
          )
        }
      />
    </div>
  );
}
