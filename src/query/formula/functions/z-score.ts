import { score } from './parts/score.ts'

export const zScore = score('Z-score')
