import { getOwn } from '../model/own.ts'
import type { DestinationType } from './destination.ts'
import { webhook } from './webhook.ts'

/** In the order in which they are shown. */
export const destinationTypes: Readonly<Record<string, DestinationType>> = {
  webhook,
}

export const findDestinationType = (name: string): DestinationType | undefined =>
  getOwn(destinationTypes, name)
