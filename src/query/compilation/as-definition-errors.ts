import { type ErrorCode, ThroughlineError } from '../../model/errors.ts'

type RequestCode = Extract<ErrorCode, `request/${string}`>

/** What only requests have: a kind of report. */
type OnlyOfRequests = 'request/unknown-kind'

/** Definitions are compiled as requests are, when they are saved and when a report reads them: whose mistake it is says the code. */
const codes: Readonly<Record<Exclude<RequestCode, OnlyOfRequests>, ErrorCode>> = {
  'request/invalid': 'definition/invalid',
  'request/unknown-component': 'definition/unknown-component',
  'request/unknown-operator': 'definition/unknown-operator',
  'request/unknown-date-range': 'definition/unknown-date-range',
  'request/range-reversed': 'definition/range-reversed',
  'request/too-large': 'definition/too-large',
  'request/impossible': 'definition/impossible',
}

/** What `work` gives; its mistakes have the codes of definitions. */
export async function asDefinitionErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ThroughlineError)) throw error
    const code = Object.entries(codes).find(([code]) => code === error.code)?.[1]
    throw code === undefined ? error : error.as(code)
  }
}
