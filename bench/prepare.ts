import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Child, startChild } from './child.ts'
import type { Loading } from './summary.ts'

/** Works with a child process of its own, which is given the folder of the data. */
export async function inChild<T>(
  name: string,
  root: string,
  work: (child: Child) => Promise<T>,
): Promise<T> {
  const child = startChild(name, [root])
  try {
    return await work(child)
  } finally {
    await child.stop()
  }
}

/** Makes the events where they are not there yet. */
export async function generateEvents(root: string, events: number): Promise<void> {
  mkdirSync(root, { recursive: true })
  await inChild('generate', root, (child) => child.call('generate', events))
}

/** Imports when there is no workspace of this size yet, or when told to; the times of the last import. */
export async function loadJourney(root: string, isWanted = false): Promise<Loading> {
  const file = join(root, 'loading.json')
  if (isWanted || !existsSync(file)) {
    console.error('importing …')
    const times = await inChild('journey', root, async (child) => {
      const loaded = await child.call<Loading>('load')
      await child.call('close')
      return loaded
    })
    writeFileSync(file, JSON.stringify(times))
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Loading
}
