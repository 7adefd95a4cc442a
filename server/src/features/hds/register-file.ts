import { hds, type Locale } from '@loge/protocol';
import type { Instant } from '../../kernel/clock.ts';
import { listOf } from '../../kernel/text-list.ts';
import { type Contact, dueAt, openingOf } from './contact.ts';
import type { RegisterEntry } from './register-entries.ts';
import { columns, registerWords } from './register-words.ts';
import { csvLine } from './spreadsheet.ts';

/** In which form the register is wanted. */
export interface RegisterForm {
  readonly at: Instant;
  readonly format: hds.RegisterFormat;
  readonly locale: Locale;
  /** Applications with a gap only. */
  readonly onlyGaps: boolean;
}

/** Names in one language. Each is looked up once, since a formatter takes longer than a row. */
function namesIn(locale: Locale, type: 'region' | 'language') {
  const names = new Intl.DisplayNames(locale, { type });
  const known = new Map<string, string>();
  return (code: string): string => {
    const name = known.get(code) ?? (code === '' ? '' : (names.of(code) ?? code));
    known.set(code, name);
    return name;
  };
}

/**
 * The register as a file, piece by piece. It holds nothing of when it was made: the same instant gives the same bytes, so that its
 * digest can be made again.
 */
export async function* registerFile(
  entries: AsyncIterable<readonly RegisterEntry[]>,
  form: RegisterForm,
): AsyncGenerator<string> {
  const wanted = (page: readonly RegisterEntry[]) =>
    form.onlyGaps ? page.filter(({ gaps }) => gaps.length > 0) : page;
  const write = form.format === 'csv' ? csvWriter(form.locale) : jsonWriter(form);
  yield write.head;
  for await (const page of entries) {
    const text = write.rows(wanted(page));
    if (text !== '') yield text;
  }
  yield write.foot();
}

interface FormWriter {
  readonly head: string;
  rows(page: readonly RegisterEntry[]): string;
  foot(): string;
}

function csvWriter(locale: Locale): FormWriter {
  const words = registerWords[locale];
  const country = namesIn(locale, 'region');
  const language = namesIn(locale, 'language');
  // What spreadsheets of the two languages take for the end of a cell.
  const separator = locale === 'fr' ? ';' : ',';
  const rowsOf = ({ application, contacts, gaps }: RegisterEntry): string => {
    const erased = application.owner_erased_at === null ? null : words.erased;
    const begin = [
      application.application_id,
      application.name,
      application.account_id,
      erased ?? application.username ?? '',
      application.email ?? '',
      application.fullname ?? '',
      application.company ?? '',
    ];
    const end = gaps.map((gap) => words.gaps[gap]).join(' / ');
    const cellsOf = (role: string, contact: Contact): string[] => [
      role,
      contact.contact_id,
      ...[orgTypeOf(contact)].map((type) => (type ? words.orgTypes[type] : '')),
      contact.erased_at === null ? contact.name : words.erased,
      contact.email,
      contact.phone_number,
      contact.company,
      contact.address_line1,
      contact.address_line2 ?? '',
      contact.address_zip,
      contact.address_city,
      country(contact.address_country),
      listOf(contact.languages).map(language).join(', '),
      contact.hours,
      contact.notes,
      contact.reviewed_at ?? '',
      dueAt(contact) ?? '',
      contact.opened_at ?? '',
      ...[openingOf(contact)].map((because) => (because ? words.openings[because] : '')),
    ];
    const rows = contacts.map(({ role, contact }) => cellsOf(words.roles[role], contact));
    const nobody = Array<string>(columns.length - begin.length - 1).fill('');
    return (rows.length > 0 ? rows : [nobody])
      .map((cells) => csvLine([...begin, ...cells, end], separator))
      .join('');
  };
  return {
    // The mark by which spreadsheets know UTF-8.
    head: `\ufeff${csvLine(
      columns.map((column) => words.columns[column]),
      separator,
    )}`,
    rows: (page) => page.map(rowsOf).join(''),
    foot: () => '',
  };
}

const orgTypeOf = ({ org_type }: Contact): hds.OrgType | undefined =>
  hds.orgTypes.find((known) => known === org_type);

function jsonWriter({ at, locale, onlyGaps }: RegisterForm): FormWriter {
  const words = registerWords[locale];
  const country = namesIn(locale, 'region');
  const language = namesIn(locale, 'language');
  let count = 0;
  const contactOf = ({ role, contact }: RegisterEntry['contacts'][number]) => {
    const type = orgTypeOf(contact);
    const because = openingOf(contact);
    return {
      role: { code: role, words: words.roles[role] },
      id: contact.contact_id,
      erased: contact.erased_at !== null,
      org_type: type ? { code: type, words: words.orgTypes[type] } : null,
      name: contact.name,
      email: contact.email,
      phone_number: contact.phone_number,
      company: contact.company,
      address_line1: contact.address_line1,
      address_line2: contact.address_line2,
      address_zip: contact.address_zip,
      address_city: contact.address_city,
      address_country: { code: contact.address_country, words: country(contact.address_country) },
      languages: listOf(contact.languages).map((code) => ({ code, words: language(code) })),
      hours: contact.hours,
      notes: contact.notes,
      reviewed_at: contact.reviewed_at,
      review_due_at: dueAt(contact),
      review_opened:
        contact.opened_at !== null && because
          ? { at: contact.opened_at, because: { code: because, words: words.openings[because] } }
          : null,
    };
  };
  const rowOf = ({ application, contacts, gaps }: RegisterEntry): string =>
    JSON.stringify({
      application: { id: application.application_id, name: application.name },
      owner: {
        id: application.account_id,
        erased: application.owner_erased_at !== null,
        username: application.username ?? '',
        email: application.email ?? '',
        name: application.fullname,
        company: application.company,
      },
      contacts: contacts.map(contactOf),
      gaps: gaps.map((code) => ({ code, words: words.gaps[code] })),
    });
  return {
    head: `{"hds_register":{"at":${JSON.stringify(at)},"locale":"${locale}","only":${onlyGaps ? '"gaps"' : 'null'},"applications":[`,
    rows(page) {
      const text = page.map((entry) => `${count++ === 0 ? '\n' : ',\n'}${rowOf(entry)}`);
      return text.join('');
    },
    foot: () => `\n],"count":${count}}}\n`,
  };
}
