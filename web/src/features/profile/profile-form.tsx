import { profile } from '@loge/protocol';
import { Button, TextInput, type TextInputProps } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readDraft, writeDraft } from '../../api/drafts.ts';
import { FailureBanner } from '../../api/failure-banner.tsx';
import { issuesOf } from '../../api/issues.ts';
import { saveAccount } from '../../api/save-account.ts';
import { patchSelf } from '../../api/self.ts';
import { useForm } from '../../api/use-form.ts';
import { without } from '../../api/without.ts';
import { useFormat } from '../../i18n/i18n-provider.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { AccountTypeField, accountTypeOf } from '../../shell/fields/account-type-field.tsx';
import { RoleField, roleOf } from '../../shell/fields/role-field.tsx';
import { Card, FieldGrid, FormFoot } from '../../ui/card.tsx';
import { Section } from '../../ui/section.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { profileTexts } from './texts.ts';

type Values = ReturnType<typeof valuesOf>;

const valuesOf = (user: profile.User) => ({
  username: user.username,
  ...profile.byLine((name) => user[name] ?? ''),
  role: user.role ?? '',
  account_type: user.account_type ?? '',
});

/** Only what was edited is sent: another device may have saved the rest meanwhile. */
const changes = (values: Values, saved: Values) =>
  without(
    { ...values, role: roleOf(values.role), account_type: accountTypeOf(values.account_type) },
    (name) => values[name] === saved[name],
  );

export function ProfileForm({ user }: { user: profile.User }) {
  const { profile: texts } = useTexts(profileTexts);
  const format = useFormat();
  const client = useQueryClient();
  /** When it was saved; null when there was nothing to save. The words follow the language. */
  const [last, setLast] = useState<{ at: Date | null } | null>(null);
  const saved = valuesOf(user);
  const draft = `profile.${user.id}`;
  const form = useForm({
    initial: saved,
    draft: without(readDraft(draft), (name) => !Object.hasOwn(saved, name)),
    check: (values) => issuesOf(profile.updateAccount.body.schema, changes(values, saved)),
    send: async (values) => {
      const change = changes(values, saved);
      return Object.keys(change).length > 0 ? saveAccount(change) : null;
    },
    onDone: (answer) => {
      if (answer) patchSelf(client, (known) => ({ ...answer, preferences: known.preferences }));
      setLast({ at: answer ? new Date() : null });
    },
  });
  /** Each line of the profile, in the order in which the form shows them. */
  const lines: Record<profile.ProfileLine, Omit<TextInputProps, 'label'>> = {
    fullname: { autoComplete: 'name' },
    company: { description: texts.optional, autoComplete: 'organization' },
    location: { description: texts.optional },
  };
  const edited = Object.keys(form.edits).length > 0;
  const kept = JSON.stringify(form.edits);
  useEffect(() => writeDraft(draft, JSON.parse(kept)), [draft, kept]);

  return (
    <Section title={texts.title} hint={texts.hint}>
      {form.failure && <FailureBanner error={form.failure} />}
      <form {...form.props}>
        <Card>
          <FieldGrid>
            <TextInput
              {...form.bind('username')}
              label={texts.username}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
            />
            {Object.entries(lines).map(([name, attributes]) => (
              <TextInput
                key={name}
                {...form.bind(name as profile.ProfileLine)}
                label={texts[name as profile.ProfileLine]}
                {...attributes}
              />
            ))}
            <RoleField {...form.bind('role')} label={texts.role} />
            <AccountTypeField
              value={form.values.account_type}
              onChange={(type) => form.set('account_type', type)}
            />
          </FieldGrid>
          <FormFoot
            note={
              edited ? texts.kept : last && (last.at ? texts.savedAt(format.time(last.at)) : texts.nothing)
            }
          >
            {edited && (
              <Button variant="default" onClick={form.discard}>
                {texts.discard}
              </Button>
            )}
            <SubmitButton busy={form.submitting}>{texts.save}</SubmitButton>
          </FormFoot>
        </Card>
      </form>
    </Section>
  );
}
