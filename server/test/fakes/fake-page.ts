import type { FakeReply, FakeRequest } from './fake-server.ts';

interface PageOptions {
  /** The parameter that says how many are wanted, its default, and the most that are given. */
  readonly size: { readonly name: string; readonly usual: number; readonly most: number };
  /** How the size asked for is written in the addresses of other pages; as it was given. */
  readonly headers?: (total: number, page: number, size: number) => Record<string, string>;
  /** What the list stands in; a list alone without it. */
  readonly within?: (entries: readonly unknown[]) => unknown;
}

/** Answers a page of a list, with the addresses of others in `Link` (RFC 8288), as all three providers do. */
export function fakePage(
  request: FakeRequest,
  origin: string,
  entries: readonly unknown[],
  { size: { name, usual, most }, headers, within }: PageOptions,
): FakeReply {
  const page = Math.max(1, Number(request.query.get('page') ?? 1) || 1);
  const size = Math.min(most, Math.max(1, Number(request.query.get(name) ?? usual) || usual));
  const last = Math.max(1, Math.ceil(entries.length / size));
  const address = (number: number) => {
    const query = new URLSearchParams(request.query);
    query.set('page', String(number));
    query.set(name, String(size));
    return `<${origin}${request.path}?${query}>`;
  };
  const links = [
    ...(page > 1 ? [`${address(page - 1)}; rel="prev"`] : []),
    ...(page < last ? [`${address(page + 1)}; rel="next"`] : []),
    ...(page < last ? [`${address(last)}; rel="last"`] : []),
    ...(page > 1 ? [`${address(1)}; rel="first"`] : []),
  ];
  const found = entries.slice((page - 1) * size, page * size);
  return {
    status: 200,
    headers: {
      ...(links.length > 0 ? { link: links.join(', ') } : {}),
      ...headers?.(entries.length, page, size),
    },
    body: within ? within(found) : found,
  };
}
