import { definePage } from '../../shell/define-page.ts';
import { eventTexts } from '../../shell/events/texts.ts';
import { homeTexts } from './texts.ts';

export const pages = [
  definePage({
    name: 'home',
    load: () => import('./home-page.tsx'),
    component: 'HomePage',
    texts: [homeTexts, eventTexts],
    frame: 'plain',
    who: 'member',
  }),
];
