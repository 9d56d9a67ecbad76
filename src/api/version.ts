import { readFileSync } from 'node:fs'

/** Of the package: package.json lies two folders above the sources and one above the bundle. */
export const version: string = readVersion(['../../package.json', '../package.json'])

function readVersion(places: readonly string[]): string {
  for (const place of places) {
    const found = versionIn(place)
    if (found !== undefined) return found
  }
  return 'unknown'
}

function versionIn(place: string): string | undefined {
  try {
    const text = readFileSync(new URL(place, import.meta.url), 'utf8')
    const { name, version: found } = JSON.parse(text) as { name?: string; version?: string }
    return name === 'throughline' ? found : undefined
  } catch {
    return undefined
  }
}
