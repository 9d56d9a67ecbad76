/**
 * Who asks, and how that is known: `token` and `folder` sent a secret with the request, `session` is a
 * browser that signed in, `reach` is anyone who can reach a server that has no token.
 */
export type Actor =
  | { readonly id: 'owner'; readonly knownBy: 'token' | 'folder' | 'session' | 'reach' }
  | { readonly id: 'stranger' }

export const stranger: Actor = { id: 'stranger' }

declare module 'hono' {
  interface ContextVariableMap {
    actor: Actor
  }
}

/** Cookies go with requests of any page; a secret is only sent by a program that has it. */
export const sentItsSecret = (actor: Actor): boolean =>
  actor.id === 'owner' && (actor.knownBy === 'token' || actor.knownBy === 'folder')
