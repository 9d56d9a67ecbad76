import type { PeopleBehind } from '../../explain/people-behind.ts'
import type { AverageMinuteAudienceRequest } from './request.ts'
import { peopleBehindSeconds } from '../parts/media-people.ts'

export const peopleBehindAverageMinuteAudience: PeopleBehind<AverageMinuteAudienceRequest> = (
  c,
  request,
  place,
) => peopleBehindSeconds(c, request, [request.timeSpent], place)
