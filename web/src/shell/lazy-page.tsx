import type { Locale } from '@loge/protocol';
import { type ComponentType, lazy } from 'react';
import { boot } from '../api/boot.ts';

interface Words {
  load(locale: Locale): Promise<unknown>;
}

/** A page that is loaded when it is visited, its words at the same time rather than after it. */
export function lazyPage(load: () => Promise<ComponentType>, ...words: Words[]) {
  return lazy(async () => {
    // Whichever language is shown by then, `useTexts` sees to it; this only spares the first visit a wait.
    const ready = words.map((texts) => texts.load(boot.locale));
    const [page] = await Promise.all([load(), ...ready]);
    return { default: page };
  });
}
