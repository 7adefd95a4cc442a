import type { RouteObject } from 'react-router';
import { boot } from './api/boot.ts';
import { credentialErrorTexts } from './api/credential-error-texts.ts';
import { errorTexts } from './api/error-texts.ts';
import { tokenTexts } from './features/api-tokens/texts.ts';
import { dataExportTexts } from './features/data-export/texts.ts';
import { deletionTexts } from './features/deletion/texts.ts';
import { emailChangeTexts } from './features/email-change/texts.ts';
import { homeTexts } from './features/home/texts.ts';
import { outboxTexts } from './features/outbox/texts.ts';
import { passwordTexts } from './features/password/texts.ts';
import { profileTexts } from './features/profile/texts.ts';
import { securityLogTexts } from './features/security-log/texts.ts';
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
import { nearPart } from './ui/near-part.tsx';
import { SkeletonRows } from './ui/skeleton.tsx';

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
/** What stands where a section will be, about as high. */
const comingSection = <SkeletonRows count={6} />;

const PasskeysSection = nearPart(
  async () => (await import('./features/passkeys/passkeys-section.tsx')).PasskeysSection,
  comingSection,
);
const SessionsSection = nearPart(
  async () => (await import('./features/sessions/sessions-section.tsx')).SessionsSection,
  comingSection,
);
/** Two features share a card: neither may know the other. */
const WatchSection = nearPart(async () => {
  const [{ WatchSection: Section }, { SecurityLogRow }, { RevocationRow }] = await Promise.all([
    import('./shell/watch-section.tsx'),
    import('./features/security-log/security-log-row.tsx'),
    import('./features/revocation/revocation-row.tsx'),
  ]);
  return () => (
    <Section>
      <SecurityLogRow />
      <RevocationRow />
    </Section>
  );
}, comingSection);
const LeaveSection = nearPart(async () => {
  const [{ LeaveSection: Section }, { ExportRow }] = await Promise.all([
    import('./features/deletion/leave-section.tsx'),
    import('./features/data-export/export-row.tsx'),
  ]);
  return () => (
    <Section>
      <ExportRow />
    </Section>
  );
}, comingSection);

/** A tab of several features, none of which may know another; what is further down comes when it is near. */
const AuthenticationPage = lazyPage(
  async () => {
    const [{ AuthenticationPage: Page }, { CredentialsSection }, { EmailRows }, { TwoFactorSection }] =
      await Promise.all([
        import('./shell/authentication-page.tsx'),
        import('./features/password/credentials-section.tsx'),
        import('./features/email-change/email-rows.tsx'),
        import('./features/two-factor/two-factor-section.tsx'),
      ]);
    return () => (
      <Page>
        <CredentialsSection>
          <EmailRows />
        </CredentialsSection>
        <TwoFactorSection />
        <PasskeysSection />
        <SessionsSection />
        <WatchSection />
        <LeaveSection />
      </Page>
    );
  },
  passwordTexts,
  emailChangeTexts,
  twoFactorTexts,
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
  emailChangeTexts,
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
  deletionTexts,
);
const UndoDeletionPage = lazyPage(
  async () => (await import('./features/deletion/link-pages.tsx')).UndoDeletionPage,
  deletionTexts,
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
      { path: paths.confirmDeletion, element: <ConfirmDeletionPage /> },
      { path: paths.stopDeletion, element: <StopDeletionPage /> },
      { path: paths.undoDeletion, element: <UndoDeletionPage /> },
      { path: paths.fetchExport, element: <FetchExportPage /> },
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
