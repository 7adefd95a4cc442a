import { expect, it } from 'vitest';
import { AppError } from '../../kernel/app-error.ts';
import { readOrigin } from './read-origin.ts';

it.each([
  ['upper case', 'HTTPS://GIT.Example.COM', 'https://git.example.com'],
  ['no scheme', 'git.example.com', 'https://git.example.com'],
  ['no scheme, and a port', 'git.example.com:8443', 'https://git.example.com:8443'],
  ['the port of https', 'https://git.example.com:443', 'https://git.example.com'],
  ['the port of http', 'http://git.example.com:80/', 'http://git.example.com'],
  ['a port of its own', 'https://git.example.com:8443', 'https://git.example.com:8443'],
  ['the port of the other scheme', 'https://git.example.com:80', 'https://git.example.com:80'],
  ['the dot of the root', 'https://git.example.com.', 'https://git.example.com'],
  ['the dot of the root before a port', 'https://git.example.com.:8443/', 'https://git.example.com:8443'],
  ['a path, a query and a fragment', 'https://git.example.com/lea/loge?tab=1#top', 'https://git.example.com'],
  ['backslashes', 'https:\\\\git.example.com\\lea', 'https://git.example.com'],
  ['letters beyond ASCII', 'https://bücher.example', 'https://xn--bcher-kva.example'],
  // Looks like "git.example"; shown as it is, nobody takes it for that.
  ['a Cyrillic letter', 'https://g\u0456t.example', 'https://xn--gt-hoc.example'],
  ['wide letters and an ideographic dot', 'https://ｇｉｔ。example', 'https://git.example'],
  ['soft hyphens', 'https://g\u00adit.example', 'https://git.example'],
  ['an address of IPv4 as a number', 'https://2130706433', 'https://127.0.0.1'],
  ['an address of IPv4 in parts', 'https://0x7f.1', 'https://127.0.0.1'],
  ['an address of IPv4 with the dot of the root', 'https://127.0.0.1.', 'https://127.0.0.1'],
  ['an address of IPv6', 'https://[0:0:0:0:0:0:0:1]:8443', 'https://[::1]:8443'],
  ['an address of IPv4 in IPv6', 'https://[::ffff:127.0.0.1]', 'https://[::ffff:7f00:1]'],
])('an address with %s is kept as clients compare it', (_name, text, origin) => {
  expect(readOrigin(text)).toBe(origin);
  expect(readOrigin(origin)).toBe(origin);
});

it.each([
  ['another scheme', 'ftp://git.example.com'],
  ['a script', 'javascript:alert(1)'],
  ['a file', 'file:///etc/passwd'],
  ['a user name', 'https://lea@git.example.com'],
  ['a password', 'https://:secret@git.example.com'],
  ['no host', 'https://'],
  ['a dot alone', 'https://.'],
  ['two dots at its end', 'https://git.example.com..'],
  ['an empty part', 'https://git..example.com'],
  ['a port that is none', 'https://git.example.com:99999'],
  ['a blank', 'https://git .example.com'],
  ['an override of the direction', 'https://git\u202e.example.com'],
  ['a scope of IPv6', 'https://[fe80::1%25eth0]'],
  ['a part that is too long', `https://${'a'.repeat(64)}.example`],
  ['a name that is too long', `https://${'a.'.repeat(130)}example`],
])('an address with %s is unreadable', (_name, text) => {
  let thrown: unknown;
  try {
    thrown = readOrigin(text);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(AppError);
  expect(thrown).toMatchObject({ details: { fields: { url: [{ code: 'url_unreadable' }] } } });
});
