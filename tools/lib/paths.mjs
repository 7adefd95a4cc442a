import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository, wherever it was cloned. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Our own state beside the sources: locks and the demo's data. Never committed. */
export const stateFolder = join(root, '.loge');
export const entry = join(root, 'server', 'src', 'entry', 'loge.ts');
/** The same program as `npm run build` makes it; what runs outside of development runs this. */
export const program = join(root, 'server', 'dist', 'program', 'loge.js');

/**
 * What Node is started with. node:sqlite and running TypeScript still warn that they are experimental, at every start.
 * Short-lived memory is given back after four megabytes: V8 would let it grow to 32 and keep them.
 */
export const nodeFlags = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=4'];
