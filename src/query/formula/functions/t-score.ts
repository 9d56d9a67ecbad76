import { score } from './parts/score.ts'

export const tScore = score('T-score')
