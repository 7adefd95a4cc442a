export const texts = {
  passkey: 'Use your passkey',
  orCode: 'Or, without it, a code:',
  orRecovery: 'Or, without it, one of your recovery codes:',
  submit: 'Sign in with the code',
};

export type SecondStepTexts = typeof texts;
