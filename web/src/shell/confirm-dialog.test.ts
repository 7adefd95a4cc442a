import type { ComponentProps } from 'react';
import { expectTypeOf, test } from 'vitest';
import type { ConfirmDialog } from './confirm-dialog.tsx';

type Named = ComponentProps<typeof ConfirmDialog<string>>;
type Single = ComponentProps<typeof ConfirmDialog<null>>;

/** A dialog that says all that it must. */
interface Whole {
  name: string;
  title(name: string): string;
  stops: string;
  act: string;
  work: { isPending: boolean; error: unknown; mutate(): void };
  onClose(): void;
}

test('a confirm dialog does not compile without what it names, what stops, its word, its work and the way out', () => {
  expectTypeOf<Whole>().toExtend<Named>();
  expectTypeOf<Omit<Whole, 'name'>>().not.toExtend<Named>();
  expectTypeOf<Omit<Whole, 'title'>>().not.toExtend<Named>();
  expectTypeOf<Omit<Whole, 'stops'>>().not.toExtend<Named>();
  expectTypeOf<Omit<Whole, 'act'>>().not.toExtend<Named>();
  expectTypeOf<Omit<Whole, 'work'>>().not.toExtend<Named>();
  expectTypeOf<Omit<Whole, 'onClose'>>().not.toExtend<Named>();
  // Red or not, never both.
  expectTypeOf<Whole & { brings: string }>().not.toExtend<Named>();
  // What there is only one of has no name to say.
  expectTypeOf<Omit<Whole, 'name'> & { name: null }>().not.toExtend<Single>();
  expectTypeOf<Omit<Whole, 'name' | 'title'> & { name: null; title: string }>().toExtend<Single>();
});
