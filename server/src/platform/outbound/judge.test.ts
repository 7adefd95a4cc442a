import { expect, it } from 'vitest';
import { reasonOf } from '../../../test/outbound.ts';
import { systemClock } from '../../kernel/clock.ts';
import { AllowList, readEntry } from './allow-list.ts';
import { Judge } from './judge.ts';
import { targetOf } from './target.ts';

const face = (address: string, cidr: string) => ({
  address,
  cidr,
  mac: '00:00:00:00:00:00',
  internal: false,
  netmask: '',
  ...(address.includes(':') ? { family: 'IPv6' as const, scopeid: 0 } : { family: 'IPv4' as const }),
});

/** What a Loge with public addresses says of a host. */
async function judged(host: string, ...allow: string[]): Promise<string> {
  const judge = new Judge({
    allow: new AllowList(allow.flatMap((entry) => readEntry(entry) ?? [])),
    lookUp: async () => ['93.184.216.34'],
    proxied: false,
    clock: systemClock,
    interfaces: () => ({
      eth0: [face('93.184.216.34', '93.184.216.34/24'), face('2606:2800:220:1::5', '2606:2800:220:1::5/64')],
    }),
  });
  const target = targetOf(new URL(`https://${host}/`));
  if (target === null) throw new Error(host);
  return reasonOf(judge.destination(target, new AbortController().signal).then(() => new Response()));
}

it('a public address of this machine is inside, and so is its IPv6 network', async () => {
  for (const host of ['93.184.216.34', '[2606:2800:220:1::5]', '[2606:2800:220:1:a::b]', 'me.example.test'])
    expect([host, await judged(host)]).toEqual([host, 'address_refused']);
  for (const host of ['93.184.216.35', '[2606:2800:220:2::5]'])
    expect([host, await judged(host)]).toEqual([host, 'answered']);
});

it('unless the operator lists it', async () => {
  expect(await judged('me.example.test', 'me.example.test')).toBe('answered');
  expect(await judged('93.184.216.34', '93.184.216.34:443')).toBe('answered');
  expect(await judged('[2606:2800:220:1:a::b]', '2606:2800:220:1::/64')).toBe('answered');
});
