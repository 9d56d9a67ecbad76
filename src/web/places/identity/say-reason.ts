import { getOwn } from '../../../model/own.ts'
import { texts } from '../../texts/index.ts'

/** Why a link does not stand, in words. */
export const sayReason = (reason: string): string =>
  getOwn<string>(texts.identity.reasons, reason) ?? reason
