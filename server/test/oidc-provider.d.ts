/** What the tests use of the package, which comes without types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  interface AccessToken {
    readonly accountId: string;
    readonly scope: string;
  }

  export class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>);
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    /** Undefined for one that is not good. */
    readonly AccessToken: { find(value: string): Promise<AccessToken | undefined> };
  }
}
