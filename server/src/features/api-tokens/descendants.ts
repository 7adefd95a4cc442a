import type { Reader } from '../../platform/write.ts';
import { childrenOf } from './end-queries.ts';
import type { ApiToken } from './queries.ts';

/**
 * Every token that these made, directly or through others, in whatever state the tokens between are. Each generation is read
 * after the one before; `revokeWithDescendants` says why.
 */
export async function descendantsOf(reader: Reader, ids: readonly string[]): Promise<ApiToken[]> {
  const found: ApiToken[] = [];
  for (let makers = ids; makers.length > 0; ) {
    const children = await childrenOf(reader, makers);
    found.push(...children);
    makers = children.map(({ id }) => id);
  }
  return found;
}
