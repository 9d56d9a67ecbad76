import { texts } from '../../texts.ts'

/** Why a link does not stand, in words. */
export const sayReason = (reason: string): string =>
  (texts.identity.reasons as Readonly<Record<string, string>>)[reason] ?? reason
