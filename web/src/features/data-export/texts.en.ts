export const texts = {
  section: 'Your data',
  title: 'A copy of your data',
  facts: 'Everything that is held about you: JSON files, and a page to read them.',
  act: 'Ask for a copy',
  preparing: 'The copy is being made. A mail tells you when it is ready.',
  ready: 'A copy is ready: the mail about it has the link. It can be fetched until',
  failed: 'The last copy could not be made. Ask for another.',
  asked: 'Asked for. A mail tells you when it is ready.',
  fetch: {
    title: 'Fetch the copy of your data',
    body: 'A ZIP of JSON files. Keep it where nobody else looks.',
    act: 'Download',
    done: { title: 'The copy is on its way', body: 'Your browser keeps it with your downloads.' },
    signInFirst: 'Sign in to the account that asked for it.',
  },
};

export type DataExportTexts = typeof texts;
