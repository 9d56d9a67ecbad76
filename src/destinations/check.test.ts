import { describe, expect, it } from 'vitest'
import { checkDestination } from './check.ts'
import { destinationTypes } from './index.ts'

const hook = { type: 'webhook', settings: { url: 'https://crm.example.com/hook' }, secrets: {} }
const failing = (told: typeof hook) => {
  try {
    checkDestination(told)
  } catch (error) {
    return error as Error & { code: string; path: readonly unknown[] }
  }
  throw new Error('it was taken')
}

describe('a destination', () => {
  it('has what its settings leave out', () => {
    expect(checkDestination(hook).settings).toEqual({ ...hook.settings, headers: {} })
  })

  it('has a type that there is', () => {
    const { code, path, message } = failing({ ...hook, type: 'webhok' })
    expect([code, path]).toEqual(['definition/unknown-component', ['type']])
    expect(message).toContain('"webhok"')
    expect(message).toContain('webhook')
    expect(failing({ ...hook, type: 'constructor' }).code).toBe('definition/unknown-component')
  })

  it.each([
    [{}, ['settings', 'url'], 'it is missing'],
    [{ url: 'ftp://x' }, ['settings', 'url'], 'https://'],
    [{ url: 'x' }, ['settings', 'url'], 'https://'],
    [{ url: 'https://x', uri: 'y' }, ['settings', 'uri'], 'unknown uri'],
    [{ url: 'https://x', headers: { Host: 'y' } }, ['settings', 'headers', 'Host'], 'set by each'],
    [{ url: 'https://x', headers: { 'a b': 'y' } }, ['settings', 'headers', 'a b'], 'no header'],
    [{ url: 'https://x', headers: { A: 'b\nC: d' } }, ['settings', 'headers', 'A'], 'one line'],
  ])('with settings %o is told where they are wrong', (settings, path, words) => {
    const failed = failing({ ...hook, settings: settings as typeof hook.settings })
    expect([failed.code, failed.path]).toEqual(['definition/invalid', path])
    expect(failed.message).toContain(words)
  })

  it('has no secrets that its type does not know', () => {
    const failed = failing({ ...hook, secrets: { singing: 'sealed:abc' } })
    expect([failed.code, failed.path]).toEqual(['definition/invalid', ['secrets', 'singing']])
    expect(failed.message).toContain('allowed: signing, headers')
    expect(failed.message).not.toContain('abc')
  })
})

describe.each(Object.entries(destinationTypes))('%s', (type, { secrets, example }) => {
  it('takes its own example', () => {
    const told = { type, settings: { ...example.settings }, secrets: example.secrets }
    expect(checkDestination(told).settings).toEqual(example.settings)
  })

  it('needs each secret that it says it needs', () => {
    for (const { name } of secrets.filter(({ isRequired }) => isRequired)) {
      const { [name]: _, ...others } = example.secrets
      for (const given of [others, { ...others, [name]: '' }]) {
        const failed = failing({ type, settings: example.settings as never, secrets: given })
        expect([failed.code, failed.path]).toEqual(['definition/invalid', ['secrets', name]])
      }
    }
  })
})
