import { definePage } from '../../shell/define-page.ts';
import { outboxTexts } from './texts.ts';

export const pages = [
  definePage({
    name: 'outbox',
    load: () => import('./outbox-page.tsx'),
    component: 'OutboxPage',
    texts: [outboxTexts],
    frame: 'plain',
    who: 'anybody',
  }),
];
