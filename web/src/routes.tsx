import type { RouteObject } from 'react-router';
import { boot } from './api/boot.ts';
import { errorTexts } from './api/error-texts.ts';
import { emailChangeTexts } from './features/email-change/texts.ts';
import { homeTexts } from './features/home/texts.ts';
import { outboxTexts } from './features/outbox/texts.ts';
import { passwordTexts } from './features/password/texts.ts';
import { profileTexts } from './features/profile/texts.ts';
import { sessionTexts } from './features/sessions/texts.ts';
import { signUpTexts } from './features/sign-up/texts.ts';
import { twoFactorTexts } from './features/two-factor/texts.ts';
import { paths } from './paths.ts';
import { AccountFrame } from './shell/account-frame.tsx';
import { fieldTexts } from './shell/fields/texts.ts';
import { Frame } from './shell/frame.tsx';
import { lazyPage } from './shell/lazy-page.tsx';
import { MemberGate } from './shell/member-gate.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';

const HomePage = lazyPage(
  async () => (await import('./features/home/home-page.tsx')).HomePage,
  homeTexts,
  errorTexts,
);
const AccountPage = lazyPage(
  async () => (await import('./features/profile/account-page.tsx')).AccountPage,
  profileTexts,
  fieldTexts,
  errorTexts,
);
const UnsubscribePage = lazyPage(
  async () => (await import('./features/profile/unsubscribe-page.tsx')).UnsubscribePage,
  profileTexts,
);
/** A tab of several features, none of which may know another. */
const AuthenticationPage = lazyPage(
  async () => {
    const [
      { AuthenticationPage: Page },
      { CredentialsSection },
      { EmailRows },
      { TwoFactorSection },
      { SessionsSection },
    ] = await Promise.all([
      import('./shell/authentication-page.tsx'),
      import('./features/password/credentials-section.tsx'),
      import('./features/email-change/email-rows.tsx'),
      import('./features/two-factor/two-factor-section.tsx'),
      import('./features/sessions/sessions-section.tsx'),
    ]);
    return () => (
      <Page>
        <CredentialsSection>
          <EmailRows />
        </CredentialsSection>
        <TwoFactorSection />
        <SessionsSection />
      </Page>
    );
  },
  passwordTexts,
  emailChangeTexts,
  twoFactorTexts,
  sessionTexts,
  fieldTexts,
  errorTexts,
);
/** Two features meet here too: one takes the address, the other signs in. */
const ConfirmEmailPage = lazyPage(
  async () => {
    const [{ ConfirmEmailPage: Page }, { SignInForm }] = await Promise.all([
      import('./features/email-change/link-pages.tsx'),
      import('./features/sessions/sign-in-form.tsx'),
    ]);
    return () => <Page SignInForm={SignInForm} />;
  },
  emailChangeTexts,
  sessionTexts,
  fieldTexts,
);
const CancelEmailPage = lazyPage(
  async () => (await import('./features/email-change/link-pages.tsx')).CancelEmailPage,
  emailChangeTexts,
);
const UndoEmailPage = lazyPage(
  async () => (await import('./features/email-change/link-pages.tsx')).UndoEmailPage,
  emailChangeTexts,
);
const StopTwoFactorPage = lazyPage(
  async () => (await import('./features/two-factor/link-pages.tsx')).StopTwoFactorPage,
  twoFactorTexts,
);
const KeepTwoFactorPage = lazyPage(
  async () => (await import('./features/two-factor/link-pages.tsx')).KeepTwoFactorPage,
  twoFactorTexts,
);
const SignInPage = lazyPage(
  async () => (await import('./features/sessions/sign-in-page.tsx')).SignInPage,
  sessionTexts,
  fieldTexts,
);
const SignUpPage = lazyPage(
  async () => (await import('./features/sign-up/sign-up-page.tsx')).SignUpPage,
  signUpTexts,
  fieldTexts,
);
/** Two features meet here, since neither may know the other: one confirms, the other signs in. */
const ConfirmationPage = lazyPage(
  async () => {
    const [{ ConfirmationPage: Page }, { SignInForm }] = await Promise.all([
      import('./features/sign-up/confirmation-page.tsx'),
      import('./features/sessions/sign-in-form.tsx'),
    ]);
    return () => <Page SignInForm={SignInForm} />;
  },
  signUpTexts,
  sessionTexts,
  fieldTexts,
);
const ForgottenPasswordPage = lazyPage(
  async () => (await import('./features/password/forgotten-password-page.tsx')).ForgottenPasswordPage,
  passwordTexts,
);
const NewPasswordPage = lazyPage(
  async () => (await import('./features/password/new-password-page.tsx')).NewPasswordPage,
  passwordTexts,
  fieldTexts,
);
const OutboxPage = lazyPage(
  async () => (await import('./features/outbox/outbox-page.tsx')).OutboxPage,
  outboxTexts,
);

/** Every URL of the web. */
export const routes: RouteObject[] = [
  {
    element: <Frame />,
    children: [
      { path: paths.signUp, element: <SignUpPage /> },
      { path: paths.signIn, element: <SignInPage /> },
      { path: paths.forgottenPassword, element: <ForgottenPasswordPage /> },
      { path: paths.newPassword, element: <NewPasswordPage /> },
      { path: paths.confirmation, element: <ConfirmationPage /> },
      { path: paths.confirmEmail, element: <ConfirmEmailPage /> },
      { path: paths.cancelEmail, element: <CancelEmailPage /> },
      { path: paths.undoEmail, element: <UndoEmailPage /> },
      { path: paths.stopTwoFactor, element: <StopTwoFactorPage /> },
      { path: paths.keepTwoFactor, element: <KeepTwoFactorPage /> },
      { path: paths.unsubscribe, element: <UnsubscribePage /> },
      ...(boot.demo ? [{ path: paths.outbox, element: <OutboxPage /> }] : []),
      { element: <MemberGate />, children: [{ path: paths.home, element: <HomePage /> }] },
      {
        element: <AccountFrame />,
        children: [
          {
            element: <MemberGate />,
            children: [
              { path: paths.account, element: <AccountPage /> },
              { path: paths.authorization, element: <AuthenticationPage /> },
            ],
          },
        ],
      },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
];
