export const texts = {
  scan: 'Scan this with an authenticator app, such as the one of your password manager or phone.',
  qr: 'QR code of the key below',
  type: 'Or type this key into it:',
  copy: 'Copy the key',
  copied: 'Copied.',
  notCopied: 'The browser did not allow copying. The key is selected: copy it with your keyboard.',
  code: 'Code shown by the app',
  codeHint: 'Six digits; a new one every 30 seconds.',
};

export type TotpTexts = typeof texts;
