import { epoch } from './epoch.ts'

export const epochSeconds = epoch({
  name: 'seconds',
  example: '1704164645.678',
  perMillisecond: 0.001,
  limit: 1e11,
})
