import type { Protocol } from '../protocol.ts'
import { segment } from './segment.ts'

/** Every protocol; where several have a path, the first that recognises a call reads it. */
export const protocols: readonly Protocol[] = [segment]
