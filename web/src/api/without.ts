/** A copy of an object without the members that `drop` names. */
export function without<T extends object>(from: T, drop: (name: Extract<keyof T, string>) => boolean): T {
  const kept = { ...from };
  for (const name in kept) if (drop(name)) delete kept[name];
  return kept;
}
