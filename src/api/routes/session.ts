import { z } from '@hono/zod-openapi'
import { instanceAnswer, sessionAnswer } from '../../model/answers/session.ts'
import { parseBody } from '../body.ts'
import { endpoint, noContent, type Resource } from '../endpoint.ts'

const credentials = z.strictObject({ token: z.string().min(1).max(4096) })

/** Signing in, and out; and whose server this is. */
export const sessionResource: Resource = {
  tag: 'Access',
  endpoints: [
    endpoint(
      {
        method: 'get',
        path: '/session',
        summary: 'Whether a token is needed, and whether this browser has signed in',
        callers: 'anyone',
        answer: sessionAnswer,
      },
      ({ actor, gate }) => ({ needsToken: gate.needsToken, isSignedIn: actor.id === 'owner' }),
    ),
    endpoint(
      {
        method: 'post',
        path: '/session',
        summary: 'Signs in with the token: a cookie that scripts cannot read, for a week at most',
        callers: 'anyone',
        body: { 'application/json': credentials },
        answer: sessionAnswer,
      },
      async ({ context, gate }) => {
        if (gate.needsToken)
          await gate.signIn(context, (await parseBody(credentials, context)).token)
        return { needsToken: gate.needsToken, isSignedIn: true }
      },
    ),
    endpoint(
      {
        method: 'delete',
        path: '/session',
        summary: 'Signs out',
        callers: 'anyone',
        answer: noContent,
      },
      ({ context, gate }) => gate.signOut(context),
    ),
    endpoint(
      {
        method: 'get',
        path: '/instance',
        summary: 'Proves to commands that this server has their data folder',
        callers: 'anyone',
        query: z.object({ nonce: z.string().regex(/^[0-9a-f]{32,128}$/) }),
        answer: instanceAnswer,
      },
      ({ query, context, throughline: { instance } }) => {
        const port = Number(context.env?.incoming?.socket.localPort ?? 0)
        return { id: instance.id, proof: instance.prove(query.nonce, port) }
      },
    ),
  ],
}
