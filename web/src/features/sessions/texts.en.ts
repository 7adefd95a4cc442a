export const texts = {
  title: 'Sign in',
  login: 'E-mail or username',
  password: 'Password',
  remember: 'Remember this browser',
  rememberHint: 'For 14 days without a visit. Only where nobody else signs in.',
  submit: 'Sign in',
  forgotten: 'Forgotten your password?',
  noAccount: 'No account yet?',
  signUp: 'Create one',
};

export type SessionTexts = typeof texts;
