import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FieldCode, type Route, routes } from '@loge/protocol';
import { describe, expect, it } from 'vitest';
import { linkPurposes } from '../src/app.ts';
import { jobActor } from '../src/kernel/actor.ts';
import { days, hours, instantOf, minutes } from '../src/kernel/clock.ts';
import { hashSecret } from '../src/platform/crypto/keyring.ts';
import type { JournalEntry } from '../src/platform/journal/append.ts';
import { type TakingBack, takingBack } from '../src/platform/links/link-purpose.ts';
import { makeLink } from '../src/platform/links/one-time-link.ts';
import type { Example } from './example.ts';
import { type CallOptions, onEachDatabase, type TestResponse } from './harness.ts';
import { expectError, fieldCode, journalOf } from './observe.ts';
import { exampleOf } from './requests.ts';

interface Row {
  /** Id of the route that takes the link. */
  readonly route: string;
  /** Milliseconds from the mail on that it is good. */
  readonly lifetime: number;
  /** Answer to the second try in the same browser: a code on `token`, of the whole, or none when it may be opened again. */
  readonly again: FieldCode | 'not_authenticated' | null;
  /** Where the account's own session or password is demanded too: answer to another member's. Null: the link is enough. */
  readonly stranger: FieldCode | 'not_found' | null;
  /** What becomes of it when the owner takes the account back: see the table in docs/SECURITY.md. */
  readonly after: Record<TakingBack, 'ends' | 'stays' | 'older stay'>;
}

const ends = {
  account_reclaimed: 'ends',
  password_reset_success: 'ends',
  email_change_undone: 'ends',
  tfa_stopped: 'ends',
} as const;

/** One for each purpose of a mailed link: a new one without a row fails below. */
const rows: Record<string, Row> = {
  'email-confirmation': {
    route: 'users.confirm',
    lifetime: hours(24),
    again: 'used_link',
    stranger: 'invalid_link',
    after: ends,
  },
  'password-reset': {
    route: 'password.reset',
    lifetime: minutes(60),
    again: 'used_link',
    stranger: null,
    after: ends,
  },
  'email-change': {
    route: 'email_change.confirm',
    lifetime: hours(24),
    again: 'used_link',
    stranger: 'invalid_link',
    after: ends,
  },
  'email-change-cancel': {
    route: 'email_change.cancel',
    lifetime: hours(24),
    again: 'used_link',
    stranger: null,
    after: ends,
  },
  'email-change-undo': {
    route: 'email_change.undo',
    lifetime: days(7),
    again: 'used_link',
    stranger: null,
    // Those of later changes end with an undo: `undo-order.test.ts`.
    after: { ...ends, password_reset_success: 'stays', email_change_undone: 'stays', tfa_stopped: 'stays' },
  },
  deletion: {
    route: 'deletion.confirm',
    lifetime: hours(24),
    // The session ended with the account.
    again: 'not_authenticated',
    stranger: 'not_found',
    after: ends,
  },
  'deletion-stop': {
    route: 'deletion.stop',
    lifetime: hours(24),
    again: 'used_link',
    stranger: null,
    after: ends,
  },
  'deletion-undo': {
    route: 'deletion.undo',
    lifetime: days(7),
    again: 'used_link',
    stranger: null,
    after: { ...ends, password_reset_success: 'stays', email_change_undone: 'stays', tfa_stopped: 'stays' },
  },
  'data-export': {
    route: 'data_export.download',
    lifetime: hours(24),
    again: null,
    stranger: 'invalid_link',
    after: ends,
  },
  'tfa-stop': {
    route: 'tfa.stop',
    lifetime: hours(24),
    again: 'used_link',
    stranger: null,
    after: { ...ends, password_reset_success: 'stays', email_change_undone: 'older stay' },
  },
  // Printed by the command rather than mailed. Its second step asks for a code of the moment: `enrol-operator.test.ts`.
  'operator-enrolment': {
    route: 'enrolment.begin',
    lifetime: hours(1),
    again: null,
    stranger: 'invalid_link',
    after: ends,
  },
  // To a contact, who has no account: it shows their own details only.
  'hds-confirmation': {
    route: 'hds.confirm',
    lifetime: days(30),
    again: 'used_link',
    stranger: null,
    after: ends,
  },
  'tfa-reset-stop': {
    route: 'tfa.stop_reset',
    lifetime: hours(48),
    again: 'used_link',
    stranger: null,
    after: {
      account_reclaimed: 'stays',
      password_reset_success: 'stays',
      email_change_undone: 'stays',
      tfa_stopped: 'stays',
    },
  },
};

/** Never mailed: a challenge that is shown to be signed (`claim-key.test.ts`), the state of an authorization (`oauth.test.ts`). */
const neverMailed: readonly string[] = ['ssh-key-claim', 'integration-authorization'];

const table = Object.entries(rows);

describe('purposes of mailed links', () => {
  it('have a row each, and no row is about none', () => {
    const purposes = linkPurposes()
      .map(({ name }) => name)
      .filter((name) => !neverMailed.includes(name));
    expect(Object.keys(rows).sort()).toEqual([...purposes].sort());
  });

  it('are all listed by their feature', () => {
    const root = fileURLToPath(new URL('../src', import.meta.url));
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !file.includes('.test.'),
    );
    const defined = files.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/\bdefinePurpose\(\s*'([^']+)'/g)].map(
        ([, name]) => name,
      ),
    );
    expect(defined.length).toBeGreaterThan(5);
    expect(
      linkPurposes()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(defined.sort());
  });
});

