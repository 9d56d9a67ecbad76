import { epoch } from './epoch.ts'

export const epochMilliseconds = epoch({
  name: 'milliseconds',
  example: '1704164645678',
  perMillisecond: 1,
  limit: 1e14,
})
