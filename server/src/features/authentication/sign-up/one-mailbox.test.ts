import { expect, it } from 'vitest';
import { linkToken, onEachDatabase, testPassword } from '../../../../test/harness.ts';
import { fieldCode } from '../../../../test/observe.ts';
import { runCommand } from '../../../../test/run-command.ts';
import { jobActor } from '../../../kernel/actor.ts';
import { createOperator } from './create-operator.ts';
import { importMember } from './import-member.ts';

/** As the domain name system knows it. */
// The test's own mail server shows such domains in Unicode.
const domain = 'xn--mnchen-3ya.test';
/** Spellings that all mean the mailbox `local` there. */
const spellings = (local: string) => [
  `${local}@münchen.test`,
  `${local}@mu\u0308nchen.test`,
  `${local.toUpperCase()}@MÜNCHEN.TEST`,
  `${local}@münchen\u3002test`,
  ` ${local}@${domain.toUpperCase()} `,
];
let count = 0;

onEachDatabase(
  'one mailbox',
  (test) => {
    const signUp = (email: string) =>
      test().call('POST', '/v1/users', {
        body: { user: { email, username: `one-mailbox-${count++}`, password: testPassword } },
      });
    const accountsAt = (email: string) =>
      test().app.ctx.reader.selectFrom('accounts').selectAll().where('email', '=', email).execute();
    const signIn = (login: string) =>
      test().call('POST', '/v1/sessions', {
        body: { session: { login, password: testPassword } },
        headers: { 'sec-fetch-site': 'same-origin' },
      });

    it('is one account, however its address is spelt', async () => {
      const [first = '', ...others] = spellings('lea');
      const made = await signUp(first);
      expect(made.body.user.email).toBe(`lea@${domain}`);
      for (const email of others) {
        const answer = await signUp(email);
        // As for any address that is taken: nobody learns it here.
        expect([email, answer.status, answer.body.user.email]).toEqual([email, 201, `lea@${domain}`]);
      }
      const accounts = await accountsAt(`lea@${domain}`);
      expect(accounts.map(({ id, email_key }) => [id, email_key])).toEqual([
        [made.body.user.id, `lea@${domain}`],
      ]);
    });

    it('is written to at the address that is kept', async () => {
      await test().person({ email: 'Ida@MÜNCHEN.test' });
      const mail = await test().mailTo('ida@münchen.test', /Confirm/);
      expect(mail.raw).toContain(`\nTo: ida@${domain}\r\n`);
    });

    it('signs in under every spelling, by page and by Basic', async () => {
      const [first = '', ...others] = spellings('kim');
      const { id } = await test().person({ email: first });
      for (const login of others) {
        const page = await signIn(login);
        expect([login, page.status, page.body.user?.id]).toEqual([login, 201, id]);
        const basic = await test().call('POST', '/v1/tokens', {
          basic: `${login}:${testPassword}`,
          body: { token: { name: 'by Basic' } },
        });
        expect([login, basic.status]).toEqual([login, 201]);
      }
    });

    it('is reset, changed to, imported and made an operator’s under every spelling as one', async () => {
      const here = await test().person({ email: 'ann@münchen.test' });
      for (const email of spellings('ann')) {
        await test().call('POST', '/v1/users/password/reset', { body: { user: { email } } });
        linkToken(await test().mailTo('ann@münchen.test', /new password/));
        test().smtp.clear();

        const member = JSON.stringify({ email, username: `imported-${count++}` });
        await expect(importMember(test().app.ctx, jobActor('test'), member)).rejects.toMatchObject({
          details: { fields: { email: [{ code: 'taken' }] } },
        });
      }
      // Last, since an operator's password is not reset by mail.
      for (const email of spellings('ann')) {
        const made = await createOperator(test().app.ctx, jobActor('test'), { email });
        expect(made.account.id).toBe(here.id);
      }
      const mover = await test().person();
      const session = await test().signIn(mover);
      const change = await test().call('PUT', '/v1/users/account', {
        session,
        body: { user: { email: 'Moved@MÜNCHEN.test' } },
      });
      expect(change.body.user.unconfirmed_email).toBe(`moved@${domain}`);
      const token = linkToken(await test().mailTo('moved@münchen.test', /Confirm your new/));
      await test().call('POST', '/v1/users/email/confirm', { session, body: { token } });
      expect((await accountsAt(`moved@${domain}`)).map(({ id }) => id)).toEqual([mover.id]);
      const typed = ['member', 'reset-2fa', 'moved@münchen.test', '--reason', 'asked'];
      const said = await runCommand(test().app.ctx, ...typed).then(
        (ended) => ended.said.join(),
        (error: unknown) => String(error),
      );
      expect(said).not.toMatch(/no (such )?(member|account)/i);
    });

    it('is nobody else’s: letters that become others, and what nobody sees, are refused', async () => {
      for (const [email, code] of [
        ['\u212aate@example.test', 'invalid_email'],
        ['ﬁn@example.test', 'invalid_email'],
        ['kate@exa\u200bmple.test', 'invisible_characters'],
        ['kate\u2060@example.test', 'invisible_characters'],
        ['ka\u00adte@example.test', 'invisible_characters'],
      ] as const) {
        expect(fieldCode(await signUp(email), 'email')).toBe(code);
        const reset = await test().call('POST', '/v1/users/password/reset', { body: { user: { email } } });
        expect(fieldCode(reset, 'email')).toBe(code);
        expect((await signIn(email)).status).toBe(401);
      }
      // The one that it would have shut out.
      expect((await signUp('kate@example.test')).status).toBe(201);
      expect((await test().mailTo('kate@example.test')).subject).toMatch(/Confirm/);
    });

    it('has one username for names that read the same', async () => {
      const made = await test().call('POST', '/v1/users', {
        body: { user: { email: 'fin@example.test', username: 'ﬁn.x', password: testPassword } },
      });
      expect(made.body.user.username).toBe('fin.x');
      const again = await test().call('POST', '/v1/users', {
        body: { user: { email: 'fin2@example.test', username: 'FIN.x', password: testPassword } },
      });
      expect(fieldCode(again, 'username')).toBe('taken');
      expect((await signIn('ﬁN.x')).status).toBe(201);
      const unseen = await test().call('POST', '/v1/users', {
        body: { user: { email: 'fin3@example.test', username: 'fin\ufe0f.x', password: testPassword } },
      });
      expect(fieldCode(unseen, 'username')).toBe('invisible_characters');
    });
  },
  { LOGE_THROTTLING: 'off' },
);
