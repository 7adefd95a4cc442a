import { expect, it } from 'vitest';
import { effort } from '../../../../test/effort.ts';
import { onEachDatabase, type Person } from '../../../../test/harness.ts';
import { expectError } from '../../../../test/observe.ts';
import { enableTotp } from '../../../../test/totp.ts';
import type { Checked, CredentialRef, Member } from '../../../kernel/actor.ts';
import { AppError } from '../../../kernel/app-error.ts';

const revocations = effort(4, 50);
const changes = effort(4, 200);

/**
 * Requests that were on their way when their credential ended. Nothing done with a stolen session, token or password may
 * outlive the owner's "end everything" because it was checked a moment before.
 */
onEachDatabase(
  'a credential that ended after it was checked',
  (test) => {
    const memberBy = (who: Person, credential: CredentialRef): Member => ({
      kind: 'member',
      accountId: who.id,
      credential,
      remoteIp: '203.0.113.7',
      userAgent: null,
    });
    /** The code that a write by this actor is refused with; null when it goes through. */
    const refusal = async (actor: Member): Promise<string | null> => {
      try {
        await test().app.ctx.write(actor, (tx) =>
          tx.record({ type: 'profile_updated', accountId: actor.accountId, data: { fields: [] } }),
        );
        return null;
      } catch (error) {
        if (error instanceof AppError) return error.code;
        throw error;
      }
    };
    const bySession = async (who: Person, checked: Checked = {}) => {
      const session = await test().signIn(who);
      const { body } = await test().call('GET', '/v1/sessions', { session });
      const { id } = body.sessions.find(({ current }: { current: boolean }) => current);
      return { session, actor: memberBy(who, { kind: 'session', id, checked }) };
    };
    const changePassword = (who: Person, session: string) =>
      test().call('PUT', '/v1/users/account', {
        session,
        body: { user: { password: 'another horse, another battery', current_password: who.password } },
      });

    // ASVS 7.4.1, 15.4.2
    it('a session that was ended writes nothing', async () => {
      const who = await test().person();
      const { actor, session } = await bySession(who);
      expect(await refusal(actor)).toBeNull();
      await test().call('DELETE', '/v1/sessions/current', { session });
      expect(await refusal(actor)).toBe('not_authenticated');
    });

    it('a session whose proof was forgotten writes nothing that rests on it', async () => {
      const who = await test().person();
      const { actor } = await bySession(who, { proved: true });
      expect(await refusal(actor)).toBeNull();
      await enableTotp(test(), who);
      expect(await refusal(actor)).toBe('proof_required');
      const unproved = memberBy(who, { ...actor.credential, checked: {} });
      expect(await refusal(unproved)).toBeNull();
    });

    it('a token that was renewed or revoked writes nothing', async () => {
      const who = await test().person();
      const { tokenId, jwt } = await test().bearer(who);
      const actor = memberBy(who, { kind: 'bearer', id: tokenId, checked: { generation: 1 } });
      expect(await refusal(actor)).toBeNull();
      await test().call('PATCH', `/v1/tokens/${tokenId}/renew`, { bearer: jwt });
      expect(await refusal(actor)).toBe('not_authenticated');
      const renewed = memberBy(who, { kind: 'bearer', id: tokenId, checked: { generation: 2 } });
      expect(await refusal(renewed)).toBeNull();
      const session = await test().signIn(who);
      await test().call('DELETE', `/v1/tokens/${tokenId}`, { session });
      expect(await refusal(renewed)).toBe('not_authenticated');
    });

    it('a password that was replaced, or that a second factor came beside, writes nothing', async () => {
      const who = await test().person();
      const row = await test()
        .app.ctx.reader.selectFrom('passwords')
        .select('id')
        .where('account_id', '=', who.id)
        .executeTakeFirstOrThrow();
      const factors = { totp_since: null, passkey_since: null };
      const actor = memberBy(who, {
        kind: 'password',
        id: null,
        checked: { passwordId: row.id, factors },
      });
      expect(await refusal(actor)).toBeNull();
      const { session } = await enableTotp(test(), who);
      expect(await refusal(actor)).toBe('not_authenticated');
      const knowingIt = memberBy(who, { kind: 'password', id: null, checked: { passwordId: row.id } });
      expect(await refusal(knowingIt)).toBeNull();
      await changePassword(who, session);
      expect(await refusal(knowingIt)).toBe('not_authenticated');
    });

    // ASVS 15.4.2
    it('an account that is suspended or being deleted writes nothing', async () => {
      const who = await test().person();
      const { actor } = await bySession(who);
      const set = (values: { suspended_at?: string | null; deleting_since?: string | null }) =>
        test().app.database.transaction((writer) =>
          writer.updateTable('accounts').set(values).where('id', '=', who.id).execute(),
        );
      await set({ suspended_at: '2026-11-23T12:00:00.000Z' });
      expect(await refusal(actor)).toBe('account_suspended');
      await set({ suspended_at: null, deleting_since: '2026-11-23T12:00:00.000Z' });
      expect(await refusal(actor)).toBe('account_deleting');
      await set({ deleting_since: null });
      expect(await refusal(actor)).toBeNull();
    });

    it(`${20 * revocations} tokens on their way when everything is revoked: none is left`, async () => {
      for (let round = 0; round < revocations; round++) {
        const who = await test().person();
        const thief = await test().signIn(who);
        const owner = await test().signIn(who);
        const create = () =>
          test().call('POST', '/v1/tokens', { session: thief, body: { token: { name: 'kept' } } });
        const before = Array.from({ length: 10 }, create);
        const revoked = test().call('POST', '/v1/users/self/revocation', { session: owner, body: {} });
        const tries = await Promise.all([...before, ...Array.from({ length: 10 }, create)]);
        expect((await revoked).status).toBe(200);
        const unlike = tries.filter(({ status }) => status !== 201 && status !== 401);
        expect(unlike.map(({ body }) => body)).toEqual([]);
        const { body } = await test().call('GET', '/v1/tokens', { session: owner });
        expect(body.tokens).toEqual([]);
      }
    });

    it(`${5 * changes} tokens by an old password on their way when it changes: none made after it`, async () => {
      for (let round = 0; round < changes; round++) {
        const who = await test().person();
        const owner = await test().signIn(who);
        const create = () =>
          test().call('POST', '/v1/tokens', {
            basic: `${who.username}:${who.password}`,
            body: { token: { name: 'cli' } },
          });
        const [changed, ...tries] = await Promise.all([
          changePassword(who, owner),
          ...Array.from({ length: 5 }, create),
        ]);
        expect(changed.status).toBe(200);
        for (const lost of tries.filter(({ status }) => status !== 201)) {
          expect(['not_authenticated', 'invalid_credentials']).toContain(expectError(lost));
        }
        const events = (await test().call('GET', '/v1/events', { session: owner })).body.events.map(
          ({ type }: { type: string }) => type,
        );
        // Events are newest first, so every token was made before the change.
        const at = events.indexOf('password_changed');
        expect(events.slice(0, at)).not.toContain('new_token');
      }
    });
  },
  { LOGE_THROTTLING: 'off' },
);
