import { getOwn } from '../../model/own.ts'
import type { Call } from '../call.ts'
import { isObject } from '../call.ts'
import { chooseKey } from '../keys.ts'
import type { ProtocolRoute, Reply } from '../protocol.ts'
import { readJson } from '../read-json.ts'

/** What a browser may do beside sending events: nothing of what is not taken here. */
const config = {
  supportedCompression: ['gzip', 'gzip-js', 'base64'],
  analytics: { endpoint: '/e/' },
  defaultIdentifiedOnly: true,
  elementsChainAsString: true,
  hasFeatureFlags: false,
  autocapture_opt_out: false,
  autocaptureExceptions: false,
  captureDeadClicks: false,
  capturePerformance: false,
  heatmaps: false,
  sessionRecording: false,
  surveys: false,
  siteApps: [],
} as const

/** No flag is on. */
const flags = {
  flags: {},
  featureFlags: {},
  featureFlagPayloads: {},
  errorsWhileComputingFlags: false,
} as const

const asked = (path: string, answer: (key: string) => Reply): ProtocolRoute => ({
  methods: ['GET'],
  path,
  read: ({ params }) => {
    const key = getOwn(params, 'key')
    return { key, items: [], answer: () => answer(key ?? '') }
  },
})

const decided = (path: string, body: object): ProtocolRoute => ({
  methods: ['POST'],
  path,
  read: (call) => ({ key: readAskingKey(call), items: [], answer: () => ({ body }) }),
})

function readAskingKey({ body, query }: Call): string | undefined {
  const sent = body.length === 0 ? {} : readJson(body)
  const told = isObject(sent) ? [getOwn(sent, 'api_key'), getOwn(sent, 'token')] : []
  return chooseKey(...told, query.get('token'), query.get('api_key'))
}

/** The settings as a script, which a browser asks for first. */
const asScript = (key: string): Reply => ({
  body:
    '(window._POSTHOG_REMOTE_CONFIG = window._POSTHOG_REMOTE_CONFIG || {})' +
    `[${JSON.stringify(key)}] = ${JSON.stringify({ config, siteApps: [] })}`,
  headers: { 'content-type': 'text/javascript; charset=utf-8' },
})

export const settingsRoutes: readonly ProtocolRoute[] = [
  asked('/array/:key/config', () => ({ body: config })),
  asked('/array/:key/config.js', asScript),
  ...['/flags', '/flags/'].map((path) => decided(path, flags)),
  ...['/decide', '/decide/'].map((path) => decided(path, { ...config, ...flags })),
]
