import type { Loose, TestApp } from './harness.ts';

/** A browser that keeps its cookies, and sends what our own pages send. */
export class Visitor {
  readonly #test: TestApp;
  readonly cookies = new Map<string, string>();

  constructor(test: TestApp) {
    this.#test = test;
  }

  get session(): string | undefined {
    return this.cookies.get('__Host-loge_session');
  }

  async call(method: string, path: string, body?: unknown): Promise<{ status: number; body: Loose }> {
    const cookie = [...this.cookies].map((pair) => pair.join('=')).join('; ');
    const response = await this.#test.call(method, path, {
      headers: { 'sec-fetch-site': 'same-origin', ...(cookie === '' ? {} : { cookie }) },
      ...(body === undefined ? {} : { body }),
    });
    for (const header of [response.headers['set-cookie'] ?? []].flat()) this.#keep(String(header));
    return response;
  }

  /** Signs in by page with a password. */
  async signIn(login: string, password: string): Promise<void> {
    const { status } = await this.call('POST', '/v1/sessions', { session: { login, password } });
    if (status !== 201) throw new Error(`sign-in: ${status}`);
  }

  #keep(header: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
    if (/; Max-Age=0/.test(header)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
