import { checkAnswer } from '../../model/answers/damage.ts'
import { endpoint, type Resource } from '../endpoint.ts'

/** Whether the lake holds what was written to it. */
export const checkResource: Resource = {
  tag: 'Operations',
  endpoints: [
    endpoint(
      {
        method: 'get',
        path: '/check',
        summary: 'What is not as it was written, by dataset and batch',
        answer: checkAnswer,
      },
      ({ throughline }) => throughline.check({ repair: false }),
    ),
    endpoint(
      {
        method: 'post',
        path: '/check/repair',
        summary: 'Makes records of rows that have none, and takes lost rows off the account',
        answer: checkAnswer,
      },
      ({ throughline }) => throughline.check({ repair: true }),
    ),
  ],
}
