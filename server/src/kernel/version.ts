import manifest from '../../package.json' with { type: 'json' };

/** The version of this program, which `loge --version` prints. */
export const version: string = manifest.version;
