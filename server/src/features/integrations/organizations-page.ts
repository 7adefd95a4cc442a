import type { integrations, QueryOf, ReplyOf } from '@loge/protocol';
import { boundedNumber, paginationOf } from '../../kernel/paging.ts';
import type { Provider } from '../providers/feature.ts';

const defaultSize = 20;
const maxSize = 100;
/** Further back, providers answer nothing or errors. */
const maxPage = 1000;

/** One page of the organisations that a link reaches. */
export async function organizationsPage(
  provider: Provider,
  accessToken: string,
  query: QueryOf<typeof integrations.listOrganizations>,
): Promise<ReplyOf<typeof integrations.listOrganizations>> {
  const size = boundedNumber(query.per_page, defaultSize, maxSize);
  const page = boundedNumber(query.page, 1, maxPage);
  const { organizations, total } = await provider.organizations(accessToken, page, size);
  const pages = Math.max(1, Math.ceil(total / size));
  return { organizations, meta: { pagination: paginationOf(page, pages, total, size) } };
}
