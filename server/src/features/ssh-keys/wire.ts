/** Reads the field types of SSH (RFC 4251, section 5) strictly: what is not canonical is refused. */

/** The bytes are malformed. The error repeats nothing of them, since they may be a secret. */
export class MalformedWire extends Error {
  constructor() {
    super('not well-formed SSH data');
    this.name = 'MalformedWire';
  }
}

/** Throws `MalformedWire`. */
export function demand(condition: boolean): asserts condition {
  if (!condition) throw new MalformedWire();
}

/** Reads fields one after the other. Each method throws `MalformedWire` when its field is missing or malformed. */
export class WireReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  take(length: number): Buffer {
    demand(length <= this.#bytes.length - this.#at);
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  byte(): number {
    return this.take(1).readUInt8();
  }

  uint32(): number {
    return this.take(4).readUInt32BE();
  }

  string(): Buffer {
    return this.take(this.uint32());
  }

  /** A string of printable ASCII, used for names of types, curves and the like (RFC 4251, section 6). */
  name(): string {
    const name = this.string().toString('latin1');
    demand(/^[!-~]{1,64}$/.test(name));
    return name;
  }

  /** A positive mpint's magnitude, without leading zeros. Negative, zero and padded numbers are refused. */
  positive(): Buffer {
    const bytes = this.string();
    const [first, second] = bytes;
    demand(first !== undefined && first < 0x80);
    if (first > 0) return bytes;
    demand(second !== undefined && second >= 0x80);
    return bytes.subarray(1);
  }

  /** Throws when bytes are left. */
  end(): void {
    demand(this.#at === this.#bytes.length);
  }
}

/** A string in its wire form. */
export function wireString(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** A positive number in its wire form, from its magnitude. */
export function wirePositive(magnitude: Buffer): Buffer {
  const start = magnitude.findIndex((byte) => byte !== 0);
  const bytes = magnitude.subarray(start < 0 ? magnitude.length : start);
  const signed = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes;
  return wireString(signed);
}

/** The number of bits of a positive number's magnitude, which has no leading zeros. */
export const bitsOf = (magnitude: Buffer): number =>
  magnitude.length * 8 - (Math.clz32(magnitude[0] ?? 0) - 24);
