/** The path of a request's URL. Repeated slashes are one, as the router sees them. */
export const pathOf = (url: string): string => (url.split('?', 1)[0] ?? '').replace(/\/{2,}/g, '/');
