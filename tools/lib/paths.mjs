import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** The folder for our own state beside the sources: locks and the demo's data. It is never committed. */
export const stateFolder = join(root, '.loge');
export const entry = join(root, 'server', 'src', 'entry', 'loge.ts');
/** The same program as `npm run build` makes it. Outside of development, this one runs. */
export const program = join(root, 'server', 'dist', 'program', 'loge.js');

/**
 * The flags that Node is started with. node:sqlite and running TypeScript still warn at every start that they are
 * experimental. Memory for short-lived objects is limited to four megabytes; V8 would let it grow to 32 and keep them.
 */
export const nodeFlags = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=4'];
