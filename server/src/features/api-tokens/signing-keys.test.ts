import { decodeProtectedHeader } from 'jose';
import { expect, it } from 'vitest';
import { onEachDatabase } from '../../../test/harness.ts';
import { commandActor } from '../../kernel/actor.ts';
import { days, hours, seconds } from '../../kernel/clock.ts';
import { makeSigningKey } from './feature.ts';

onEachDatabase('signing keys', (test) => {
  const keySet = () => test().call('GET', '/.well-known/jwks.json');
  const kids = async (): Promise<string[]> =>
    (await keySet()).body.keys.map(({ kid }: { kid: string }) => kid);
  const rotate = () => makeSigningKey(test().app.ctx, commandActor('test'));
  const signer = async () => {
    const { secret } = await test().bearer(await test().person());
    return async () => {
      const { body } = await test().call('POST', '/v1/tokens/exchange', { basic: `:${secret}` });
      return decodeProtectedHeader(body.token).kid;
    };
  };

  it('sign once everybody who keeps the key set for its max-age can have them', async () => {
    const { clock } = test();
    const signedBy = await signer();
    const lasts = /max-age=(\d+)/.exec(String((await keySet()).headers['cache-control']))?.[1];
    // Verifiers keep the key set and use it until its max-age is over.
    let kept = { at: clock.now(), kids: await kids() };
    const made = await rotate();
    const signers = new Set<string | undefined>();
    for (let i = 0; i < 50; i++) {
      if (clock.now() - kept.at >= seconds(Number(lasts))) kept = { at: clock.now(), kids: await kids() };
      const signs = await signedBy();
      signers.add(signs);
      expect(kept.kids).toContain(signs);
      clock.advance(seconds(15));
    }
    expect(signers.size).toBe(2);
    expect(await signedBy()).toBe(made);
  });

  it('are read again when the clock was ahead for a moment', async () => {
    const { clock } = test();
    clock.advance(days(40));
    await kids();
    clock.advance(-days(40));
    const made = await rotate();
    clock.advance(hours(1));
    expect(await kids()).toContain(made);
    expect(await (await signer())()).toBe(made);
  });
});
