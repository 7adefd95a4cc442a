import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../server/test/harness.ts';
import { newSshKey } from '../../server/test/ssh-key-maker.ts';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));
/** This folder is below the packages, so that the generated clients find them. */
const work = join(here, `generated-${process.pid}`);
const program = (...path: string[]) => join(here, 'node_modules', ...path);
const node = (args: readonly string[], cwd = work) =>
  run(process.execPath, args, { cwd, env: { PATH: process.env.PATH } });

/** These tests make clients from what the server publishes, compile them strictly, and use them. */
describe('clients that others generate from openapi.json', () => {
  let test: TestApp;
  let url: string;
  beforeAll(async () => {
    test = await openTestApp();
    await test.http.listen({ host: '127.0.0.1', port: 0 });
    url = `http://127.0.0.1:${(test.http.server.address() as AddressInfo).port}`;
    mkdirSync(work, { recursive: true });
    writeFileSync(join(work, 'package.json'), '{"type":"commonjs"}');
    writeFileSync(join(work, 'openapi.json'), await (await fetch(`${url}/openapi.json`)).text());
  });
  afterAll(async () => {
    rmSync(work, { recursive: true, force: true });
    await test?.close();
  });

  const compileAndRun = async (usage: string) => {
    copyFileSync(join(here, 'usage', `${usage}.ts`), join(work, `${usage}.ts`));
    const options = [
      '--strict',
      '--skipLibCheck',
      '--module',
      'node16',
      '--target',
      'es2022',
      '--outDir',
      'out',
    ];
    const types = [
      '--typeRoots',
      fileURLToPath(new URL('../../node_modules/@types', import.meta.url)),
      '--types',
      'node',
    ];
    await node([program('typescript', 'bin', 'tsc'), ...options, ...types, `${usage}.ts`]).catch((error) => {
      throw new Error(error.stdout || error.message);
    });
    const who = await test.person();
    const { stdout } = await node([
      join('out', `${usage}.js`),
      url,
      `${who.username}:${who.password}`,
      newSshKey().line,
    ]);
    expect(JSON.parse(stdout)).toEqual({
      username: who.username,
      company: 'Atelier',
      added: 'laptop',
      keys: 1,
      events: 2,
      perPage: 2,
      wrong: ['invalid_fields', 'content is not an SSH public key'],
      region: true,
      scopes: true,
      revoked: 204,
    });
  };

  it('openapi-typescript with openapi-fetch', async () => {
    await node([program('openapi-typescript', 'bin', 'cli.js'), 'openapi.json', '-o', 'schema.ts']);
    await compileAndRun('with-openapi-fetch');
  });

  it('@hey-api/openapi-ts', async () => {
    const bin = program('@hey-api', 'openapi-ts', 'bin', 'run.js');
    await node([bin, '-i', 'openapi.json', '-o', 'hey', '-c', '@hey-api/client-fetch', '--no-log-file']);
    await compileAndRun('with-hey-api');
  });
});
