import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { readBody } from './body.ts'
import { createBodyLimit } from './body-limit.ts'
import { respondWithProblem } from './problem.ts'

const MB = 2 ** 20

/** Holds what it reads until it is let go. */
function openServer() {
  const waiting: (() => void)[] = []
  const app = new Hono()
  app.onError((error) => respondWithProblem(error))
  app.post('/', createBodyLimit(2 * MB, 4 * MB), async (context) => {
    const { length } = await readBody(context)
    await new Promise<void>((letGo) => waiting.push(letGo))
    return context.text(String(length))
  })
  const send = (bytes: number) => app.request('/', { method: 'POST', body: new Uint8Array(bytes) })
  const isHeld = (count: number) => expect.poll(() => waiting.length).toBe(count)
  return { send, isHeld, letGo: () => waiting.splice(0).forEach((go) => go()) }
}

it('holds no more bodies at the same time than it has room for', async () => {
  const { send, isHeld, letGo } = openServer()
  const first = [send(2 * MB), send(2 * MB)]
  await isHeld(2)
  const refused = await send(1)
  expect(refused.status).toBe(503)
  expect(refused.headers.get('retry-after')).toBe('5')
  expect(await refused.text()).toContain('bodies-mb')
  letGo()
  for (const answer of await Promise.all(first)) expect(await answer.text()).toBe(String(2 * MB))
  const next = send(2 * MB)
  await isHeld(1)
  letGo()
  expect((await next).status).toBe(200)
})

it('gives back the room of bodies that were refused or broken', async () => {
  const { send, isHeld, letGo } = openServer()
  for (let times = 0; times < 5; times++) expect((await send(2 * MB + 1)).status).toBe(413)
  const all = [send(2 * MB), send(2 * MB)]
  await isHeld(2)
  letGo()
  for (const answer of await Promise.all(all)) expect(answer.status).toBe(200)
})
