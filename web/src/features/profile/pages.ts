import { definePage } from '../../shell/define-page.ts';
import { profileTexts } from './texts.ts';

export const pages = [
  definePage({
    name: 'unsubscribe',
    load: () => import('./unsubscribe-page.tsx'),
    component: 'UnsubscribePage',
    texts: [profileTexts],
    frame: 'plain',
    who: 'anybody',
  }),
];
