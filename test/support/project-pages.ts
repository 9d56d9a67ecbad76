import { setTimeout as wait } from 'node:timers/promises'
import type { ProjectSteps } from '../../src/model/answers/projects.ts'
import type { ProjectDocument } from '../../src/model/projects/document.ts'
import { RequestError, type ShownProblem, unreachable } from '../../src/web/api/http.ts'
import type { Caller } from '../../src/web/api/project-steps.ts'
import type { TextStore } from '../../src/web/project/kept-steps.ts'
import { ProjectClient, type ProjectSnapshot } from '../../src/web/project/project-client.ts'
import { openTransport, type ProjectTransport } from '../../src/web/project/project-transport.ts'
import type { Workspace } from './workspace.ts'

/** What lies between a page and the server. */
export interface Network {
  /** How long a request is on its way, and its answer. */
  delayMs: () => number
  /** Whether a request gets lost, or its answer when the server has done what it asks. */
  loses: () => 'request' | 'answer' | undefined
  /** How late events come. */
  eventDelayMs: () => number
}

export const goodNetwork = (): Network => ({
  delayMs: () => 0,
  loses: () => undefined,
  eventDelayMs: () => 0,
})

/** A page of a project, over a network that may be slow, dead or out of order. */
export interface TestPage {
  readonly client: ProjectClient
  readonly network: Network
  readonly shown: () => ProjectDocument
  readonly snapshot: () => ProjectSnapshot
  readonly close: () => void
}

/** Texts by key, as a browser keeps them across reloads. */
export function memoryStore(): TextStore & { readonly size: () => number } {
  const texts = new Map<string, string>()
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
    size: () => texts.size,
  }
}

export interface PageOptions {
  readonly store?: TextStore
  readonly client?: string
  readonly network?: Network
}

const timing = { pauseMs: 50, longestPauseMs: 400, firstRetryMs: 5, timeoutMs: 2000, slowMs: 50 }

export function openPage(
  workspace: Workspace,
  project: string,
  {
    store = memoryStore(),
    client = crypto.randomUUID(),
    network = goodNetwork(),
  }: PageOptions = {},
): TestPage {
  const transport = openTransport(
    project,
    listenVia(workspace, project, network),
    callVia(workspace, network),
  )
  const opened = new ProjectClient({
    project,
    client,
    transport,
    store,
    newClient: () => crypto.randomUUID(),
    timing,
  })
  opened.listen(true)
  opened.start()
  return {
    client: opened,
    network,
    snapshot: opened.snapshot,
    shown: () => opened.snapshot().document!,
    close: () => opened.close(),
  }
}

const callVia =
  ({ app }: Workspace, network: Network): Caller =>
  async <T>(path: string, { method = 'GET', body, signal }: Parameters<Caller>[1] = {}) => {
    const lost = network.loses()
    await wait(network.delayMs())
    if (lost === 'request') throw new RequestError(unreachable)
    const response = await app.request(`/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    })
    const answer = (await response.json()) as unknown
    await wait(network.delayMs())
    if (lost === 'answer') throw new RequestError(unreachable)
    if (!response.ok) throw new RequestError(answer as ShownProblem)
    return answer as T
  }

/** Events of a stream come in their order, however late. */
const listenVia =
  ({ app }: Workspace, project: string, network: Network): ProjectTransport['listen'] =>
  (from, { onStep, onReset }) => {
    const ended = new AbortController()
    const poll = async () => {
      let after = from
      while (!ended.signal.aborted) {
        const path = `/api/v1/projects/${project}/changes?after=${after}`
        const page = (await (await app.request(path)).json()) as ProjectSteps
        await wait(5 + network.eventDelayMs())
        if (ended.signal.aborted) return
        if (!page.isWhole) return onReset()
        for (const step of page.rows) {
          if (!ended.signal.aborted) onStep(step)
          after = step.revision
        }
      }
    }
    void poll().catch(() => undefined)
    return () => ended.abort()
  }

/** Until it holds, for at most a minute. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const end = Date.now() + 60_000
  while (!holds()) {
    if (Date.now() > end) throw new Error(`it never came: ${what}`)
    await wait(5)
  }
}

export const untilSaved = (page: TestPage): Promise<void> =>
  until(() => page.snapshot().document !== null && page.snapshot().saved.kind === 'saved', 'saved')
