export { type Audiences, openAudiences } from './audiences.ts'
export { endDeleted } from './end-audience.ts'
export { checkSchedule } from './schedule.ts'
export type { AudienceStanding } from './status.ts'
