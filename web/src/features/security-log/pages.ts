import { definePage } from '../../shell/define-page.ts';
import { eventTexts } from '../../shell/events/texts.ts';
import { securityLogTexts } from './texts.ts';

export const pages = [
  definePage({
    name: 'securityLog',
    load: () => import('./security-log-page.tsx'),
    component: 'SecurityLogPage',
    texts: [securityLogTexts, eventTexts],
    frame: 'account',
    who: 'member',
  }),
];
