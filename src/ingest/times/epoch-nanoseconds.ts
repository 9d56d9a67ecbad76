import { epoch } from './epoch.ts'

export const epochNanoseconds = epoch({
  name: 'nanoseconds',
  example: '1704164645678999999',
  perMillisecond: 1_000_000,
  limit: 9e18,
})