onEachDatabase(
  'every mailed link',
  (test) => {
    const send = ({ method }: Route, { path }: Example, options: CallOptions): Promise<TestResponse> =>
      test().call(method, path, options);
    /** A request that succeeds, and the token in it. */
    const mailed = async (row: Row) => {
      const route = routes.find(({ id }) => id === row.route);
      if (!route) throw new Error(`no route ${row.route}`);
      const example = await exampleOf(test(), route);
      const body = JSON.stringify(example.options.body);
      const token = /"token":"([^"]+)"/.exec(body)?.[1] ?? '';
      const { owner } = example;
      if (!owner || !token) throw new Error(`the example of ${row.route} holds no link`);
      const withToken = (other: string): CallOptions => ({
        ...example.options,
        body: JSON.parse(body.replace(token, other)),
      });
      return { route, example, token, owner, withToken };
    };
    const linkOf = (token: string) =>
      test()
        .app.ctx.reader.selectFrom('one_time_links')
        .selectAll()
        .where('secret_hash', '=', hashSecret(token))
        .executeTakeFirst();
    const answer = (response: TestResponse) =>
      response.status === 422 ? fieldCode(response, 'token') : expectError(response);

    // ASVS 6.4.1
    it.each(table)('%s is what its route takes, once', async (purpose, row) => {
      const { route, example, token } = await mailed(row);
      expect((await linkOf(token))?.purpose).toBe(purpose);
      const first = await send(route, example, example.options);
      expect(first.status, JSON.stringify(first.body)).toBe(route.status);
      const second = await send(route, example, example.options);
      // Spent itself, and not only of no use any more: what it was about may be asked for again.
      expect((await linkOf(token))?.used_at === null).toBe(row.again === null);
      if (row.again === null) expect(second.status).toBe(route.status);
      else expect(answer(second)).toBe(row.again);
    });

    it.each(table)('%s is good until it expires, and not an instant longer', async (_purpose, row) => {
      for (const [after, code] of [
        [row.lifetime - 1, null],
        [row.lifetime, 'expired_link'],
      ] as const) {
        const { route, example, owner } = await mailed(row);
        test().clock.advance(after);
        // The session is over by then: its owner signs in anew.
        const session = example.options.session ? { session: await test().signIn(owner) } : {};
        const response = await send(route, example, { ...example.options, ...session });
        if (code === null) expect(response.status, JSON.stringify(response.body)).toBe(route.status);
        else expect(answer(response)).toBe(code);
        // Whatever fell due meanwhile is done, so that the next example's mails are the latest.
        await test().drain();
      }
    });

    it.each(table)('%s is refused cut short, drawn out, or of another kind', async (purpose, row) => {
      const { route, example, token, withToken } = await mailed(row);
      const [, other] = table[(table.findIndex(([name]) => name === purpose) + 1) % table.length] ?? [];
      if (!other) throw new Error('no other');
      const foreign = (await mailed(other)).token;
      for (const wrong of [token.slice(0, -1), token.slice(1), `${token}A`, foreign])
        expect(answer(await send(route, example, withToken(wrong)))).toBe('invalid_link');
      expect((await send(route, example, example.options)).status).toBe(route.status);
    });

    it.each(table)('%s opens for its own account only', async (_purpose, row) => {
      const { route, example } = await mailed(row);
      const other = await test().person();
      const { session: own, ...bare } = example.options;
      if (row.stranger === null) {
        expect(own).toBeUndefined();
        const others = async () => (await journalOf(test().app, other.id)).length;
        const session = await test().signIn(other);
        const before = await others();
        // In another member's browser it is still about its own account.
        expect((await send(route, example, { ...bare, session })).status).toBe(route.status);
        expect(await others()).toBe(before);
        return;
      }
      expect(own).toBeDefined();
      const session = await test().signIn(other);
      expect(answer(await send(route, example, { ...bare, session }))).toBe(row.stranger);
      expect((await send(route, example, example.options)).status).toBe(route.status);
    });

    it.each(table)(
      '%s opens in another browser: by itself, or once its owner signed in there',
      async (_purpose, row) => {
        const { route, example, owner } = await mailed(row);
        const { session: own, ...bare } = example.options;
        if (own !== undefined) {
          expect(answer(await send(route, example, bare))).toBe('not_authenticated');
          expect(answer(await send(route, example, { ...bare, session: 'nobody' }))).toBe(
            'not_authenticated',
          );
        }
        const there = own === undefined ? {} : { session: await test().signIn(owner) };
        expect((await send(route, example, { ...bare, ...there })).status).toBe(route.status);
      },
    );

    describe.each(takingBack)('after %s', (type) => {
      it.each(table)('%s ends or stays as the table says', async (purpose, row) => {
        const { ctx } = test().app;
        const kind = linkPurposes().find(({ name }) => name === purpose);
        if (!kind) throw new Error(purpose);
        const who = await test().person();
        const make = () =>
          ctx.write(jobActor('test'), (tx) =>
            makeLink(tx, { purpose: kind, accountId: who.id, subject: 'x', lifetime: days(1) }),
          );
        const older = await make();
        test().clock.advance(1);
        const since = instantOf(ctx.now());
        const newer = await make();
        const facts = { since, email: who.email, token_id: null, remote_ip: null };
        let mailedThen = '';
        await ctx.write(jobActor('test'), async (tx) => {
          await tx.record({ type, accountId: who.id, data: facts } as JournalEntry);
          mailedThen = await makeLink(tx, { purpose: kind, accountId: who.id, lifetime: days(1) });
        });
        const lives = async (token: string) => (await linkOf(token))?.used_at === null;
        const expected = row.after[type];
        expect([await lives(older), await lives(newer), await lives(mailedThen)]).toEqual([
          expected !== 'ends',
          expected === 'stays',
          true,
        ]);
      });
    });
  },
  { LOGE_THROTTLING: 'off' },
);
