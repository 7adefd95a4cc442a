import type { EventType, securityLog } from '@loge/protocol';
import type { EventTexts } from './texts.en.ts';

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const count = (value: unknown): string | null => (typeof value === 'number' ? String(value) : null);

/** The account at a provider of code that an event is about: `github.com (lea)`. */
function linked(data: unknown): string | null {
  const facts = new Map(Object.entries(typeof data === 'object' && data !== null ? data : {}));
  const [url, login] = [text(facts.get('url')), text(facts.get('login'))];
  const host = url && URL.parse(url)?.host;
  return host && login ? `${host} (${login})` : null;
}

/** Describes an event in words. An event of a type that this page does not know yet is still shown. */
export function describeEvent(
  { type, type_data }: Pick<securityLog.AccountEvent, 'type' | 'type_data'>,
  { events, other }: Pick<EventTexts, 'events' | 'other'>,
): { words: string; address: string | null } {
  const subject =
    text(type_data.token_name) ??
    text(type_data.name) ??
    text(type_data.app_name) ??
    linked(type_data.data) ??
    text(type_data.email) ??
    count(type_data.count) ??
    '';
  const known = (name: string): name is EventType => Object.hasOwn(events, name);
  return {
    words: known(type) ? events[type](subject) : other,
    address: text(type_data.remote_ip),
  };
}
