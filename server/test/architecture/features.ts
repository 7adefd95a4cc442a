import type { SourceFile } from './source-file.ts';

const place = /^(?<tree>server|web)\/src\/features\/(?<path>(authentication\/(?=[^/]+\/))?[^/]+)\//;

/** A feature's folder below `features/`, such as `api-tokens` or `authentication/sessions`. Null outside of them. */
export function featureOf(path: string): string | null {
  return place.exec(path)?.groups?.path ?? null;
}

/** The name that the protocol, the server and the web share, such as `sessions` for `authentication/sessions`. */
export const featureName = (feature: string): string => feature.slice(feature.lastIndexOf('/') + 1);

/** The folder of the shared proof, which belongs to every slice of authentication. */
export const authentication = 'authentication';

export const inServer = (file: SourceFile): boolean => file.path.startsWith('server/src/features/');
export const inWeb = (file: SourceFile): boolean => file.path.startsWith('web/src/features/');
