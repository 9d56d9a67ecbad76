import type { Random } from './random.ts'

const nest = (levels: number, part: (inner: unknown) => unknown): unknown => {
  let value: unknown = 'end'
  for (let i = 0; i < levels; i++) value = part(value)
  return value
}

/** An object with a key that a plain assignment would not give it. */
function ofKey(key: string, value: unknown): object {
  return Object.defineProperty({}, key, { value, enumerable: true, configurable: true })
}

const oddValues: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => 0,
  () => -1,
  () => 1.5,
  () => 1e308,
  () => 2 ** 53 + 2,
  () => '',
  () => ' ',
  () => '\u0000',
  () => '\ud800',
  () => 'ß☃😀\u202e',
  () => "'; DROP TABLE x; --",
  () => '${x}{{y}}%s%n',
  () => '(((((((((',
  () => '../../etc/passwd',
  () => '__proto__',
  () => 'constructor',
  () => 'toString',
  () => '2026-02-31',
  () => 'x'.repeat(100_000),
  () => [],
  () => ({}),
  () => [null],
  () => [[]],
  () => Array.from({ length: 2000 }, (_, i) => i),
  () => Array.from({ length: 300 }, () => ({})),
  () => nest(60, (inner) => [inner]),
  () => nest(600, (inner) => ({ not: inner })),
  () => nest(60, (inner) => ({ and: [inner] })),
  () => ofKey('__proto__', { kind: 'flow' }),
  () => ofKey('constructor', { prototype: {} }),
  () => ofKey('x'.repeat(50_000), 1),
]

export const drawOddValue = (random: Random): unknown => random.pick(oddValues)()

/** The same value with one place of it changed: replaced, taken out, repeated, or with one more key. */
export function mutate(random: Random, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return drawOddValue(random)
  const keys = Object.keys(value)
  if (keys.length === 0 || random.chance(0.12)) return changeHere(random, value, keys)
  const key = random.pick(keys)
  const inner = (value as Record<string, unknown>)[key]
  const changed = random.chance(0.35) ? drawOddValue(random) : mutate(random, inner)
  return withKey(value, key, changed)
}

function changeHere(random: Random, value: object, keys: readonly string[]): unknown {
  const way = random.below(4)
  if (way === 0) return drawOddValue(random)
  if (way === 1 && keys.length > 0) return withoutKey(value, random.pick(keys))
  if (Array.isArray(value)) return [...value, ...value, drawOddValue(random)]
  const key = random.pick(['__proto__', 'constructor', 'more', '', 'ß', 'x'.repeat(10_000)])
  return withKey(value, key, drawOddValue(random))
}

function withKey(value: object, key: string, inner: unknown): unknown {
  if (Array.isArray(value)) return value.map((each, i) => (String(i) === key ? inner : each))
  const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(value))
  return Object.defineProperty(copy, key, {
    value: inner,
    enumerable: true,
    configurable: true,
    writable: true,
  })
}

function withoutKey(value: object, key: string): unknown {
  if (Array.isArray(value)) return value.filter((_, i) => String(i) !== key)
  return Object.fromEntries(Object.entries(value).filter(([each]) => each !== key))
}
