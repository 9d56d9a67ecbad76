import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { sessionAnswer } from '../../model/answers/session.ts'
import { call } from './http.ts'

type Session = z.output<typeof sessionAnswer>

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call<Session>('/session', { signal }),
})

/** The session is a cookie that scripts do not see. Errors: server/unauthorized, server/too-many-tries. */
export const signIn = (token: string): Promise<Session> =>
  call('/session', { method: 'POST', body: { token } })

export const signOut = (): Promise<void> => call('/session', { method: 'DELETE' })
