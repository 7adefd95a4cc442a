import type { TotpTexts } from './texts.en.ts';

export const texts: TotpTexts = {
  scan: 'Scannez ceci avec une application d’authentification, par exemple celle de votre gestionnaire de mots de passe ou de votre téléphone.',
  qr: 'Code QR de la clé ci-dessous',
  type: 'Ou saisissez-y cette clé :',
  copy: 'Copier la clé',
  copied: 'Copiée.',
  notCopied: 'Le navigateur n’a pas permis la copie. La clé est sélectionnée : copiez-la au clavier.',
  code: 'Code affiché par l’application',
  codeHint: 'Six chiffres, renouvelés toutes les 30 secondes.',
};
