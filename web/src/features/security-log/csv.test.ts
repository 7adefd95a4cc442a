import { expect, test } from 'vitest';
import { texts } from '../../shell/events/texts.en.ts';
import { texts as french } from '../../shell/events/texts.fr.ts';
import { csvOf } from './csv.ts';

const user = { id: 'us-1', username: 'zoe', email: 'zoe@example.test' };
const event = (type: string, type_data: Record<string, unknown>) => ({
  id: '1',
  created_at: '2026-11-24T10:00:00.000Z',
  type,
  type_data,
  user,
});

// ASVS 1.2.10
test('quotes what must be quoted, and disarms what a spreadsheet would run', () => {
  const rows = csvOf(
    [
      event('login_success', { remote_ip: '203.0.113.4' }),
      event('new_token', { token_name: 'a "quoted", name', token_id: 't' }),
      event('=cmd', { remote_ip: '=1+1' }),
    ],
    ['Time', 'What'],
    texts,
    'en',
  ).split('\r\n');
  expect(rows).toEqual([
    '\ufeffTime,What',
    '2026-11-24T10:00:00.000Z,Signed in,203.0.113.4,login_success,{}',
    '2026-11-24T10:00:00.000Z,"API token “a ""quoted"", name” made",,new_token,"{""token_name"":""a \\""quoted\\"", name"",""token_id"":""t""}"',
    "2026-11-24T10:00:00.000Z,Account activity,'=1+1,'=cmd,{}",
    '',
  ]);
});

test('a French spreadsheet finds the columns', () => {
  const [head, row] = csvOf(
    [event('new_token', { token_name: 'un; deux', token_id: 't' })],
    ['Date', 'Quoi'],
    french,
    'fr',
  ).split('\r\n');
  expect(head).toBe('\ufeffDate;Quoi');
  expect(row).toMatch(/^2026-11-24T10:00:00\.000Z;"[^"]*un; deux[^"]*";;new_token;"\{/);
});
