import { getOwn } from '../../model/own.ts'
import { texts } from '../texts/index.ts'

const names: Readonly<Record<string, string>> = texts.templates.components

/** Labels of metrics; all others are of dimensions. */
const metrics = new Set([
  'page-views',
  'product-views',
  'cart-additions',
  'checkouts',
  'orders',
  'online-orders',
  'revenue',
  'units',
  'tool-uses',
  'errors',
  'calls',
  'order-calls',
  'call-cost',
  'ad-cost',
  'impressions',
  'ad-clicks',
])

const nameOf = (label: string): string => label.replace(/^context:/, '')

export const isMetricRole = (label: string): boolean => metrics.has(nameOf(label))

/** What a component with the label is, in words. */
export const printRole = (label: string): string => getOwn(names, nameOf(label)) ?? label
