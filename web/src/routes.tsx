import type { RouteObject } from 'react-router';
import { boot } from './api/boot.ts';
import { credentialErrorTexts } from './api/credential-error-texts.ts';
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
import { type LazyPage, lazyPage } from './shell/lazy-page.tsx';
import { MemberGate } from './shell/member-gate.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { totpTexts } from './shell/totp/texts.ts';

const HomePage = lazyPage(
  async () => (await import('./features/home/home-page.tsx')).HomePage,
  homeTexts,
  eventTexts,
);
const AccountPage = lazyPage(
  async () => (await import('./features/profile/account-page.tsx')).AccountPage,
  profileTexts,
  fieldTexts,
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
);
const KeysPage = lazyPage(
  async () => (await import('./features/ssh-keys/keys-page.tsx')).KeysPage,
  keyTexts,
  fieldTexts,
  credentialErrorTexts,
);
const TokensPage = lazyPage(
  async () => (await import('./features/api-tokens/tokens-page.tsx')).TokensPage,
  tokenTexts,
  fieldTexts,
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

/** A path's page; the handle is how others fetch it before they go there. */
const at = (path: string, Page: LazyPage): RouteObject => ({ path, element: <Page />, handle: Page });

/** Every URL of the web. */
export const routes: RouteObject[] = [
  {
    element: <Frame />,
    children: [
      at(paths.signUp, SignUpPage),
      at(paths.signIn, SignInPage),
      at(paths.forgottenPassword, ForgottenPasswordPage),
      at(paths.newPassword, NewPasswordPage),
      at(paths.takeBack, TakeBackPage),
      at(paths.confirmation, ConfirmationPage),
      at(paths.confirmDeletion, ConfirmDeletionPage),
      at(paths.stopDeletion, StopDeletionPage),
      at(paths.undoDeletion, UndoDeletionPage),
      at(paths.fetchExport, FetchExportPage),
      at(paths.confirmEmail, ConfirmEmailPage),
      at(paths.cancelEmail, CancelEmailPage),
      at(paths.undoEmail, UndoEmailPage),
      at(paths.stopTwoFactor, StopTwoFactorPage),
      at(paths.keepTwoFactor, KeepTwoFactorPage),
      at(paths.operator, EnrolmentPage),
      at(paths.unsubscribe, UnsubscribePage),
      ...(boot.demo ? [at(paths.outbox, OutboxPage)] : []),
      { element: <MemberGate />, children: [at(paths.home, HomePage)] },
      {
        element: <AccountFrame />,
        children: [
          {
            element: <MemberGate />,
            children: [
              at(paths.account, AccountPage),
              at(paths.authorization, AuthenticationPage),
              at(paths.securityLog, SecurityLogPage),
              at(paths.keys, KeysPage),
              at(paths.tokens, TokensPage),
            ],
          },
        ],
      },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
];
