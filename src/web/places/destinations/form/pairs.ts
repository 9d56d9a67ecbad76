/** `X-Team: growth` on each line → `{ 'X-Team': 'growth' }`; lines without a name are left out. */
export const parsePairs = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const colon = line.indexOf(':')
      const name = line.slice(0, Math.max(0, colon)).trim()
      return name === '' ? [] : [[name, line.slice(colon + 1).trim()]]
    }),
  )

export const printPairs = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .map(([name, each]) => `${name}: ${String(each)}`)
        .join('\n')
    : ''
