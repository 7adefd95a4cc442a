import type { outbox } from '@loge/protocol';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { outboxMail } from '../../paths.ts';
import { Link } from '../../shell/link.tsx';
import styles from './mail-list.module.css';
import { outboxTexts } from './texts.ts';

interface Props {
  mails: readonly outbox.OutboxMail[];
  open: string | undefined;
}

export function MailList({ mails, open }: Props) {
  const texts = useTexts(outboxTexts);
  return (
    <nav aria-label={texts.list}>
      <ul className={styles.list}>
        {mails.map((mail) => (
          <li key={mail.id}>
            <Link
              className={styles.mail}
              to={outboxMail(mail.id)}
              aria-current={mail.id === open ? 'true' : undefined}
              replace
            >
              <span className={styles.subject}>{mail.subject}</span>
              <span className={styles.facts}>
                {texts.to(mail.to)} · <When at={mail.sent_at} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
