import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeTestCa } from '../../../test/test-ca.ts';
import { makeLookUp } from '../outbound/look-up.ts';
import { readConfig } from './config.ts';
import { ConfigError } from './config-error.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'loge-config-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const read = (environment: Record<string, string>) => readConfig({ data }, environment);
const complaint = (environment: Record<string, string>): string => {
  try {
    read(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'no complaint';
};

describe('the list of what may be called inside', () => {
  const list = (text: string) => read({ LOGE_OUTBOUND_ALLOW: text }).LOGE_OUTBOUND_ALLOW;

  // ASVS 13.2.4
  it('holds hosts in their one form', () => {
    const allow = list(' Git.Corp.Example., bücher.example:8443,0x7f.1 ,[FD00::5]:443,fd00:0::6,10.0.0.0/8,');
    expect(allow.hasHost('git.corp.example', 1)).toBe(true);
    expect(allow.hasHost('xn--bcher-kva.example', 8443)).toBe(true);
    expect(allow.hasHost('xn--bcher-kva.example', 443)).toBe(false);
    expect(allow.hasHost('127.0.0.1', 80)).toBe(true);
    expect([allow.hasHost('fd00::5', 443), allow.hasHost('fd00::5', 444)]).toEqual([true, false]);
    expect(allow.hasHost('fd00::6', 444)).toBe(true);
    expect(allow.hasHost('10.0.0.1', 443)).toBe(false);
    expect(list('').hasHost('localhost', 443)).toBe(false);
  });

  it.each([
    ...['https://git.corp.example', 'git.corp.example/a', '*.corp.example', 'git.corp.example:0', 'a:65536'],
    ...[
      'a b',
      'a@b',
      '10.0.0.0/33',
      '[::1',
      'a:443:1',
      ':443',
      '10.0.0.256',
      'git..corp',
      'a?',
      'a#',
      'a\\b',
    ],
  ])('holds no %s', (entry) => {
    expect(complaint({ LOGE_OUTBOUND_ALLOW: `git.corp.example,${entry}` })).toBe(
      `LOGE_OUTBOUND_ALLOW: "${entry}" is no host like git.corp.example or git.corp.example:8443, and no range like 10.0.0.0/8`,
    );
  });

  it.each(['0.0.0.0/0', '::/0'])('holds not everything: %s', (range) => {
    expect(complaint({ LOGE_OUTBOUND_ALLOW: `git.corp.example, ${range}` })).toBe(
      `LOGE_OUTBOUND_ALLOW: ${range} would let members call whatever this machine reaches`,
    );
  });
});

describe('the file of certificates', () => {
  it('is read whole', async () => {
    const file = join(data, 'ca.pem');
    const authorities = [await makeTestCa(), await makeTestCa()];
    const [one, other] = authorities.map(({ certificate }) => certificate.trim());
    writeFileSync(file, `# Ours\r\n${one}\n\n${other}\n`);
    expect(read({ LOGE_OUTBOUND_CA: file }).LOGE_OUTBOUND_CA).toEqual([one, other]);
    expect(read({}).LOGE_OUTBOUND_CA).toEqual([]);
  });

  it('that cannot be used stops the start, in a line', async () => {
    const file = join(data, 'ca.pem');
    const settings = { LOGE_OUTBOUND_CA: file };
    expect(complaint(settings)).toBe(`LOGE_OUTBOUND_CA: cannot read ${file}`);
    expect(complaint({ LOGE_OUTBOUND_CA: data })).toBe(`LOGE_OUTBOUND_CA: cannot read ${data}`);
    for (const nothing of [
      '',
      'CERTIFICATE',
      '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n',
    ]) {
      writeFileSync(file, nothing);
      expect(complaint(settings)).toBe(`LOGE_OUTBOUND_CA: ${file} holds no certificate in PEM form`);
    }
    const { certificate } = await makeTestCa();
    const broken = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
    writeFileSync(file, `${certificate}\n${broken}`);
    expect(complaint(settings)).toBe(`LOGE_OUTBOUND_CA: ${file} holds a certificate that cannot be read`);
  });
});

describe('the proxy', () => {
  it('is none unless named, and may stand in a file', () => {
    expect(read({}).LOGE_OUTBOUND_PROXY).toBeNull();
    const file = join(data, 'proxy');
    writeFileSync(file, 'http://user:hunter2@proxy.example.com:3128\n');
    expect(read({ LOGE_OUTBOUND_PROXY_FILE: file }).LOGE_OUTBOUND_PROXY?.password).toBe('hunter2');
    expect(read({ LOGE_OUTBOUND_PROXY: 'https://[::1]:3128' }).LOGE_OUTBOUND_PROXY?.port).toBe('3128');
  });

  it.each([
    ...['proxy:3128', 'proxy.example.com', 'socks5://u:hunter2@proxy:1080', 'http://u:hunter2%@proxy:3128'],
    ...['http://u:hunter2@proxy:3128/a', 'http://u:hunter2@proxy:3128?a', 'http://u:hunter2@:3128'],
  ])('is not %s, and its password is not repeated', (url) => {
    const said = complaint({ LOGE_OUTBOUND_PROXY: url });
    expect(said).toMatch(/^LOGE_OUTBOUND_PROXY must be like http:\/\/proxy\.example\.com:3128/);
    expect(said).not.toContain('hunter2');
  });
});

describe('resolvers', () => {
  it('are addresses, with or without a port', async () => {
    const { LOGE_OUTBOUND_DNS: resolvers } = read({
      LOGE_OUTBOUND_DNS: '127.0.0.1, 10.0.0.1:5353,[::1]:54,::1,0x7f.1,',
    });
    expect(resolvers).toEqual(['127.0.0.1:53', '10.0.0.1:5353', '[::1]:54', '[::1]:53', '127.0.0.1:53']);
    // Node takes them so.
    expect(() => makeLookUp(resolvers)).not.toThrow();
  });

  it.each(['dns.example', '10.0.0.0/8', '127.0.0.1:0', '127.0.0.1:99999', 'https://127.0.0.1', 'x'])(
    'are not %s',
    (text) =>
      expect(complaint({ LOGE_OUTBOUND_DNS: text })).toMatch(
        `LOGE_OUTBOUND_DNS: "${text}" is no address like`,
      ),
  );
});
