// Stands between `npm start` on a bare machine and the program: plain JavaScript without dependencies, for it
// runs on the system's Node.js (20 or newer) before anything is installed. All else runs on Node.js 24.
import { join } from 'node:path';
import { run } from './lib/child.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { endWithNpm } from './lib/parent.mjs';
import { nodeFlags, program, root, stateFolder } from './lib/paths.mjs';
import { findNode } from './lib/runtime.mjs';
import { Failure, say } from './lib/say.mjs';
import { ensureServerBuilt } from './lib/server.mjs';
import { ensureWebBuilt } from './lib/web.mjs';

const [command = '', ...args] = process.argv.slice(2);
const demo = ['serve', '--demo', '--data', join(stateFolder, 'demo'), '--port', '4310'];

/** What each command runs on Node.js 24, and what must be built first. */
const commands = new Map([
  ['start', { script: [program, ...demo, ...args], web: true, server: true }],
  ['loge', { script: [program, ...args], web: args[0] === 'serve', server: true }],
  ['dev', { script: [join(root, 'tools', 'dev.ts'), ...demo, ...args], web: true, server: false }],
  ['check', { script: [join(root, 'tools', 'check.ts')], web: false, server: false }],
  ['test', { script: [join(root, 'tools', 'test.ts'), ...args], web: false, server: false }],
  ['proof', { script: [join(root, 'tools', 'proof.ts'), ...args], web: true, server: true }],
  ['generate', { script: [join(root, 'tools', 'generate.ts'), ...args], web: false, server: false }],
  // Only what comes before: `tools/test.ts` has both built this way.
  ['build', { script: null, web: true, server: true }],
  ['web', { script: null, web: true, server: false }],
]);

async function main() {
  const chosen = commands.get(command);
  if (!chosen) throw new Failure(`Usage: node tools/bootstrap.mjs ${[...commands.keys()].join(' | ')}`);
  endWithNpm();
  await ensureInstalled();
  const node = findNode();
  if (chosen.web) await ensureWebBuilt(node);
  if (chosen.server) await ensureServerBuilt(node);
  if (!chosen.script) return 0;
  return run(node, [...nodeFlags, ...chosen.script]);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  say(error.message);
  // Whoever reads the last line of a test run finds the same line however it ended.
  if (command === 'test') process.stdout.write('0 passed, 1 failed\n');
  process.exitCode = error.exitCode;
}
