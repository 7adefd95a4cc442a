import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from './free-port.ts';

const program = process.env.LOGE_TEST_PROGRAM ?? '';
const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** Prints what Node had loaded of itself, to know what the program made it load. */
const report = `data:text/javascript,process.on('exit',()=>process.stderr.write(process.moduleLoadList.join()))`;

describe.runIf(program)('the built program', () => {
  const data = mkdtempSync(join(tmpdir(), 'loge-build-'));
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  const start = (...args: readonly string[]) => {
    const node = ['--disable-warning=ExperimentalWarning', '--import', report, program];
    const child = spawn(process.execPath, [...node, ...args], {
      env: { PATH: process.env.PATH, LOGE_LOG_LEVEL: 'silent' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { out: '', err: '' };
    child.stdout.on('data', (text) => {
      said.out += text;
    });
    child.stderr.on('data', (text) => {
      said.err += text;
    });
    return { child, said };
  };

  it('tells its version without reading the rest of itself', async () => {
    const { child, said } = start('--version');
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(said.out).toBe(`loge ${manifest.version}\n`);
    expect(said.err).not.toContain('NativeModule sqlite');
  });

  it('serves, and what only some requests need is not loaded before they come', async () => {
    const port = await freePort();
    const { child, said } = start('serve', '--data', data, '--port', String(port));
    await once(child.stdout, 'data');
    const answer = await fetch(`http://localhost:${port}/v1/regions`);
    expect(answer.status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(said.err).toContain('NativeModule sqlite');
    // Node's fetch: 14 MB and a fifth of the start, loaded by whoever imports node:http in the usual way.
    expect(said.err).not.toContain('undici');
  });
});
