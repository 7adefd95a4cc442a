/** What happened to an account, as its owner reads it. */

export { type Flaw, type Verification, verifyJournal } from '../../platform/journal/verify.ts';
export { securityLogRoutes } from './routes.ts';
