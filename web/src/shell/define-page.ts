import type { Locale, PageName } from '@loge/protocol';
import type { ComponentType } from 'react';
import type { Texts } from '../i18n/texts.ts';

/** Code and words that are fetched together. */
interface Piece<Name extends string, Props = object> {
  readonly load: () => Promise<Record<NoInfer<Name>, ComponentType<Props>>>;
  /** Which of the file's exports it is. */
  readonly component: Name;
  /** Words that it says, and those of what it shows. */
  readonly texts: readonly Texts<unknown>[];
}

/** The list of tabs shows it in this order; the label is the title of the page as well. */
export interface Tab {
  readonly order: number;
  readonly label: Readonly<Record<Locale, string>>;
}

/** Where it stands: among the tabs of the account, which are for members, or by itself. */
type Place =
  | { readonly frame: 'account'; readonly who: 'member'; readonly tab?: Tab }
  | { readonly frame: 'plain'; readonly who: 'member' | 'anybody'; readonly tab?: never };

/** What it is given of another feature: neither may import the other, `routes.tsx` brings them together. */
type Company<Name extends string> =
  | (Piece<Name> & { readonly with?: never })
  | (Piece<Name, { SignInForm: ComponentType }> & { readonly with: 'SignInForm' });

/** One page: its name leads to its address (`paths`); all else that the site knows of it is said here. */
export type PageDeclaration<Name extends string = string> = { readonly name: PageName } & Place &
  Company<Name>;

/** Declares a page in the `pages.ts` of its feature. Routes, tabs, titles, preloading and the browser tests follow. */
export const definePage = <Name extends string>(page: PageDeclaration<Name>): PageDeclaration => page;

/** Declares what a feature lends to pages of others. */
export const definePart = <Name extends string>(part: Piece<Name>): Piece<Name> => part;

export const componentOf = async <Name extends string, Props>(
  piece: Piece<Name, Props>,
): Promise<ComponentType<Props>> => (await piece.load())[piece.component];
