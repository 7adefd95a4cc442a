import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { HashingSlots } from './hashing-slots.ts';

/** Hashes that end when they are told to. */
function started(slots: HashingSlots, count: number) {
  const running = new Set<() => void>();
  const done = Array.from({ length: count }, () =>
    slots.run(
      () =>
        new Promise<void>((resolve) => {
          const finish = () => {
            running.delete(finish);
            resolve();
          };
          running.add(finish);
        }),
    ),
  );
  return { running, done };
}

const finishOne = async (running: Set<() => void>) => {
  const [first] = running;
  first?.();
  await nextTurn();
};

/** A window with this many requests, of which `hashing` hash. */
async function pass(slots: HashingSlots, clock: { now: number }, requests: number, hashing = 0) {
  slots.noteRequest();
  await Promise.all(Array.from({ length: hashing }, () => slots.run(async () => {})));
  for (let i = 0; i < requests; i++) slots.noteRequest();
  clock.now += 200;
  slots.noteRequest();
}

it('hashes one more at once than there are cores, in the order of arrival', async () => {
  const slots = new HashingSlots(2);
  const { running, done } = started(slots, 5);
  await nextTurn();
  expect(running.size).toBe(3);
  await finishOne(running);
  expect(running.size).toBe(3);
  while (running.size > 0) await finishOne(running);
  await Promise.all(done);
});

it('leaves a core to others as soon as they ask, and takes it back when they are gone', async () => {
  const clock = { now: 0 };
  const slots = new HashingSlots(4, () => clock.now);
  await pass(slots, clock, 50);
  const { running, done } = started(slots, 8);
  await nextTurn();
  expect(running.size).toBe(3);
  // The one that is beside the window counts eight hashes and one request: nobody else is there.
  await pass(slots, clock, 0);
  await finishOne(running);
  expect(running.size).toBe(5);
  while (running.size > 0) await finishOne(running);
  await Promise.all(done);
});

it('does not take those who hash for others', async () => {
  const clock = { now: 0 };
  const slots = new HashingSlots(2, () => clock.now);
  await pass(slots, clock, 60, 60);
  const { running, done } = started(slots, 4);
  await nextTurn();
  expect(running.size).toBe(3);
  while (running.size > 0) await finishOne(running);
  await Promise.all(done);
});

it('hashes on one core even where there is only one', async () => {
  const clock = { now: 0 };
  const slots = new HashingSlots(1, () => clock.now);
  await pass(slots, clock, 50);
  const { running, done } = started(slots, 2);
  await nextTurn();
  expect(running.size).toBe(1);
  while (running.size > 0) await finishOne(running);
  await Promise.all(done);
});

it('gives the slot back when the work fails, and tells those past the two hundredth to come back', async () => {
  const slots = new HashingSlots(1);
  await expect(slots.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  const { running, done } = started(slots, 202);
  const refused = slots.run(async () => {});
  await expect(refused).rejects.toMatchObject({ code: 'unavailable' });
  await nextTurn();
  while (running.size > 0) await finishOne(running);
  await Promise.all(done);
});
