import { definePage } from '../../shell/define-page.ts';
import { dataExportTexts } from './texts.ts';

export const pages = [
  definePage({
    name: 'fetchExport',
    load: () => import('./fetch-export-page.tsx'),
    component: 'FetchExportPage',
    with: 'SignInForm',
    texts: [dataExportTexts],
    frame: 'plain',
    who: 'anybody',
  }),
];
