import type { EventType, securityLog } from '@loge/protocol';
import type { EventTexts } from './texts.en.ts';

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const count = (value: unknown): string | null => (typeof value === 'number' ? String(value) : null);

/** Describes an event in words. An event of a type that this page does not know yet is still shown. */
export function describeEvent(
  { type, type_data }: Pick<securityLog.AccountEvent, 'type' | 'type_data'>,
  { events, other }: Pick<EventTexts, 'events' | 'other'>,
): { words: string; address: string | null } {
  const subject =
    text(type_data.token_name) ??
    text(type_data.name) ??
    text(type_data.app_name) ??
    text(type_data.email) ??
    count(type_data.count) ??
    '';
  const known = (name: string): name is EventType => Object.hasOwn(events, name);
  return {
    words: known(type) ? events[type](subject) : other,
    address: text(type_data.remote_ip),
  };
}
