import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { dataView } from '../definitions.ts'
import { foldersOf } from '../folders.ts'
import { type LoadedServer, startServer } from '../load/server.ts'
import { generateEvents, loadJourney } from '../prepare.ts'
import { demo, large, type WorldComponents } from './world-components.ts'
import { projectsOf } from './projects.ts'

/** A server with data and the projects that are measured. */
export interface World {
  readonly name: string
  readonly components: WorldComponents
  readonly server: LoadedServer
  readonly isLarge: boolean
  /** Of its last event. */
  readonly lastTime: number
}

/** The demo company, with as many people as the page makes. */
export async function openDemo(): Promise<World> {
  const server = await startServer()
  await post(server.url, 'demo?people=3000', {})
  return prepared('demo', demo, server, false)
}

/** The events of the other benches, from `bench/.cache`. */
export async function openLarge(events: number): Promise<World> {
  const root = join(import.meta.dirname, '../.cache', String(events))
  const { journey, csv } = foldersOf(root)
  if (!existsSync(csv)) await generateEvents(root, events)
  await loadJourney(root)
  const server = await startServer({ data: journey })
  await post(server.url, 'apply', dataView)
  return prepared(`${events / 1e6} million events`, large, server, true)
}

async function prepared(
  name: string,
  components: WorldComponents,
  server: LoadedServer,
  isLarge: boolean,
): Promise<World> {
  for (const project of projectsOf(components)) await post(server.url, 'apply', project)
  const { connection } = await get<{ connection: string }>(
    server.url,
    `definitions/data-view/${components.dataView}`,
  )
  const status = await get<{ lastTime: number }>(server.url, `connections/${connection}/status`)
  return { name, components, server, isLarge, lastTime: status.lastTime }
}

export async function get<T>(url: string, path: string): Promise<T> {
  const answer = await fetch(`${url}/api/v1/${path}`)
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as T
}

export async function post<T>(url: string, path: string, body: object): Promise<T> {
  const answer = await fetch(`${url}/api/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as T
}
