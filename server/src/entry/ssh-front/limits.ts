/** What one client, and all of them together, may take. */
export interface Limits {
  /** From the first byte to the last, signing in and answer included. */
  readonly connectionMs: number;
  /** Received over one connection. */
  readonly bytes: number;
  /** Attempts to authenticate, offers of keys among them. */
  readonly tries: number;
  /** Of them, refused ones; OpenSSH's MaxAuthTries. */
  readonly refusals: number;
  /** Questions to Loge at a time. */
  readonly questions: number;
  readonly answerMs: number;
  /** How long connections may go on once the front is to stop. */
  readonly stopMs: number;
}

export const usualLimits: Limits = {
  connectionMs: 30_000,
  bytes: 128 * 1024,
  tries: 20,
  refusals: 6,
  questions: 20,
  answerMs: 5000,
  stopMs: 5000,
};
