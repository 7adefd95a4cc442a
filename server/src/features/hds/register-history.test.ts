import { expect, it } from 'vitest';
import { effort, lots, progress, tell } from '../../../test/effort.ts';
import { onEachDatabase, type Person, type TestApp } from '../../../test/harness.ts';
import { bothRoles, details } from '../../../test/health.ts';
import type { Account } from '../../db/account.ts';
import { commandActor } from '../../kernel/actor.ts';
import { days } from '../../kernel/clock.ts';
import { accountById } from '../accounts/feature.ts';
import { registerApplication, removeApplication } from '../applications/feature.ts';
import { updateAccount } from '../profile/feature.ts';
import { createContact, editContact } from './change-contact.ts';
import { makeRegister, readForm } from './make-register.ts';
import { openReviewsOf } from './open-review.ts';
import { putContact } from './put-contact.ts';
import { removeContact } from './remove-contact.ts';
import { reviewContact } from './review-contact.ts';

// The replay: what the register has to say, by rules of its own. It knows nothing of intervals, and keeps the whole world at each step.

interface Named {
  name: string;
  email: string;
  owner: string;
  reviewed: number;
  opened: number | null;
}

interface World {
  readonly apps: Map<string, { owner: string; name: string }>;
  readonly contacts: Map<string, Named>;
  /** By application and role. */
  readonly links: Map<string, string>;
  readonly usernames: Map<string, string>;
}

const copy = (world: World): World => structuredClone(world);
const key = (app: string, role: string) => `${app} ${role}`;

function unlink(world: World, fits: (app: string, contact: string) => boolean): void {
  for (const [link, contact] of world.links)
    if (fits(link.split(' ')[0] ?? '', contact)) world.links.delete(link);
}

/** A year later in UTC: 29 February is 28 February then. */
function yearAfter(at: number): number {
  const date = new Date(at);
  const [month, day] = [date.getUTCMonth(), date.getUTCDate()];
  date.setUTCFullYear(date.getUTCFullYear() + 1);
  if (month === 1 && day === 29) date.setUTCDate(0);
  return date.getTime();
}

function expected(world: World, at: number) {
  return [...world.apps]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, { owner, name }]) => {
      const roles = bothRoles.flatMap((role) => {
        const contact = world.links.get(key(id, role));
        return contact === undefined ? [] : [{ role, contact, ...(world.contacts.get(contact) as Named) }];
      });
      const has = (role: string) => roles.some((one) => one.role === role);
      const due = roles.some(({ reviewed, opened }) => opened !== null || at >= yearAfter(reviewed));
      return {
        id,
        name,
        owner,
        username: world.usernames.get(owner),
        contacts: roles.map(({ role, contact, name, email, reviewed, opened }) => ({
          role,
          contact,
          name,
          email,
          reviewed: new Date(reviewed).toISOString(),
          opened: opened === null ? null : new Date(opened).toISOString(),
        })),
        gaps: [
          ...(has('designates_professional') ? [] : ['no_contact']),
          ...(due ? ['review_due'] : []),
          ...(has('incident_referent') ? [] : ['no_incident_referent']),
        ],
      };
    });
}

async function actual(test: TestApp, at: string) {
  let text = '';
  for await (const piece of await makeRegister(test.app.ctx, await readForm(test.app.ctx, { at })))
    text += piece;
  const { applications, count } = JSON.parse(text).hds_register;
  expect(applications).toHaveLength(count);
  return (applications as ReturnType<typeof JSON.parse>[]).map(({ application, owner, contacts, gaps }) => ({
    id: application.id,
    name: application.name,
    owner: owner.id,
    username: owner.username,
    contacts: contacts.map((one: ReturnType<typeof JSON.parse>) => ({
      role: one.role.code,
      contact: one.id,
      name: one.name,
      email: one.email,
      reviewed: one.reviewed_at,
      opened: one.review_opened?.at ?? null,
    })),
    gaps: gaps.map(({ code }: { code: string }) => code),
  }));
}

const actor = commandActor('test');
const [steps, dates] = [effort(120, 600), effort(80, 1000)];

