export { type ApiOptions, createApi } from './api.ts'
export { restoreWorkspace } from './application/backups.ts'
export { log } from './log.ts'
export {
  openThroughline,
  type Throughline,
  type ThroughlineOptions,
} from './application/throughline.ts'
