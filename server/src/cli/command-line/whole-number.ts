import { UsageError } from './command.ts';

/** The whole number that an option says; `fallback` when it was not given. */
export function wholeNumber(text: string | undefined, name: string, fallback: number, max: number): number {
  const number = text === undefined ? fallback : Number(text);
  if (!Number.isInteger(number) || number < 0 || number > max)
    throw new UsageError(`${name} must be a whole number up to ${max}, not "${text}"`);
  return number;
}
