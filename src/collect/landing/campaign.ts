import { getOwn } from '../../model/own.ts'
import { isObject, type JsonObject } from '../call.ts'
import { readText } from '../read-id.ts'

export interface Campaign {
  readonly source?: string | undefined
  readonly medium?: string | undefined
  readonly campaign?: string | undefined
  readonly term?: string | undefined
  readonly content?: string | undefined
  readonly id?: string | undefined
}

/** UTM parameters of the page's address; what the SDK found itself (`context.campaign`) comes first. */
export function readCampaign(
  page: URL | undefined,
  context: JsonObject | undefined,
): Campaign | undefined {
  const given = context && getOwn(context, 'campaign')
  const told = isObject(given) ? given : {}
  const find = (parameter: string, name = parameter) =>
    readText(getOwn(told, name)) ?? readText(page?.searchParams.get(`utm_${parameter}`))
  const campaign = {
    source: find('source'),
    medium: find('medium'),
    campaign: find('campaign', 'name'),
    term: find('term'),
    content: find('content'),
    id: find('id'),
  }
  return Object.values(campaign).some((value) => value !== undefined) ? campaign : undefined
}
