import type { HdsErrorTexts } from '../../api/error-words.ts';

export const texts: HdsErrorTexts = {
  invalid_phone: 'This is not a telephone number. Give it with its country, such as +33 1 23 45 67 89.',
  unknown_country: 'Choose a country from the list.',
  unknown_language: 'Choose a language from the list.',
  not_health: 'This application holds no health data any more. Load the page again.',
  outdated: 'This contact was changed meanwhile. Look at it again, then say whether it is right.',
  incomplete: 'Something is still missing. Complete the contact instead.',
  in_the_future: 'This day has not come yet.',
  before_beginning: 'Nothing is known of so long ago.',
};
