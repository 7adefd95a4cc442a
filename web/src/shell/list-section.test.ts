import type { ComponentProps } from 'react';
import { expectTypeOf, test } from 'vitest';
import type { ListSection } from './list-section.tsx';

type Props = ComponentProps<typeof ListSection<string>>;

test('a list does not compile without what was found, what is coming, what it says when empty, and a row', () => {
  expectTypeOf<Pick<Props, 'title' | 'found' | 'coming' | 'empty' | 'row'>>().toExtend<Props>();
  expectTypeOf<Omit<Props, 'found'>>().not.toExtend<Props>();
  expectTypeOf<Omit<Props, 'coming'>>().not.toExtend<Props>();
  expectTypeOf<Omit<Props, 'empty'>>().not.toExtend<Props>();
  expectTypeOf<Omit<Props, 'row'>>().not.toExtend<Props>();
});
