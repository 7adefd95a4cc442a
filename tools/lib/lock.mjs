import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './say.mjs';

/**
 * Runs `work` while no other process runs it. The lock names its holder and the holder's child. A killed start may leave
 * npm running, and no other process may change the files before npm has ended too.
 * @template T
 * @param {string} path
 * @param {string} purpose for the line that a waiting process prints
 * @param {(holds: (childPid: number) => void) => Promise<T>} work calls `holds` with the child it starts
 * @returns {Promise<T>}
 */
export async function withLock(path, purpose, work) {
  const own = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  await acquire(path, own, purpose);
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await work((childPid) => {
      writeFileSync(own, holders([process.pid, childPid]));
      renameSync(own, path);
    });
  } finally {
    process.off('exit', release);
    release();
  }
}

/**
 * @param {string} path
 * @param {string} own
 * @param {string} purpose
 */
async function acquire(path, own, purpose) {
  for (let told = false; ; await sleep(200)) {
    // A link appears together with its content. A file that is created empty could be read before it is written.
    writeFileSync(own, holders([process.pid]));
    try {
      linkSync(own, path);
      return;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    } finally {
      rmSync(own, { force: true });
    }
    const text = read(path);
    if (text === null) continue;
    if (!text.split('\n').some((holder) => holder !== '' && isAlive(holder))) {
      breakStale(path, own, text);
    } else if (!told) {
      told = true;
      say(`Another process is ${purpose}; waiting for it.`);
    }
  }
}

/**
 * Moves the lock aside and reads it again. A faster process may have broken and taken the lock meanwhile; then its lock is
 * put back.
 * @param {string} path
 * @param {string} own
 * @param {string} stale
 */
function breakStale(path, own, stale) {
  const grave = `${own}.stale`;
  try {
    renameSync(path, grave);
    if (read(grave) !== stale) linkSync(grave, path);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
  } finally {
    rmSync(grave, { force: true });
  }
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** @param {readonly number[]} pids */
const holders = (pids) => pids.map((pid) => `${pid} ${startOf(pid)}\n`).join('');

/**
 * The start time of a process, where the system tells, because process ids are reused, above all in containers. A process
 * that has ended, but was not yet collected by its parent, counts as ended.
 * @param {number} pid
 */
function startOf(pid) {
  const stat = read(`/proc/${pid}/stat`);
  // The second field is the program's name in brackets, and may hold blanks. Field 3 is the state, and field 22 the start.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '');
}

/** @param {string} holder */
function isAlive(holder) {
  const [pid, start] = holder.split(' ');
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM') return false;
  }
  return startOf(Number(pid)) === start;
}
