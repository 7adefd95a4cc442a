import { hds, type ReplyOf } from '@loge/protocol';
import { NativeSelect } from '@mantine/core';
import type { Form } from '../../api/use-form.ts';
import { useTexts } from '../../i18n/texts.ts';
import { CheckGroup } from '../../ui/check-group.tsx';
import type { ContactValues } from './contact-values.ts';
import { hdsTexts } from './texts.ts';

interface Props {
  form: Pick<Form<ContactValues>, 'bind' | 'issues'>;
  contact: hds.HealthContact | null;
  found: ReplyOf<typeof hds.listContacts>;
}

/** For each health application, what this contact is there, and who has been so far. */
export function ServesFields({ form, contact, found }: Props) {
  const { form: texts, roles, bothRoles, noRole } = useTexts(hdsTexts);
  const { hds_contacts: contacts, health_applications: applications } = found;
  if (applications.length === 0) return null;
  /** Whoever else has a role there, and would lose it. */
  const others = (application: hds.HealthApplication): string =>
    [...new Set(application.contacts.map(({ contact_id }) => contact_id))]
      .filter((id) => id !== contact?.id)
      .map((id) => contacts.find((one) => one.id === id)?.name ?? '')
      .filter(Boolean)
      .join(', ');
  return (
    <CheckGroup label={texts.serves}>
      {applications.map((application) => (
        <NativeSelect
          key={application.id}
          {...form.bind(`app:${application.id}`)}
          label={application.name}
          description={others(application) ? texts.now(others(application)) : undefined}
          data={[
            { value: '', label: noRole },
            { value: 'both', label: bothRoles },
            ...hds.roles.map((value) => ({ value, label: roles[value] })),
          ]}
        />
      ))}
    </CheckGroup>
  );
}
