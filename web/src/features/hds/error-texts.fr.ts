import type { HdsErrorTexts } from '../../api/error-words.ts';

export const texts: HdsErrorTexts = {
  invalid_phone: 'Ce n’est pas un numéro de téléphone. Donnez-le avec son pays, comme +33 1 23 45 67 89.',
  unknown_country: 'Choisissez un pays dans la liste.',
  unknown_language: 'Choisissez une langue dans la liste.',
  not_health: 'Cette application n’héberge plus de données de santé. Rechargez la page.',
  outdated: 'Ce contact a été modifié entre-temps. Revoyez-le, puis dites s’il est exact.',
  incomplete: 'Il manque encore quelque chose. Complétez plutôt le contact.',
  in_the_future: 'Ce jour n’est pas encore venu.',
  before_beginning: 'Rien n’est connu d’aussi loin.',
};
