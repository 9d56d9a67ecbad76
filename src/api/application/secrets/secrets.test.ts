import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Destination, parseDefinitionAs } from '../../../model/definitions/index.ts'
import { buildCatalog } from '../catalog.ts'
import { isSealed } from './seal.ts'
import { hideSecrets, KEPT, openSecrets } from './secrets.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-secrets-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const document = (id: string, secrets: object) => ({
  kind: 'destination',
  id,
  type: 'webhook',
  secrets,
})
const asDestination = (given: unknown): Destination => parseDefinitionAs('destination', given)
const nothing = buildCatalog([])
const environment = () => ({ THROUGHLINE_SECRET_KEY_FILE: join(folder, 'keys', 'secret.key') })

it('keeps a secret encrypted, and gives it to who sends', async () => {
  const secrets = openSecrets(environment())
  const kept = asDestination(await secrets.keep(nothing, document('crm', { signing: 'tüpsy-☃' })))
  expect(isSealed(kept.secrets['signing']!)).toBe(true)
  expect(JSON.stringify(kept)).not.toContain('tüpsy')
  expect(await openSecrets(environment()).read(kept)).toEqual({ signing: 'tüpsy-☃' })
  expect(hideSecrets(kept).secrets).toEqual({ signing: KEPT })
})

it('makes its key once, for its owner alone', async () => {
  const env = environment()
  await openSecrets(env).keep(nothing, document('crm', { signing: 'a' }))
  const key = await readFile(env.THROUGHLINE_SECRET_KEY_FILE, 'utf8')
  await openSecrets(env).keep(nothing, document('crm', { signing: 'b' }))
  expect(await readFile(env.THROUGHLINE_SECRET_KEY_FILE, 'utf8')).toBe(key)
  expect((await stat(env.THROUGHLINE_SECRET_KEY_FILE)).mode & 0o777).toBe(0o600)
})

it('leaves what is kept as it was where it is not said again, or said the same', async () => {
  const secrets = openSecrets(environment())
  const kept = asDestination(await secrets.keep(nothing, document('crm', { signing: 'a' })))
  const known = buildCatalog([kept])
  for (const text of [KEPT, 'a', kept.secrets['signing']]) {
    expect(await secrets.keep(known, document('crm', { signing: text }))).toMatchObject({
      secrets: kept.secrets,
    })
  }
  const other = asDestination(await secrets.keep(known, document('crm', { signing: 'b' })))
  expect(await secrets.read(other)).toEqual({ signing: 'b' })
  await expect(secrets.keep(nothing, document('crm', { signing: KEPT }))).rejects.toMatchObject({
    code: 'definition/invalid',
    path: ['secrets', 'signing'],
  })
})

it('does not open at another place, nor with another key', async () => {
  const secrets = openSecrets(environment())
  const kept = asDestination(await secrets.keep(nothing, document('crm', { signing: 'a' })))
  await expect(
    secrets.keep(nothing, document('mine', { signing: kept.secrets['signing'] })),
  ).rejects.toMatchObject({ code: 'definition/invalid' })
  await expect(
    secrets.read(asDestination(document('mine', { signing: kept.secrets['signing'] }))),
  ).rejects.toMatchObject({ code: 'secret/missing' })
  const otherKey = openSecrets({ THROUGHLINE_SECRET_KEY: Buffer.alloc(32, 7).toString('base64') })
  await expect(otherKey.read(kept)).rejects.toMatchObject({ code: 'secret/missing' })
})

it('reads the environment, and says what it has not', async () => {
  const secrets = openSecrets({ ...environment(), HOOK: 'x', EMPTY: '' })
  const kept = asDestination(await secrets.keep(nothing, document('crm', { a: 'env:HOOK' })))
  expect(kept.secrets).toEqual({ a: 'env:HOOK' })
  expect(await secrets.read(kept)).toEqual({ a: 'x' })
  expect(hideSecrets(kept).secrets).toEqual({ a: 'env:HOOK' })
  for (const name of ['EMPTY', 'NONE', '__proto__']) {
    await expect(
      secrets.read(asDestination(document('crm', { a: `env:${name}` }))),
    ).rejects.toMatchObject({ code: 'secret/missing' })
  }
})

it.each(['short', ''])('says where a key comes from that is none: %j', async (text) => {
  const secrets = openSecrets({ THROUGHLINE_SECRET_KEY: text })
  await expect(secrets.keep(nothing, document('crm', { a: 'x' }))).rejects.toMatchObject({
    code: 'secret/no-key',
    params: { path: 'THROUGHLINE_SECRET_KEY' },
  })
})
