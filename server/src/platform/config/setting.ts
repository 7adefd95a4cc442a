/** How one setting's text is read. A `secret` may also be given as `<NAME>_FILE`, the path of a file that holds it. */
export interface Setting<T> {
  readonly about: string;
  readonly default: string | null;
  readonly secret?: boolean;
  parse(text: string, name: string): T;
}
