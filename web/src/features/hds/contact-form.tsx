import { hds, type ReplyOf } from '@loge/protocol';
import { NativeSelect, Textarea, TextInput, type TextInputProps } from '@mantine/core';
import { type Ref, useEffect, useRef } from 'react';
import { call } from '../../api/call.ts';
import { useForm } from '../../api/use-form.ts';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { FormCard } from '../../shell/form-card.tsx';
import { Card } from '../../ui/card.tsx';
import { CheckGroup } from '../../ui/check-group.tsx';
import { Check } from '../../ui/toggle.tsx';
import { bodyOf, type ContactValues, contactIssues, firstLanguages, valuesOf } from './contact-values.ts';
import styles from './hds.module.css';
import { countryChoices, languageChoices, languageName } from './names.ts';
import { ServesFields } from './serves-fields.tsx';
import { hdsTexts } from './texts.ts';

interface Props {
  /** Null for a new one. */
  contact: hds.HealthContact | null;
  /** The application that a new one is for. */
  app: string | null;
  found: ReplyOf<typeof hds.listContacts>;
  onSaved(contact: hds.HealthContact): void;
  onCancel(): void;
}

type Line =
  | Exclude<keyof ContactValues & hds.NeededField, 'org_type' | 'address_country'>
  | 'address_line2'
  | 'hours';

/** Adds a contact, or changes one wherever it serves; which applications it serves is said with it. */
export function ContactForm({ contact, app, found, onSaved, onCancel }: Props) {
  const { form: texts, details } = useTexts(hdsTexts);
  const locale = useLocale();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const form = useForm({
    initial: valuesOf(contact, app, found.health_applications),
    check: (values) => contactIssues(values, contact),
    send: (values) =>
      contact
        ? call(hds.editContact, { params: { id: contact.id }, body: bodyOf(values, contact) })
        : call(hds.createContact, { body: bodyOf(values, contact) }),
    onDone: ({ hds_contact }) => onSaved(hds_contact),
  });
  const field = (name: Line, more: Omit<TextInputProps, 'label'> & { ref?: Ref<HTMLInputElement> } = {}) => (
    <TextInput {...form.bind(name)} label={details[name]} maxLength={200} {...more} />
  );
  const choose = { value: '', label: texts.choose };
  const card = (
    <FormCard
      form={form}
      label={contact ? texts.editing(contact.name) : texts.adding}
      submit={contact ? texts.save : texts.add}
      onCancel={onCancel}
      note={texts.note}
    >
      <div className={styles.grid}>
        {field('name', { ref: first, autoComplete: 'off' })}
        <NativeSelect
          {...form.bind('org_type')}
          label={details.org_type}
          data={[choose, ...hds.orgTypes.map((value) => ({ value, label: details.orgTypes[value] }))]}
        />
        {field('company', { autoComplete: 'off' })}
        {field('email', {
          inputMode: 'email',
          autoComplete: 'off',
          autoCapitalize: 'none',
          spellCheck: false,
          maxLength: 254,
        })}
        {field('phone_number', {
          inputMode: 'tel',
          autoComplete: 'off',
          description: texts.phoneHint,
          maxLength: 60,
        })}
        {field('address_line1', { autoComplete: 'off' })}
        <TextInput
          {...form.bind('address_line2')}
          label={texts.optional(details.address_line2)}
          maxLength={200}
          autoComplete="off"
        />
        {field('address_zip', { autoComplete: 'off', maxLength: 20 })}
        {field('address_city', { autoComplete: 'off', maxLength: 120 })}
        <NativeSelect
          {...form.bind('address_country')}
          label={details.address_country}
          data={[choose, ...countryChoices(locale)]}
        />
        <TextInput
          {...form.bind('hours')}
          label={texts.optional(details.hours)}
          description={texts.hoursHint}
          maxLength={200}
        />
      </div>
      <CheckGroup label={details.languages}>
        {firstLanguages.map((code) => (
          <Check
            key={code}
            name={`speaks_${code}`}
            label={languageName(locale, code)}
            checked={form.values[`speaks_${code}`]}
            onChange={(checked) => form.set(`speaks_${code}`, checked)}
          />
        ))}
      </CheckGroup>
      <NativeSelect
        {...form.bind('language')}
        label={texts.moreLanguages}
        data={[{ value: '', label: texts.noLanguage }, ...languageChoices(locale)]}
      />
      <ServesFields form={form} contact={contact} found={found} />
      <Textarea
        name="notes"
        label={texts.optional(details.notes)}
        value={form.values.notes}
        error={form.error('notes')}
        maxLength={2000}
        autosize={false}
        rows={3}
        onChange={(event) => form.set('notes', event.currentTarget.value)}
      />
    </FormCard>
  );
  return contact ? card : <Card>{card}</Card>;
}
