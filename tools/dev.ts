// `npm run dev`: starts the server again, and builds the site again, when its sources change.
import { join } from 'node:path';
import { exitCode, startChild } from './lib/child.mjs';
import { entry, root } from './lib/paths.mjs';
import { forgetWebBuild, vite } from './lib/web.mjs';

const node = process.execPath;
const quiet = '--disable-warning=ExperimentalWarning';
forgetWebBuild();
const children = [
  startChild(node, ['--watch', '--watch-preserve-output', quiet, entry, ...process.argv.slice(2)], {
    stdio: 'inherit',
  }),
  // The files of the last build stay, so that the server always has a site to show.
  startChild(node, [vite(), 'build', '--watch', '--emptyOutDir', 'false', '--logLevel', 'warn'], {
    cwd: join(root, 'web'),
    stdio: 'inherit',
  }),
];
const endings = children.map(exitCode);
process.exitCode = await Promise.race(endings);
for (const child of children) child.kill();
await Promise.all(endings);
