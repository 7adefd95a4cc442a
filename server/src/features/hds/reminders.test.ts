import { describe, expect, it } from 'vitest';
import { isTo, onEachDatabase, type Person } from '../../../test/harness.ts';
import { addContact, healthApplication, healthOwner } from '../../../test/health.ts';
import { goTo, healthMails } from '../../../test/health-mails.ts';
import { days, hours } from '../../kernel/clock.ts';
import { addMonths } from './months.ts';

const soon = 'A health contact has to be reviewed';
const overdue = 'The review of a health contact is overdue';

describe('months', () => {
  it.each([
    ['2026-11-23T12:00:00.000Z', 11, '2027-10-23T12:00:00.000Z'],
    // There is no such day in a shorter month, and the next one is counted from the first again.
    ['2027-01-31T08:00:00.000Z', 1, '2027-02-28T08:00:00.000Z'],
    ['2027-01-31T08:00:00.000Z', 2, '2027-03-31T08:00:00.000Z'],
    ['2027-03-31T23:59:59.999Z', 11, '2028-02-29T23:59:59.999Z'],
    ['2028-02-29T00:00:00.000Z', 12, '2029-02-28T00:00:00.000Z'],
    ['2028-02-29T00:00:00.000Z', 48, '2032-02-29T00:00:00.000Z'],
    ['2099-12-31T00:00:00.000Z', 2, '2100-02-28T00:00:00.000Z'],
  ])('%s and %i more are %s', (from, months, to) => expect(addMonths(from, months)).toBe(to));
});

onEachDatabase('reminders of health contacts', (test) => {
  const signIn = (who: Person) => test().signIn(who);
  const now = () => new Date(test().clock.now()).toISOString();

  it('a year and more of reminders: at 11 months, at 12, then monthly, each once', async () => {
    const { owner } = await healthOwner(test());
    await test().drain();
    const from = now();
    const before = test().smtp.mails.length;
    const expected: string[] = [];
    // Every third day for two years, leap day of 2028 included.
    for (let at = Date.parse(from); at < Date.parse(addMonths(from, 24)); at += days(3)) {
      await goTo(test(), new Date(at).toISOString());
      const due = [11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23].filter(
        (months) => addMonths(from, months) <= now(),
      ).length;
      while (expected.length < due) expected.push(expected.length === 0 ? soon : overdue);
      expect([now(), healthMails(test(), owner, before)]).toEqual([now(), expected]);
    }
    expect(expected).toHaveLength(13);
  });

  it('a review begins the year anew, and ends the reminders', async () => {
    const { owner, contact } = await healthOwner(test());
    await goTo(test(), addMonths(now(), 13));
    const session = await signIn(owner);
    const listed = await test().call('GET', '/v1/hds_contacts', { session });
    expect(listed.body.health_applications[0].gaps).toEqual(['review_due']);
    const path = `/v1/hds_contacts/${contact.id}/review`;
    const reviewed = await test().call('POST', path, { session, body: {} });
    expect(reviewed.body.hds_contact).toMatchObject({
      up_to_date: true,
      reviewed_at: now(),
      review_due_at: addMonths(now(), 12),
    });
    const from = now();
    const before = test().smtp.mails.length;
    await goTo(test(), addMonths(from, 10));
    expect(healthMails(test(), owner, before)).toEqual([]);
    await goTo(test(), addMonths(from, 11));
    expect(healthMails(test(), owner, before)).toEqual([soon]);
  });

  it('while the server was down, what fell due is mailed once it is back, and one letter is enough', async () => {
    const { owner } = await healthOwner(test());
    await test().drain();
    const before = test().smtp.mails.length;
    const from = now();
    // Down on the day of the first.
    await goTo(test(), new Date(Date.parse(addMonths(from, 11)) + days(2)).toISOString());
    expect(healthMails(test(), owner, before)).toEqual([soon]);
    // Down for those of 12, 13 and 14 months.
    await goTo(test(), new Date(Date.parse(addMonths(from, 14)) + hours(5)).toISOString());
    expect(healthMails(test(), owner, before)).toEqual([soon, overdue]);
    await goTo(test(), addMonths(from, 15));
    expect(healthMails(test(), owner, before)).toEqual([soon, overdue, overdue]);
  });

  it('a clock that is set back repeats no reminder, and loses none', async () => {
    const { owner } = await healthOwner(test());
    await test().drain();
    const before = test().smtp.mails.length;
    const from = now();
    await goTo(test(), addMonths(from, 11));
    await goTo(test(), addMonths(from, 6));
    await goTo(test(), addMonths(from, 11));
    expect(healthMails(test(), owner, before)).toEqual([soon]);
    await goTo(test(), addMonths(from, 12));
    expect(healthMails(test(), owner, before)).toEqual([soon, overdue]);
  });

  it('two nodes at once send each once', async () => {
    const { owner } = await healthOwner(test());
    await test().drain();
    const before = test().smtp.mails.length;
    test().clock.advance(Date.parse(addMonths(now(), 11)) - test().clock.now());
    await Promise.all([test().app.housekeeping.sweep(), test().app.housekeeping.sweep()]);
    await test().drain();
    expect(healthMails(test(), owner, before)).toEqual([soon]);
  });

  it('a new owner is asked at once, and monthly until there is a contact', async () => {
    const { app } = await healthOwner(test());
    const next = await test().person();
    const from = now();
    await healthApplication(test(), next, { id: app });
    await test().drain();
    expect(healthMails(test(), next)).toEqual(['A health application needs a contact']);
    await goTo(test(), addMonths(from, 1));
    await goTo(test(), addMonths(from, 2));
    expect(healthMails(test(), next)).toEqual([
      'A health application needs a contact',
      'A health application still has no contact',
      'A health application still has no contact',
    ]);
    await addContact(test(), await signIn(next), [app]);
    await goTo(test(), addMonths(from, 4));
    expect(healthMails(test(), next)).toHaveLength(3);
  });

  it('whoever is named for several applications is one letter’s matter, and several contacts are too', async () => {
    const owner = await test().person();
    const apps = [];
    for (const _ of [1, 2, 3]) apps.push(await healthApplication(test(), owner));
    const session = await signIn(owner);
    await addContact(test(), session, apps.slice(0, 2), { name: 'Dr One' });
    await addContact(test(), session, apps.slice(2), { name: 'Dr Two' });
    await test().drain();
    const before = test().smtp.mails.length;
    await goTo(test(), addMonths(now(), 11));
    test().clock.advance(hours(1));
    await test().drain();
    const mails = test()
      .smtp.mails.slice(before)
      .filter((mail) => isTo(mail, owner.email) && /reviewed/.test(mail.subject));
    const text = mails.map((mail) => mail.text).join('\n');
    expect(text).toContain('Dr One');
    expect(text).toContain('Dr Two');
    expect(text).toContain('1 more application');
    expect(mails.length).toBeLessThanOrEqual(2);
  });
});
