import type { PeopleBehind } from '../../explain/people-behind.ts'
import { peopleBehindSeconds } from '../parts/media-people.ts'
import type { PlaybackTimeRequest } from './request.ts'

/** Who has seconds of playback at a point, or at any. */
export const peopleBehindPlaybackTime: PeopleBehind<PlaybackTimeRequest> = (c, request, place) =>
  peopleBehindSeconds(c, request, request.metrics, place)
