import { dataExportTexts } from './features/data-export/texts.ts';
import { deletionTexts } from './features/deletion/texts.ts';
import { emailChangeTexts } from './features/email-change/texts.ts';
import { passkeyTexts } from './features/passkeys/texts.ts';
import { passwordTexts } from './features/password/texts.ts';
import { profileTexts } from './features/profile/texts.ts';
import { revocationTexts } from './features/revocation/texts.ts';
import { securityLogTexts } from './features/security-log/texts.ts';
import { sessionsSectionTexts } from './features/sessions/section-texts.ts';
import { twoFactorTexts } from './features/two-factor/texts.ts';
import { definePage } from './shell/define-page.ts';
import { fieldTexts } from './shell/fields/texts.ts';

/** Pages of several features; those of one stand in its own `pages.ts`. */
export const pages = [
  definePage({
    name: 'account',
    load: () => import('./account-tab.tsx'),
    component: 'AccountTab',
    texts: [profileTexts, fieldTexts],
    frame: 'account',
    who: 'member',
    tab: { order: 1, label: { en: 'Basic information', fr: 'Informations générales' } },
  }),
  definePage({
    name: 'authorization',
    load: () => import('./authentication-tab.tsx'),
    component: 'AuthenticationTab',
    texts: [
      passwordTexts,
      emailChangeTexts,
      twoFactorTexts,
      passkeyTexts,
      sessionsSectionTexts,
      securityLogTexts,
      revocationTexts,
      dataExportTexts,
      deletionTexts,
    ],
    frame: 'account',
    who: 'member',
    tab: { order: 2, label: { en: 'Authentication', fr: 'Authentification' } },
  }),
];
