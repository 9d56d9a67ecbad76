import { z } from 'zod'

/** Whether this browser has to sign in, and has. */
export const sessionAnswer = z.strictObject({
  needsToken: z.boolean().meta({ description: 'whether the server has a token' }),
  isSignedIn: z.boolean(),
})

/** That a server has the data folder, to who has it too. */
export const instanceAnswer = z.strictObject({
  id: z.string(),
  proof: z.string().meta({ description: 'HMAC-SHA256 of the nonce and the port' }),
})
