import { eventTypes } from '@loge/protocol';
import { expect, test } from 'vitest';
import { describeEvent } from './describe-event.ts';
import { texts as en } from './texts.en.ts';
import { texts as fr } from './texts.fr.ts';

test('every event has words in both languages', () => {
  for (const type of eventTypes) {
    expect(describeEvent({ type, type_data: {} }, en).words).not.toBe(en.other);
    expect(describeEvent({ type, type_data: {} }, fr).words).not.toBe('');
  }
});

test('what it happened to and from where', () => {
  const event = { type: 'new_token', type_data: { token_name: 'CI', remote_ip: '192.0.2.1' } };
  expect(describeEvent(event, en)).toEqual({ words: 'API token “CI” made', address: '192.0.2.1' });
});

test('a type from a newer server is still shown', () => {
  expect(describeEvent({ type: 'constructor', type_data: { remote_ip: null } }, en)).toEqual({
    words: 'Account activity',
    address: null,
  });
});
