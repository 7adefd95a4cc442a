import { demoPages, type PageName, paths } from '@loge/protocol';
import { pages } from './pages.ts';

/** One way to come to a page: every page has at least one, so none can be left out. */
interface Visit {
  /** What its pictures are called. */
  readonly name: string;
  readonly page: PageName;
  /** Path, and what a link adds to it. */
  readonly address: string;
  readonly signedIn: boolean;
}

const token = '?token=not-a-real-one';

/** What a mailed link, or a provider, adds to the address. Where the page is shown without it as well, that is said here too. */
const queries: Partial<Record<PageName, readonly string[]>> = {
  newPassword: [token],
  confirmation: [token],
  unsubscribe: [token],
  confirmEmail: [token],
  cancelEmail: [token],
  undoEmail: [token],
  stopTwoFactor: [token],
  keepTwoFactor: [token],
  operator: ['', token],
  confirmDeletion: [`${token}&id=x`],
  stopDeletion: ['', token],
  undoDeletion: [token],
  fetchExport: [token],
  confirmHealthContact: [token],
  githubCallback: ['', '?code=x&state=y'],
  gitlabCallback: ['?error=access_denied&state=y'],
  githubSignIn: ['', '?code=x&state=y'],
  gitlabSignIn: ['?error=access_denied&state=y'],
};

/** Open to anybody, and something else to whoever is signed in. */
const otherToMembers: readonly PageName[] = [
  'confirmEmail',
  'confirmDeletion',
  'fetchExport',
  'githubCallback',
  'gitlabCallback',
];

/** Visits of every page that is served outside the demo. */
export const visits: readonly Visit[] = pages
  .filter((page) => !demoPages.includes(page.name))
  .flatMap(({ name: page, who }) =>
    (queries[page] ?? ['']).flatMap((query) => {
      const name = `${page.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}${query && '-link'}`;
      const visit = { page, address: paths[page] + query };
      return [
        ...(who === 'anybody' ? [{ ...visit, name, signedIn: false }] : []),
        ...(who === 'member' || otherToMembers.includes(page)
          ? [{ ...visit, name: who === 'member' ? name : `${name}-signed-in`, signedIn: true }]
          : []),
      ];
    }),
  );
