export const texts = {
  title: 'Sign in',
  login: 'E-mail or username',
  password: 'Password',
  remember: 'Remember this browser',
  rememberHint: 'Stay signed in between visits. Not for a device that others use.',
  submit: 'Sign in',
  forgotten: 'Forgotten your password?',
  passkey: 'Sign in with a passkey',
  continueWith: (provider: string) => `Continue with ${provider}`,
  as: 'Signing in as',
  back: 'Not you?',
  noAccount: 'No account yet?',
  signUp: 'Create one',
};

export type SessionTexts = typeof texts;
