// Made by `npm run generate` of the files that it names.
export * as '001-first-light' from './migrations/001-first-light.ts';
export * as '002-browsers' from './migrations/002-browsers.ts';
export * as '003-proofs' from './migrations/003-proofs.ts';
export * as '004-applications' from './migrations/004-applications.ts';
export * as '005-keys-and-tokens' from './migrations/005-keys-and-tokens.ts';
export * as '006-addresses-held' from './migrations/006-addresses-held.ts';
export * as '007-passwords' from './migrations/007-passwords.ts';
export * as '008-gathered-jobs' from './migrations/008-gathered-jobs.ts';
export * as '009-one-form' from './migrations/009-one-form.ts';
export * as '010-journal-checkpoints' from './migrations/010-journal-checkpoints.ts';
export * as '011-since-when' from './migrations/011-since-when.ts';
export * as '012-longer-codes' from './migrations/012-longer-codes.ts';
export * as '013-integrations' from './migrations/013-integrations.ts';
export * as '014-identities' from './migrations/014-identities.ts';
export * as '015-contracts' from './migrations/015-contracts.ts';
export * as '016-health-data' from './migrations/016-health-data.ts';
