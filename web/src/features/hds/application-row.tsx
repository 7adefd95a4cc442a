import type { hds } from '@loge/protocol';
import { OnDay } from '../../i18n/on-day.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { Row } from '../../ui/row.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import styles from './hds.module.css';
import { hdsTexts } from './texts.ts';

interface Props {
  application: hds.HealthApplication;
  contacts: readonly hds.HealthContact[];
  /** The form for its contact is on its way. */
  adding: boolean;
  /** Undefined while a contact is being added. */
  onAdd: (() => void) | undefined;
}

/** A health application, what is wrong with it, and who its contacts are. */
export function ApplicationRow({ application, contacts, adding, onAdd }: Props) {
  const { applications: texts, roles, holder } = useTexts(hdsTexts);
  const { name, gaps, hds_since } = application;
  const byName = application.contacts.map(({ contact_id, role }) => ({
    role,
    name: contacts.find(({ id }) => id === contact_id)?.name || '…',
  }));
  return (
    <li>
      <Row
        title={
          <span className={styles.title}>
            <strong translate="no">{name}</strong>
            {gaps.length === 0 && <StateBadge tone="good">{texts.fine}</StateBadge>}
            {gaps.map((gap) => (
              <StateBadge key={gap} tone={gap === 'no_contact' ? 'bad' : 'warn'}>
                {texts.gaps[gap]}
              </StateBadge>
            ))}
          </span>
        }
        facts={
          <div className={styles.facts}>
            {byName.map((one) => (
              <div key={one.role}>{holder(roles[one.role], one.name)}</div>
            ))}
            <div>
              {texts.since} <OnDay at={hds_since} />
            </div>
          </div>
        }
        actions={
          gaps.includes('no_contact') &&
          onAdd && (
            <SubmitButton label={texts.addLong(name)} busy={adding} onClick={onAdd}>
              {texts.add}
            </SubmitButton>
          )
        }
      />
    </li>
  );
}
