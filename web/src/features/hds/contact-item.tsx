import { hds } from '@loge/protocol';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { OnDay } from '../../i18n/on-day.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { When } from '../../i18n/when.tsx';
import { useMember } from '../../shell/member-gate.tsx';
import { Banner, type Tone } from '../../ui/banner.tsx';
import { Row } from '../../ui/row.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import styles from './hds.module.css';
import { ReviewList } from './review-list.tsx';
import { hdsTexts } from './texts.ts';

interface Props {
  contact: hds.HealthContact;
  /** The form is on its way. */
  editing: boolean;
  onEdit(): void;
  onRemove(): void;
  /** Something is begun here, so that what was said elsewhere is over. */
  onAct(): void;
  /** The list is another one by now. */
  onSettled(): void;
}

type State = 'fine' | 'due' | 'opened' | 'missing' | 'unused';

function stateOf(contact: hds.HealthContact): State {
  if (contact.missing.length > 0) return 'missing';
  if (contact.review_opened) return 'opened';
  if (contact.applications.length === 0) return 'unused';
  return contact.up_to_date ? 'fine' : 'due';
}

const tones: Record<State, Tone> = {
  fine: 'good',
  due: 'warn',
  opened: 'warn',
  missing: 'bad',
  unused: 'plain',
};

/** One contact: who, for what, where its review stands, and what can be done. */
export function ContactItem(props: Props) {
  const { contact, editing, onEdit, onRemove, onAct, onSettled } = props;
  const { contacts: texts, said } = useTexts(hdsTexts);
  const { confirmed } = useMember();
  const { id, name, email, details_hash } = contact;
  const state = stateOf(contact);
  const [looking, look] = useState(false);
  const review = useMutation({
    mutationFn: () => call(hds.reviewContact, { params: { id }, body: { details_hash } }),
    onSuccess: onSettled,
    onError: onSettled,
  });
  const ask = useMutation({
    mutationFn: () => call(hds.askContact, { params: { id } }),
    onError: onSettled,
  });
  const note =
    state === 'missing'
      ? texts.missing
      : state === 'opened' && contact.review_opened
        ? texts.opened[contact.review_opened.because]
        : state === 'due'
          ? texts.dueNow
          : null;
  const failure = review.error ?? ask.error;
  const act = (work: { mutate(): void }) => {
    onAct();
    review.reset();
    ask.reset();
    work.mutate();
  };
  return (
    <li>
      <Row
        title={
          <span className={styles.title}>
            <strong translate="no">{name || email || '…'}</strong>
            <StateBadge tone={tones[state]}>{texts.states[state]}</StateBadge>
          </span>
        }
        facts={<Facts contact={contact} />}
      />
      <div className={styles.notes}>
        {note && (
          <Banner tone={state === 'missing' ? 'bad' : 'warn'}>
            <p>{note}</p>
          </Banner>
        )}
        {failure && <FailureBanner error={failure} />}
        {looking && <ReviewList contact={contact} />}
      </div>
      <div className={styles.foot}>
        <p className={styles.said} role="status">
          {review.isSuccess ? said.reviewed : ask.isSuccess ? said.asked(email) : null}
        </p>
        <div className={styles.acts}>
          {state !== 'missing' && (
            <SubmitButton
              variant={state === 'fine' || state === 'unused' ? 'default' : 'filled'}
              label={texts.rightLong(name)}
              busy={review.isPending}
              onClick={() => act(review)}
            >
              {texts.right}
            </SubmitButton>
          )}
          <SubmitButton variant="default" label={texts.editLong(name)} busy={editing} onClick={onEdit}>
            {texts.edit}
          </SubmitButton>
          {confirmed && email !== '' && (
            <SubmitButton
              variant="default"
              label={texts.askLong(name)}
              busy={ask.isPending}
              onClick={() => act(ask)}
            >
              {texts.ask}
            </SubmitButton>
          )}
          <Button
            variant="default"
            aria-label={texts.historyLong(name)}
            aria-expanded={looking}
            onClick={() => look(!looking)}
          >
            {texts.history}
          </Button>
          <Button variant="danger" aria-label={texts.removeLong(name)} onClick={onRemove}>
            {texts.remove}
          </Button>
        </div>
      </div>
    </li>
  );
}

function Facts({ contact }: { contact: hds.HealthContact }) {
  const { contacts: texts } = useTexts(hdsTexts);
  const { company, address_city: city, phone_number: phone, email, reviewed_at, review_due_at } = contact;
  return (
    <div className={styles.facts}>
      <div translate="no">{[company, city].filter(Boolean).join(', ')}</div>
      <div translate="no">{[phone, email].filter(Boolean).join(' · ')}</div>
      {contact.applications.length > 0 && (
        <div>{texts.serves(contact.applications.map(({ name }) => name).join(', '))}</div>
      )}
      <div>
        {reviewed_at ? (
          <>
            {texts.reviewed} <When at={reviewed_at} inside />
          </>
        ) : (
          texts.never
        )}
        {review_due_at && (
          <>
            {' · '}
            {texts.until} <OnDay at={review_due_at} />
          </>
        )}
      </div>
    </div>
  );
}
