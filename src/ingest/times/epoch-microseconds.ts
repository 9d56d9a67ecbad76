import { epoch } from './epoch.ts'

export const epochMicroseconds = epoch({
  name: 'microseconds',
  example: '1704164645678999',
  perMillisecond: 1000,
  limit: 1e17,
})
