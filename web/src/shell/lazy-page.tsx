import { type ComponentType, createElement, type FunctionComponent, use } from 'react';
import { errorTexts } from '../api/error-texts.ts';
import { sitePiece } from '../api/site-piece.ts';
import type { Texts } from '../i18n/texts.ts';
import { shownLocale } from './shown-locale.ts';
import { shellTexts } from './texts.ts';

/** What the frame says around every page; with the words of every failure, which are there before one happens. */
export const frameWords: readonly Texts<unknown>[] = [shellTexts, errorTexts];

export interface LazyPage extends FunctionComponent {
  /** Fetches it before it is shown. */
  ask(): Promise<unknown>;
  here(): boolean;
}

/** A page that is loaded when it is visited, its words at the same time rather than after it. */
export function lazyPage(load: () => Promise<ComponentType>, words: readonly Texts<unknown>[]): LazyPage {
  const piece = sitePiece(async () => {
    const texts = [...frameWords, ...words];
    const [page] = await Promise.all([load(), ...texts.map((text) => text.load(shownLocale()))]);
    return page;
  });
  const Page = () => createElement(use(piece.kept()));
  return Object.assign(Page, { ask: piece.ask, here: piece.here });
}