onEachDatabase('the register of any past instant', (test) => {
  it(`equals a replay of a random history: ${steps} changes, ${dates} dates`, async () => {
    const random = lots();
    const draw = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
    const { clock, app } = test();
    const { ctx } = app;
    const people: Person[] = [];
    for (let i = 0; i < 4; i++) people.push(await test().person());
    const account = async (id: string) => (await accountById(ctx.reader, id)) as Account;
    const world: World = {
      apps: new Map(),
      contacts: new Map(),
      links: new Map(),
      usernames: new Map(people.map(({ id, username }) => [id, username])),
    };
    const past: { at: number; world: World }[] = [];
    let made = 0;
    const serves = (owner: string) =>
      [...world.apps]
        .filter(([, one]) => one.owner === owner && random() < 0.5)
        .map(([id]) => ({ id, roles: random() < 0.5 ? bothRoles : [draw(bothRoles) as string] }));
    const link = (contact: string, served: readonly { id: string; roles: readonly string[] }[]) => {
      unlink(world, (_, who) => who === contact);
      for (const { id, roles } of served) for (const role of roles) world.links.set(key(id, role), contact);
    };

    const register = async () => {
      const id = `ap-${Math.floor(random() * 14)}`;
      const owner = draw(people)?.id as string;
      const hds = random() < 0.9;
      const name = `Application ${made++}`;
      await registerApplication(ctx, actor, { id, name, url: null, hds, account_id: owner });
      if (!hds || world.apps.get(id)?.owner !== owner) unlink(world, (app) => app === id);
      if (hds) world.apps.set(id, { owner, name });
      else world.apps.delete(id);
    };
    const remove = async () => {
      const id = draw([...world.apps.keys()]);
      if (id === undefined) return;
      await removeApplication(ctx, actor, id);
      unlink(world, (app) => app === id);
      world.apps.delete(id);
    };
    const create = async () => {
      const owner = draw(people)?.id as string;
      const applications = serves(owner) as never;
      const given = { ...details(`c${made}@clinic.test`), name: `Dr ${made++}`, applications };
      const contact = await createContact(ctx, actor, await account(owner), given as never);
      world.contacts.set(contact.contact_id, {
        name: given.name,
        email: given.email,
        owner,
        reviewed: clock.now(),
        opened: null,
      });
      link(contact.contact_id, applications);
    };
    const someContact = () => draw([...world.contacts]);
    const edit = async () => {
      const [id, one] = someContact() ?? [];
      if (!id || !one) return;
      const name = random() < 0.8 ? `Dr ${made++}` : one.name;
      const applications = random() < 0.5 ? serves(one.owner) : undefined;
      await editContact(ctx, actor, await account(one.owner), id, { name, applications } as never);
      world.contacts.set(id, { ...one, name, reviewed: clock.now(), opened: null });
      if (applications) link(id, applications);
    };
    const put = async () => {
      const [id, application] = draw([...world.apps]) ?? [];
      if (!id || !application) return;
      const name = `Dr ${made++}`;
      const before = world.links.get(key(id, 'designates_professional'));
      const owner = await account(application.owner);
      const given = before ? { name } : { ...details(`c${made}@clinic.test`), name };
      const contact = await putContact(ctx, actor, owner, id, given as never);
      const known = before === undefined ? undefined : world.contacts.get(before);
      world.contacts.set(contact.contact_id, {
        name,
        email: contact.email,
        owner: application.owner,
        reviewed: clock.now(),
        opened: null,
      });
      if (known && before) {
        const shared = [...world.links].some(([link, who]) => who === before && !link.startsWith(`${id} `));
        expect(contact.contact_id !== before).toBe(shared);
        for (const role of bothRoles)
          if (world.links.get(key(id, role)) === before) world.links.set(key(id, role), contact.contact_id);
        return;
      }
      const free = bothRoles.every((role) => !world.links.has(key(id, role)));
      world.links.set(key(id, 'designates_professional'), contact.contact_id);
      if (free) world.links.set(key(id, 'incident_referent'), contact.contact_id);
    };
    const leave = async () => {
      const [id, one] = someContact() ?? [];
      if (!id || !one) return;
      await removeContact(ctx, actor, await account(one.owner), id);
      world.contacts.delete(id);
      unlink(world, (_, contact) => contact === id);
    };
    const review = async () => {
      const [id, one] = someContact() ?? [];
      if (!id || !one) return;
      await reviewContact(ctx, actor, await account(one.owner), id, null);
      world.contacts.set(id, { ...one, reviewed: clock.now(), opened: null });
    };
    const bounce = async () => {
      const [, one] = someContact() ?? [];
      if (!one) return;
      await openReviewsOf(ctx, actor, one.email, 'mail_bounced');
      // Copies for one application have the same address.
      for (const [id, other] of world.contacts)
        if (other.email === one.email && other.opened === null)
          world.contacts.set(id, { ...other, opened: clock.now() });
    };
    const rename = async () => {
      const who = draw(people)?.id as string;
      const username = `renamed${made++}`;
      await updateAccount(ctx, actor, await account(who), { username } as never);
      world.usernames.set(who, username);
    };
    const acts = [
      register,
      register,
      register,
      remove,
      create,
      create,
      edit,
      edit,
      put,
      leave,
      review,
      bounce,
      rename,
    ];

    await register();
    const beginning = clock.now();
    for (let step = 0; step < steps; step++) {
      progress('history', step, steps);
      past.push({ at: clock.now(), world: copy(world) });
      // Several changes in one millisecond, or nothing for months.
      clock.advance(random() < 0.3 ? 0 : Math.floor(days(40) * random() ** 4));
      await draw(acts)?.();
    }
    past.push({ at: clock.now(), world: copy(world) });
    clock.advance(days(1));
    const end = clock.now();
    for (let date = 0; date < dates; date++) {
      progress('dates', date, dates);
      const near = draw(past)?.at ?? end;
      const wanted =
        date % 2 === 0
          ? near + Math.floor(random() * 3) - 1
          : beginning + Math.floor(random() * (end - beginning));
      const at = Math.min(Math.max(wanted, beginning), end);
      const then = past.findLast((one) => one.at <= at)?.world as World;
      const instant = new Date(at).toISOString();
      const found = await actual(test(), instant);
      // Before the first step that the replay kept there is the first application.
      expect([instant, found]).toEqual([instant, expected(then, at)]);
    }
    tell(
      app.database.kind,
      'the register of past instants',
      `${steps} changes, ${dates} dates`,
      'each equal to the replay',
    );
  }, 600_000);
});
