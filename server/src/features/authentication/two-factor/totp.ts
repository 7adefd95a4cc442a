import { Secret, TOTP } from 'otpauth';

/** Time-based one-time passwords (RFC 6238) with the parameters that every authenticator app supports. */
const parameters = { algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** How many steps before and after the present one are accepted, since clocks and people are slow (RFC 6238, 5.2). */
const leeway = 1;
/** How many steps a clock may be off so that its owner is told: six minutes. */
const hintLeeway = 12;

/** 160 random bits, base32 (RFC 4226, section 4). */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/**
 * The `otpauth://totp/…` address that authenticator apps read from a QR code. Apps take the issuer from the label up to the
 * first colon, encoded or not. So an issuer that holds a colon stands only in its own parameter (Key URI Format, "Label").
 */
export const otpauthUri = (secret: string, issuer: string, label: string): string =>
  new TOTP({
    ...parameters,
    issuer,
    label,
    issuerInLabel: !issuer.includes(':'),
    secret: Secret.fromBase32(secret),
  }).toString();

/** The number of the 30-second step that an instant lies in. */
const stepOf = (now: number): number => Math.floor(now / 1000 / parameters.period);

/** The step near enough to now that the code belongs to; null when there is none. */
export const stepOfCode = (secret: string, code: string, now: number): number | null =>
  search(secret, code, now, leeway);

/** Whether the code would be right if the clock that it comes from were some minutes off. */
export const fitsAnotherClock = (secret: string, code: string, now: number): boolean =>
  search(secret, code, now, hintLeeway) !== null;

function search(secret: string, code: string, now: number, window: number): number | null {
  const delta = TOTP.validate({
    ...parameters,
    token: code,
    secret: Secret.fromBase32(secret),
    timestamp: now,
    window,
  });
  return delta === null ? null : stepOf(now) + delta;
}

/**
 * Six digits as somebody typed them, with spaces or dashes, in any digits that fold to ASCII; null for anything else. A number
 * is padded, since it lost its leading zeros on the way (docs/contract.md#two-factor).
 */
export function digitsOf(attempt: string | number): string | null {
  const text =
    typeof attempt === 'number'
      ? String(attempt).padStart(6, '0')
      : attempt.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '');
  return /^[0-9]{6}$/.test(text) ? text : null;
}
