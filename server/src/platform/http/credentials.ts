import type { FastifyRequest } from 'fastify';
import { AppError } from '../../kernel/app-error.ts';
import type { PresentedCredential } from './authenticators.ts';
import { readCookie, sessionCookie } from './cookies.ts';

/** The credential that a request carries; an `Authorization` header goes before a cookie. */
export function presentedCredential(request: FastifyRequest): PresentedCredential | null {
  const { authorization } = request.headers;
  if (authorization !== undefined) return fromAuthorization(authorization, request);
  const secret = readCookie(request.headers, sessionCookie);
  return secret ? { kind: 'session', secret } : null;
}

function fromAuthorization(header: string, request: FastifyRequest): PresentedCredential {
  const [, scheme = '', value = ''] = /^(\S+)\s+(\S+)\s*$/.exec(header) ?? [];
  if (/^bearer$/i.test(scheme)) {
    // JWTs hold dots and begin with `ey`; a service's secret says what it is.
    return value.startsWith('loge-svc-')
      ? { kind: 'service', secret: value }
      : { kind: 'bearer', jwt: value };
  }
  if (/^basic$/i.test(scheme)) {
    const text = decodeBasic(value);
    // At the first colon only: passwords may hold more (RFC 7617, section 2; docs/contract.md#credentials).
    const colon = text.indexOf(':');
    // Blanks that came along with a copy are in no secret of ours, and in no name. In a password they may be meant.
    if (colon === 0) return { kind: 'token', secret: text.slice(1).trim() };
    if (colon > 0) {
      const login = text.slice(0, colon).trim();
      const password = text.slice(colon + 1);
      if (isServiceSecret(password.trim())) return { kind: 'client', id: login, secret: password.trim() };
      return { kind: 'password', login, password, otp: oneTimeCode(request) };
    }
  }
  throw new AppError('not_authenticated');
}

const isServiceSecret = (text: string): boolean => /^loge-svc-[\w-]{48}$/.test(text);

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
