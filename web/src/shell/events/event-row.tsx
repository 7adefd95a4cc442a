import type { securityLog } from '@loge/protocol';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { Row } from '../../ui/row.tsx';
import { describeEvent } from './describe-event.ts';
import { eventTexts } from './texts.ts';

/** A row for an event of the account: what happened, when and from where. */
export function EventRow({ event }: { event: securityLog.AccountEvent }) {
  const texts = useTexts(eventTexts);
  const { words, address } = describeEvent(event, texts);
  return (
    <li>
      <Row
        title={words}
        facts={
          <>
            <When at={event.created_at} first />
            {address && ` · ${texts.from(address)}`}
          </>
        }
      />
    </li>
  );
}
