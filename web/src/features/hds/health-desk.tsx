import type { hds, ReplyOf } from '@loge/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { healthDue, healthQuery } from '../../api/hds.ts';
import { useTexts } from '../../i18n/texts.ts';
import { GrowingList } from '../../shell/growing-list.tsx';
import { lazyDialog, lazyPart } from '../../shell/lazy-part.tsx';
import { ListSection } from '../../shell/list-section.tsx';
import { useListSteps } from '../../shell/use-list-steps.ts';
import { useOpening } from '../../shell/use-opening.ts';
import { ApplicationRow } from './application-row.tsx';
import { ContactItem } from './contact-item.tsx';
import { DueBanner } from './due-banner.tsx';
import { hdsTexts } from './texts.ts';

const ContactForm = lazyPart(async () => (await import('./contact-form.tsx')).ContactForm);
const RemoveDialog = lazyDialog(async () => (await import('./remove-dialog.tsx')).RemoveDialog);

type Found = ReplyOf<typeof hds.listContacts>;
type Step = { at: 'adding'; app: string | null } | { at: 'editing' | 'removing'; contact: hds.HealthContact };

/** The account's health applications and their contacts: what is wrong, and setting it right. */
export function HealthDesk({ found }: { found: Found }) {
  const texts = useTexts(hdsTexts);
  const client = useQueryClient();
  const steps = useListSteps<Step>();
  const { step } = steps;
  const opening = useOpening<string>();
  const { hds_contacts: contacts, health_applications: applications } = found;
  const done = (said: string) => {
    client.invalidateQueries({ queryKey: healthQuery.queryKey });
    steps.rest(said);
  };
  const settled = () => client.invalidateQueries({ queryKey: healthQuery.queryKey });
  const open = (name: string, next: Step) => opening.open(name, ContactForm, () => steps.open(next));
  const listed = <T,>(data: readonly T[]) => ({
    data,
    isPending: false,
    isError: false,
    error: null,
    refetch: settled,
  });
  const form = (contact: hds.HealthContact | null, app: string | null) => (
    <ContactForm
      contact={contact}
      app={app}
      found={found}
      onSaved={(saved) => done((contact ? texts.said.saved : texts.said.added)(saved.name))}
      onCancel={() => steps.rest()}
    />
  );
  return (
    <>
      <DueBanner due={healthDue(found)} />
      <ListSection
        title={texts.applications.title}
        hint={texts.applications.hint}
        found={listed(applications)}
        coming={null}
        empty={texts.applications.none}
        row={(application) => (
          <ApplicationRow
            key={application.id}
            application={application}
            contacts={contacts}
            adding={opening.coming === `app ${application.id}`}
            onAdd={
              step?.at === 'adding'
                ? undefined
                : () => open(`app ${application.id}`, { at: 'adding', app: application.id })
            }
          />
        )}
      />
      <GrowingList
        title={texts.contacts.title}
        hint={texts.contacts.hint}
        found={listed(contacts)}
        coming={null}
        empty={texts.contacts.none}
        steps={steps}
        adding={{
          act: texts.contacts.add,
          title: texts.form.adding,
          form: step?.at === 'adding' && form(null, step.app),
          busy: opening.coming === 'new',
          onOpen: () => open('new', { at: 'adding', app: null }),
          refusal: false,
        }}
        row={(contact) =>
          step?.at === 'editing' && step.contact.id === contact.id ? (
            <li key={contact.id}>{form(contact, null)}</li>
          ) : (
            <ContactItem
              key={contact.id}
              contact={contact}
              editing={opening.coming === contact.id}
              onEdit={() => open(contact.id, { at: 'editing', contact })}
              onRemove={() => steps.open({ at: 'removing', contact })}
              onAct={steps.hush}
              onSettled={settled}
            />
          )
        }
      >
        {step?.at === 'removing' && (
          <RemoveDialog contact={step.contact} onClose={steps.close} onRemoved={done} />
        )}
      </GrowingList>
    </>
  );
}
