/** Shorter ones would be found in words that have nothing to do with them. */
const SHORTEST = 4

/** A text of the other side, which may repeat what it was sent. */
export const hideSecrets = (text: string, secrets: Readonly<Record<string, string>>): string =>
  partsOf(secrets).reduce((shown, secret) => shown.replaceAll(secret, '…'), text)

/** Secrets, and of those with several headers each value, with and without its scheme. */
const partsOf = (secrets: Readonly<Record<string, string>>): readonly string[] =>
  Object.values(secrets)
    .flatMap((secret) => [secret, ...secret.split(/\r?\n/).flatMap(valuesOf)])
    .filter((part) => part.length >= SHORTEST)
    .toSorted((a, b) => b.length - a.length)

function valuesOf(line: string): readonly string[] {
  const value = line.replace(/^[\w-]+:/, '').trim()
  return [value, value.replace(/^\S+ /, '')]
}
