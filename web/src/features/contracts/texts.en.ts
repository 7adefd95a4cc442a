import type { ContractErrorTexts } from '../../api/error-words.ts';

const errors: ContractErrorTexts = {
  contract_superseded: 'A later version has replaced this one meanwhile. Read and accept that one.',
  contract_depends: 'This one builds on another document, which has to be accepted first.',
  contract_gone: 'Other documents are asked for by now. Look at them again.',
};

export const texts = {
  errors,
  title: 'Documents',
  hint: 'What has been agreed between you and the platform.',
  empty: 'There is nothing to accept here.',
  archive: 'Archived documents',
  archiveHint: 'What you accepted before, and what later versions replaced.',
  showArchive: 'Show archived documents',
  version: (version: string) => `Version ${version}`,
  published: 'published',
  purposes: { platform: 'required for the platform', hds: 'required for health data' },
  optional: 'not required',
  accepted: 'Accepted',
  acceptedFacts: 'Accepted',
  inLanguage: { en: 'in English', fr: 'in French' },
  pending: 'To accept',
  pendingBy: 'To accept by',
  overdue: 'Overdue since',
  read: 'Read',
  readLong: (name: string) => `Read ${name}`,
  download: 'Download',
  downloadLong: (name: string) => `Download ${name}`,
  onWeb: 'On the web',
  news: 'What is new',
  languages: { en: 'English', fr: 'French' },
  newWindow: '(opens a new window)',
  accept: 'Accept',
  acceptLong: (name: string) => `Accept ${name}`,
  receipt: 'Receipt',
  receiptLong: (name: string) => `Download the receipt for ${name}`,
  accepting: {
    title: (name: string) => `Accept “${name}”?`,
    agree: 'By accepting, you agree to this sentence:',
    after: 'You get a mail with the documents attached, and a signed receipt to keep.',
    act: 'Accept',
  },
  said: (name: string) => `“${name}” is accepted. The documents are on their way to you by mail.`,
};

export type ContractTexts = typeof texts;
