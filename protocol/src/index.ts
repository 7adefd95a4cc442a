export * from './features.ts';

// The vocabularies that they are said in. (Features first: pages' scripts pack better so.)

export * as accounts from './accounts.ts';
export * from './countries.ts';
export * from './email-address.ts';
export * from './errors.ts';
export * from './events.ts';
export { openApi } from './openapi.ts';
export * from './page.ts';
export * from './password-stem.ts';
export * from './primitives.ts';
export * from './route.ts';
export { routes } from './routes.ts';
export * from './text.ts';
export * from './time-zone.ts';
