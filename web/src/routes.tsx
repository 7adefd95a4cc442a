import type { RouteObject } from 'react-router';
import { boot } from './api/boot.ts';
import { credentialErrorTexts } from './api/credential-error-texts.ts';
import { errorTexts } from './api/error-texts.ts';
import { tokenTexts } from './features/api-tokens/texts.ts';
import { dataExportTexts } from './features/data-export/texts.ts';
import { deletionPageTexts } from './features/deletion/page-texts.ts';
import { deletionTexts } from './features/deletion/texts.ts';
import { emailChangePageTexts } from './features/email-change/page-texts.ts';
import { emailChangeTexts } from './features/email-change/texts.ts';
import { enrolmentTexts } from './features/enrolment/texts.ts';
import { homeTexts } from './features/home/texts.ts';
import { outboxTexts } from './features/outbox/texts.ts';
import { passkeyTexts } from './features/passkeys/texts.ts';
import { resetTexts } from './features/password/reset-texts.ts';
import { passwordTexts } from './features/password/texts.ts';
import { profileTexts } from './features/profile/texts.ts';
import { revocationTexts } from './features/revocation/texts.ts';
import { securityLogTexts } from './features/security-log/texts.ts';
import { sessionsSectionTexts } from './features/sessions/section-texts.ts';
import { sessionTexts } from './features/sessions/texts.ts';
import { signUpTexts } from './features/sign-up/texts.ts';
import { keyTexts } from './features/ssh-keys/texts.ts';
import { twoFactorTexts } from './features/two-factor/texts.ts';
import { paths } from './paths.ts';
import { AccountFrame } from './shell/account-frame.tsx';
import { eventTexts } from './shell/events/texts.ts';
import { fieldTexts } from './shell/fields/texts.ts';
import { Frame } from './shell/frame.tsx';
import { lazyPage } from './shell/lazy-page.tsx';
import { MemberGate } from './shell/member-gate.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { totpTexts } from './shell/totp/texts.ts';

const HomePage = lazyPage(
  async () => (await import('./features/home/home-page.tsx')).HomePage,
  homeTexts,
  eventTexts,
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
const AuthenticationPage = lazyPage(
  async () => (await import('./authentication-tab.tsx')).AuthenticationTab,
  passwordTexts,
  emailChangeTexts,
  twoFactorTexts,
  passkeyTexts,
  sessionsSectionTexts,
  securityLogTexts,
  revocationTexts,
  dataExportTexts,
  deletionTexts,
  errorTexts,
);
const KeysPage = lazyPage(
  async () => (await import('./features/ssh-keys/keys-page.tsx')).KeysPage,
  keyTexts,
  fieldTexts,
  errorTexts,
  credentialErrorTexts,
);
const TokensPage = lazyPage(
  async () => (await import('./features/api-tokens/tokens-page.tsx')).TokensPage,
  tokenTexts,
  fieldTexts,
  errorTexts,
  credentialErrorTexts,
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
  emailChangePageTexts,
  sessionTexts,
  fieldTexts,
);
const SecurityLogPage = lazyPage(
  async () => (await import('./features/security-log/security-log-page.tsx')).SecurityLogPage,
  securityLogTexts,
  eventTexts,
  errorTexts,
);
/** The last steps take the account's own session; signing in happens there, in place. */
const ConfirmDeletionPage = lazyPage(
  async () => {
    const [{ ConfirmDeletionPage: Page }, { SignInForm }] = await Promise.all([
      import('./features/deletion/confirm-deletion-page.tsx'),
      import('./features/sessions/sign-in-form.tsx'),
    ]);
    return () => <Page SignInForm={SignInForm} />;
  },
  deletionPageTexts,
  deletionTexts,
  sessionTexts,
  fieldTexts,
);
const FetchExportPage = lazyPage(
  async () => {
    const [{ FetchExportPage: Page }, { SignInForm }] = await Promise.all([
      import('./features/data-export/fetch-export-page.tsx'),
      import('./features/sessions/sign-in-form.tsx'),
    ]);
    return () => <Page SignInForm={SignInForm} />;
  },
  dataExportTexts,
  sessionTexts,
  fieldTexts,
);
const StopDeletionPage = lazyPage(
  async () => (await import('./features/deletion/link-pages.tsx')).StopDeletionPage,
  deletionPageTexts,
);
const UndoDeletionPage = lazyPage(
  async () => (await import('./features/deletion/link-pages.tsx')).UndoDeletionPage,
  deletionPageTexts,
);
const CancelEmailPage = lazyPage(
  async () => (await import('./features/email-change/link-pages.tsx')).CancelEmailPage,
  emailChangePageTexts,
);
const UndoEmailPage = lazyPage(
  async () => (await import('./features/email-change/link-pages.tsx')).UndoEmailPage,
  emailChangePageTexts,
);
const StopTwoFactorPage = lazyPage(
  async () => (await import('./features/two-factor/link-pages.tsx')).StopTwoFactorPage,
  twoFactorTexts,
);
const KeepTwoFactorPage = lazyPage(
  async () => (await import('./features/two-factor/link-pages.tsx')).KeepTwoFactorPage,
  twoFactorTexts,
);
/** Whoever has a password signs in here, in place. */
const EnrolmentPage = lazyPage(
  async () => {
    const [{ EnrolmentPage: Page }, { SignInForm }] = await Promise.all([
      import('./features/enrolment/enrolment-page.tsx'),
      import('./features/sessions/sign-in-form.tsx'),
    ]);
    return () => <Page SignInForm={SignInForm} />;
  },
  enrolmentTexts,
  sessionTexts,
  fieldTexts,
  totpTexts,
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
const TakeBackPage = lazyPage(
  async () => (await import('./features/password/forgotten-password-page.tsx')).TakeBackPage,
  passwordTexts,
);
const NewPasswordPage = lazyPage(
  async () => (await import('./features/password/new-password-page.tsx')).NewPasswordPage,
  passwordTexts,
  resetTexts,
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
      { path: paths.takeBack, element: <TakeBackPage /> },
      { path: paths.confirmation, element: <ConfirmationPage /> },
      { path: paths.confirmDeletion, element: <ConfirmDeletionPage /> },
      { path: paths.stopDeletion, element: <StopDeletionPage /> },
      { path: paths.undoDeletion, element: <UndoDeletionPage /> },
      { path: paths.fetchExport, element: <FetchExportPage /> },
      { path: paths.confirmEmail, element: <ConfirmEmailPage /> },
      { path: paths.cancelEmail, element: <CancelEmailPage /> },
      { path: paths.undoEmail, element: <UndoEmailPage /> },
      { path: paths.stopTwoFactor, element: <StopTwoFactorPage /> },
      { path: paths.keepTwoFactor, element: <KeepTwoFactorPage /> },
      { path: paths.operator, element: <EnrolmentPage /> },
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
              { path: paths.securityLog, element: <SecurityLogPage /> },
              { path: paths.keys, element: <KeysPage /> },
              { path: paths.tokens, element: <TokensPage /> },
            ],
          },
        ],
      },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
];
