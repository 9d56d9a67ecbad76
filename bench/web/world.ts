import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { dataView } from '../definitions.ts'
import { foldersOf } from '../folders.ts'
import { type LoadedServer, startServer } from '../load/server.ts'
import { generateEvents, loadJourney } from '../prepare.ts'
import { projectsOf } from './projects.ts'

/** What the pages of a world are made of: ids of components, and the names that its rail has for them. */
export interface WorldComponents {
  readonly dataView: string
  /** The dimension of the table that is dragged onto. */
  readonly rows: string
  /** The dimension of the longest table. */
  readonly longest: string
  readonly dimensions: readonly [string, string, string]
  readonly metric: string
  readonly otherMetric: string
  /** A dimension and its items that follow each other. */
  readonly path: { readonly dimension: string; readonly items: readonly string[] }
  /** Dragged into the rows one after the other. */
  readonly dragged: readonly string[]
  /** Dragged beside the columns. */
  readonly draggedMetrics: readonly string[]
  /** What is typed into the rail, a rule and a formula. */
  readonly typed: { readonly rail: string; readonly rule: string; readonly formula: string }
}

/** A server with data and the projects that are measured. */
export interface World {
  readonly name: string
  readonly components: WorldComponents
  readonly server: LoadedServer
  readonly isLarge: boolean
  /** Of its last event. */
  readonly lastTime: number
}

export const demo: WorldComponents = {
  dataView: 'harbor-and-pine',
  rows: 'page',
  longest: 'cookie',
  dimensions: ['marketing-channel', 'device', 'event'],
  metric: 'orders',
  otherMetric: 'revenue',
  path: { dimension: 'page-type', items: ['home', 'product', 'cart'] },
  dragged: ['Page type', 'Screen', 'Event', 'Interaction', 'Store', 'Tool'],
  draggedMetrics: ['Revenue', 'Orders'],
  typed: { rail: 'marketing channel', rule: 'device', formula: 'orders / sessions' },
}

export const large: WorldComponents = {
  dataView: 'bench',
  rows: 'page',
  longest: 'item',
  dimensions: ['channel', 'device', 'event'],
  metric: 'orders',
  otherMetric: 'revenue',
  path: { dimension: 'event', items: ['page_view', 'add_to_cart', 'purchase'] },
  dragged: ['event', 'channel', 'campaign', 'device', 'country', 'product'],
  draggedMetrics: ['orders', 'revenue'],
  typed: { rail: 'channel kept', rule: 'device', formula: 'orders / sessions' },
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

export async function prepared(
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
