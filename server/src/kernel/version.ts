import manifest from '../../package.json' with { type: 'json' };

/** Of this program, as `loge --version` says it. */
export const version: string = manifest.version;
