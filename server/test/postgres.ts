import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { createDatabase, dropDatabase, leaveServer } from './postgres-databases.ts';
import { postgresPrograms } from './postgres-programs.ts';
import { type Unprivileged, unprivileged } from './unprivileged.ts';

/** A PostgreSQL server of the tests' own, on a loopback port and in a temporary directory. */
export interface PostgresServer {
  /** The superuser's URL of the database `postgres`. */
  readonly adminUrl: string;
  readonly port: number;
  /** Starts the server again after `stop`, with the same data and port. Resolves when it is ready. */
  start(): Promise<void>;
  /** `fast` ends connections and writes a checkpoint. `immediate` is a crash, which `start` recovers from the log. */
  stop(mode?: StopMode): Promise<void>;
  /** Stops the server and removes its directory. */
  remove(): Promise<void>;
  /** Makes a database, a copy of `template` if given, and returns its URL. */
  createDatabase(name: string, options?: { readonly template?: string }): Promise<string>;
  dropDatabase(name: string): Promise<void>;
}

type StopMode = 'fast' | 'immediate';

const signals = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;
const prefix = 'loge-postgres-';
const readyWithin = 30_000;

/**
 * Makes a cluster and starts it. `fsync` stays on, because kill tests depend on it. When this process ends without `remove`,
 * the cluster ends with it.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = postgresPrograms();
  if (!programs) throw new Error('PostgreSQL is not installed (Debian package: postgresql).');
  removeAbandoned();
  const user = unprivileged('postgres', 'SIGQUIT');
  const directory = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  chownSync(directory, user.uid, user.gid);
  const cluster = new Cluster(programs, directory, await freePort(), user);
  try {
    cluster.initialise();
    await cluster.start();
  } catch (error) {
    await cluster.remove();
    throw error;
  }
  return cluster;
}

class Cluster implements PostgresServer {
  readonly adminUrl: string;
  readonly port: number;
  readonly #programs: string;
  readonly #directory: string;
  readonly #user: Unprivileged;
  #server: ChildProcess | null = null;
  #log = '';

  constructor(programs: string, directory: string, port: number, user: Unprivileged) {
    this.#programs = programs;
    this.#directory = directory;
    this.#user = user;
    this.port = port;
    this.adminUrl = `postgres://postgres@127.0.0.1:${port}/postgres`;
    process.once('exit', this.#onExit);
  }

  get #data(): string {
    return join(this.#directory, 'data');
  }

  #command(program: string, args: readonly string[]): [string, string[]] {
    const [first, ...rest] = [...this.#user.prefix, join(this.#programs, program), ...args];
    return [first as string, rest];
  }

  initialise(): void {
    const options = [
      '--auth=trust',
      '--username=postgres',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
    ];
    const [file, args] = this.#command('initdb', [...options, '--pgdata', this.#data]);
    // The other user may not be able to enter the present working directory.
    const run = spawnSync(file, args, { cwd: this.#directory, encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`initdb failed: ${run.stderr || run.error?.message}`);
  }

  async start(): Promise<void> {
    if (this.#server) return;
    const settings = {
      listen_addresses: '127.0.0.1',
      port: String(this.port),
      unix_socket_directories: this.#directory,
      max_connections: '200',
      fsync: 'on',
      // Databases live for seconds, and each is looked through for pages to drop: a small cache is looked through sooner.
      shared_buffers: '32MB',
      // Each visit of its own would be one more process, to databases that are gone before they need it.
      autovacuum: 'off',
      timezone: 'UTC',
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const [file, args] = this.#command('postgres', ['-D', this.#data, ...flags]);
    const server = spawn(file, args, { cwd: this.#directory, stdio: ['ignore', 'ignore', 'pipe'] });
    this.#server = server;
    this.#log = '';
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#log = (this.#log + text).slice(-4000);
    });
    server.once('error', (error) => {
      this.#log += error.message;
    });
    server.once('close', () => {
      if (this.#server === server) this.#server = null;
    });
    await this.#ready();
  }

  async #ready(): Promise<void> {
    for (const end = Date.now() + readyWithin; ; await sleep(20)) {
      if (!this.#server) throw new Error(`PostgreSQL ended while it started: ${this.#log}`);
      const client = new pg.Client({ connectionString: this.adminUrl, connectionTimeoutMillis: 1000 });
      const answer = await client.connect().then(
        () => client.end().then(() => null),
        (error: Error) => error,
      );
      if (!answer) return;
      if (Date.now() > end)
        throw new Error(`PostgreSQL was not ready in time: ${answer.message}\n${this.#log}`);
    }
  }

  async stop(mode: StopMode = 'fast'): Promise<void> {
    const server = this.#server;
    if (!server) return;
    await leaveServer(this.adminUrl);
    const closed = new Promise((resolve) => server.once('close', resolve));
    server.kill(signals[mode]);
    await closed;
  }

  async remove(): Promise<void> {
    process.off('exit', this.#onExit);
    await this.stop('immediate');
    removeDirectory(this.#directory);
  }

  createDatabase(name: string, options: { readonly template?: string } = {}): Promise<string> {
    return createDatabase(this.adminUrl, name, options);
  }

  dropDatabase(name: string): Promise<void> {
    return dropDatabase(this.adminUrl, name);
  }

  readonly #onExit = (): void => {
    this.#server?.kill('SIGQUIT');
    removeDirectory(this.#directory);
  };
}

/** Tries repeatedly for a second, because the server's last processes may still write while the directory is emptied. */
function removeDirectory(directory: string): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let attempt = 0; existsSync(directory) && attempt < 50; attempt++) {
    if (attempt > 0) Atomics.wait(pause, 0, 0, 20);
    try {
      rmSync(directory, { recursive: true, force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
    }
  }
}

/** Removes the directories of killed runs. Each has the run's process id in its name. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : Number.NaN;
    if (Number.isInteger(owner) && !isAlive(owner)) removeDirectory(join(tmpdir(), name));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
