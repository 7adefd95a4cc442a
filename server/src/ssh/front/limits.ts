/** Limits for one client, and for all clients together. */
export interface Limits {
  /** How long a connection may last, from the first byte to the last. */
  readonly connectionMs: number;
  /** The most bytes that a client may send over one connection. */
  readonly bytes: number;
  /** The most attempts to authenticate, offers of keys included. */
  readonly tries: number;
  /** The most refused attempts, like OpenSSH's MaxAuthTries. */
  readonly refusals: number;
  /** The most questions to Loge at a time. */
  readonly questions: number;
  readonly answerMs: number;
  /** How long open connections may last once the front stops. */
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
