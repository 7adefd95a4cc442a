import * as z from 'zod/mini';
import { id } from './primitives.ts';

/** What a token, or a JWT of it, is limited to, as requests write it (docs/rules.md#tokens-made-by-tokens). */
export const scopeName = z.string().check(z.minLength(1, 'missing'), z.maxLength(100, 'too_long'));
export const scopeNames = z.array(scopeName).check(z.minLength(1, 'missing'), z.maxLength(100, 'too_many'));
export const applicationIds = z.array(id).check(z.minLength(1, 'missing'), z.maxLength(100, 'too_many'));
