import type { ElementType, Key } from 'react';
import { Fragment, jsx, jsxs } from './jsx-runtime.ts';

/** Like `jsx-runtime.ts`, under the name that the development server's compiler asks for. */
export const jsxDEV = (
  type: ElementType,
  props: Parameters<typeof jsx>[1],
  key: Key | undefined,
  several: boolean,
) => (several ? jsxs : jsx)(type, props, key);

export { Fragment };
