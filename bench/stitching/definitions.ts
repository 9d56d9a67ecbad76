export const web = {
  kind: 'dataset',
  id: 'web',
  type: 'event',
  timestamp: 'ts',
  fields: { ts: 'timestamp', cookie: 'string', user: 'string', page: 'string' },
}

export const space = {
  kind: 'identity-space',
  id: 'people',
  namespaces: [
    { id: 'user', unique: true },
    { id: 'cookie', device: true },
  ],
}

const identities = [
  { field: 'user', namespace: 'user' },
  { field: 'cookie', namespace: 'cookie' },
]

const connect = (id: string, dataset: object) => ({
  kind: 'connection',
  id,
  datasets: [{ dataset: 'web', ...dataset }],
})

export const plain = connect('plain', { personId: 'cookie' })

const known = { personId: 'user', namespace: 'user' }
const persistent = { persistentId: 'cookie', namespace: 'cookie' }

export const field = connect('field', { ...known, stitch: { method: 'field', ...persistent } })

export const graph = connect('graph', {
  ...known,
  identities,
  stitch: { method: 'graph', space: 'people', ...persistent, target: 'user' },
})

/** Of a connection, by its name. */
export const view = (connection: string) => ({ kind: 'data-view', id: connection, connection })
