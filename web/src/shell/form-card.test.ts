import type { ComponentProps } from 'react';
import { expectTypeOf, test } from 'vitest';
import type { FormCard } from './form-card.tsx';

type Props = ComponentProps<typeof FormCard>;

test('a form card does not compile without its form, its name, its word, a way out and fields', () => {
  expectTypeOf<Pick<Props, 'form' | 'label' | 'submit' | 'onCancel' | 'children'>>().toExtend<Props>();
  expectTypeOf<Omit<Props, 'form'>>().not.toExtend<Props>();
  expectTypeOf<Omit<Props, 'label'>>().not.toExtend<Props>();
  expectTypeOf<Omit<Props, 'submit'>>().not.toExtend<Props>();
  expectTypeOf<Omit<Props, 'onCancel'>>().not.toExtend<Props>();
  expectTypeOf<Omit<Props, 'children'>>().not.toExtend<Props>();
});
