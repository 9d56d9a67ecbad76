/** What a record itself has under a key that someone wrote: nothing under `constructor` or `__proto__`. */
export const getOwn = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined
