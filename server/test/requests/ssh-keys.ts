import type { ServiceScope } from '@loge/protocol';
import { asService, type Examples, type Make, own, session } from '../example.ts';
import type { TestApp } from '../harness.ts';
import { newSshKey, sshSign } from '../ssh-key-maker.ts';

/** A member with an SSH key. */
async function withSshKey(test: TestApp) {
  const owner = await test.person();
  const session = await test.signIn(owner);
  const key = newSshKey();
  const body = { key: { name: 'laptop', content: key.line } };
  const added = await test.call('POST', '/v1/keys', { session, body });
  if (added.status !== 201) throw new Error(`key: ${JSON.stringify(added.body)}`);
  return { owner, session, key, path: `/v1/keys/${added.body.key.id}` };
}

/** A member whose key is on another member's account. */
async function withSquattedKey(test: TestApp) {
  const { key } = await withSshKey(test);
  const owner = await test.person();
  return { key, owner, session: await test.signIn(owner), body: { claim: { content: key.line } } };
}

const ofSshKey =
  (suffix: string, body?: unknown): Make =>
  async (test) => {
    const { owner, session, path } = await withSshKey(test);
    return { path: path + suffix, owner, options: { session, ...(body ? { body } : {}) } };
  };

const askAboutSshKey =
  (path: string, scope: ServiceScope): Make =>
  async (test) => {
    const { key } = await withSshKey(test);
    const body = { ssh: { fingerprint: key.fingerprint } };
    return { path, owner: null, options: { ...(await asService(test, scope)), body } };
  };

export const examples: Examples = {
  'keys.list': own('/v1/keys'),
  'keys.show': ofSshKey(''),
  'keys.create': async (test) => {
    const owner = await test.person();
    const body = { key: { name: 'laptop', content: newSshKey().line } };
    return { path: '/v1/keys', owner, options: { ...(await session(test, owner)), body } };
  },
  'keys.update': ofSshKey('', { key: { name: 'the old laptop' } }),
  'keys.delete': ofSshKey(''),
  'keys.enable': async (test) => {
    const { owner, session, path } = await withSshKey(test);
    await test.call('POST', '/v1/users/self/revocation', { session, body: { keys: true } });
    return { path: `${path}/enable`, owner, options: { session } };
  },
  'keys.begin_claim': async (test) => {
    const { owner, session, body } = await withSquattedKey(test);
    return { path: '/v1/keys/claims', owner, options: { session, body } };
  },
  'keys.prove_claim': async (test) => {
    const { owner, session, body, key } = await withSquattedKey(test);
    const begun = await test.call('POST', '/v1/keys/claims', { session, body });
    const { challenge } = begun.body.claim;
    const claim = { name: 'mine', challenge, signature: sshSign(key, challenge) };
    return { path: '/v1/keys/claims/proof', owner, options: { session, body: { claim } } };
  },
  'ssh.lookup': askAboutSshKey('/v1/ssh/lookup', 'ssh:lookup'),
  'ssh.login': askAboutSshKey('/v1/ssh/login', 'ssh:login'),
};
