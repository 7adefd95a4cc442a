import { texts as details } from './detail-texts.en.ts';

export const texts = {
  details,
  title: 'Are these details right?',
  body: (platform: string) =>
    `A customer of ${platform} named you as their contact for an application that holds health data. This is all that is kept about you.`,
  right: 'They are right',
  wrong: 'They are not right',
  done: {
    right: {
      title: 'Thank you',
      body: 'Your details are confirmed. You can close this page.',
    },
    wrong: {
      title: 'Thank you for saying so',
      body: 'The customer is told, and corrects your details or names somebody else. You can close this page.',
    },
  },
};

export type ConfirmTexts = typeof texts;
