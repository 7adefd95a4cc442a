import type { FastifyRequest } from 'fastify';
import { AppError } from '../../kernel/app-error.ts';
import type { PresentedCredential } from '../credential.ts';
import { readCookie, sessionCookie } from './cookies.ts';

/** The credential that a request carries. An `Authorization` header takes precedence over a cookie. */
export function presentedCredential(request: FastifyRequest): PresentedCredential | null {
  const { authorization } = request.headers;
  if (authorization !== undefined) return fromAuthorization(authorization, request);
  const secret = readCookie(request.headers, sessionCookie);
  return secret ? { scheme: 'cookie', name: '', secret, otp: null } : null;
}

function fromAuthorization(header: string, request: FastifyRequest): PresentedCredential {
  const [, scheme = '', value = ''] = /^(\S+)\s+(\S+)\s*$/.exec(header) ?? [];
  if (/^bearer$/i.test(scheme)) return { scheme: 'bearer', name: '', secret: value, otp: null };
  if (/^basic$/i.test(scheme)) {
    const text = decodeBasic(value);
    // Splits at the first colon only, because passwords may hold colons (RFC 7617, section 2; docs/contract.md#credentials).
    const colon = text.indexOf(':');
    if (colon >= 0) {
      const [name, secret] = [text.slice(0, colon), text.slice(colon + 1)];
      return { scheme: 'basic', name, secret, otp: oneTimeCode(request) };
    }
  }
  throw new AppError('not_authenticated');
}

/** `X-Authorization-OTP`; null when there is none. */
export function oneTimeCode(request: FastifyRequest): string | null {
  const otp = request.headers['x-authorization-otp'];
  return typeof otp === 'string' && otp.trim() !== '' ? otp.trim() : null;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** UTF-8 (clients send it so: docs/contract.md#credentials); bytes that are not UTF-8 match no account. */
function decodeBasic(value: string): string {
  try {
    return utf8.decode(Buffer.from(value, 'base64'));
  } catch {
    throw new AppError('not_authenticated');
  }
}
