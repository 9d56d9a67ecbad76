import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { listenToProject, noteProjectOpened, sessionQuery } from '../api/index.ts'
import { changeClient, holdClient } from './client-id.ts'
import { ProjectClient, type ProjectSnapshot } from './project-client.ts'
import { openTransport } from './project-transport.ts'

/** A project as long as a page shows it; undefined until it is known which client the page is. */
export function useProject(id: string): ProjectClient | undefined {
  const [opened, setOpened] = useState<ProjectClient>()
  useEffect(() => {
    const ended = new AbortController()
    void open(id, ended.signal).then((client) => {
      if (!ended.signal.aborted) setOpened(client)
    })
    return () => {
      ended.abort()
      setOpened(undefined)
    }
  }, [id])
  useSignedOut(opened)
  return opened
}

async function open(id: string, signal: AbortSignal): Promise<ProjectClient | undefined> {
  const held = await holdClient(id)
  if (signal.aborted) {
    held.letGo()
    return undefined
  }
  const client = new ProjectClient({
    project: id,
    client: held.client,
    transport: openTransport(id, (after, listener) => listenToProject(id, after, listener)),
    store: localStorage,
    newClient: () => changeClient(id),
  })
  const stopWatching = watchPage(client)
  signal.addEventListener('abort', () => {
    stopWatching()
    client.close()
    held.letGo()
  })
  client.start()
  void noteProjectOpened(id).catch(() => undefined)
  return client
}

/** Browsers allow few streams at once: a page that nobody sees has none. */
function watchPage(client: ProjectClient): () => void {
  const look = () => {
    client.listen(document.visibilityState === 'visible')
    if (document.visibilityState === 'hidden') client.flush()
  }
  const retry = () => client.retry()
  look()
  document.addEventListener('visibilitychange', look)
  window.addEventListener('online', retry)
  return () => {
    document.removeEventListener('visibilitychange', look)
    window.removeEventListener('online', retry)
  }
}

/** A session that has ended is asked for again; what waits is sent after that. */
function useSignedOut(client: ProjectClient | undefined): void {
  const queries = useQueryClient()
  useEffect(
    () =>
      client?.subscribe(() => {
        const { saved } = client.snapshot()
        const isOut = saved.kind === 'offline' && saved.problem.code === 'server/unauthorized'
        if (isOut) void queries.invalidateQueries(sessionQuery)
      }),
    [client, queries],
  )
}

export const useProjectSnapshot = (client: ProjectClient): ProjectSnapshot =>
  useSyncExternalStore(client.subscribe, client.snapshot)
