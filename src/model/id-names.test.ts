import { expect, it } from 'vitest'
import { isIdName } from './id-names.ts'

it.each([
  'Version',
  'userId',
  'userID',
  'order_id',
  'zip',
  'year',
  'userid',
  'ID',
  'geo.zip',
  'id_visitor',
  'app version',
  'status',
  'http_status',
  'Customer',
])('%s names something', (name) => expect(isIdName(name)).toBe(true))

it.each([
  'revenue',
  'quantity',
  'paid',
  'grid',
  'valid',
  'height',
  'items',
  'card',
  'years_active',
  'users',
])('%s is an amount', (name) => expect(isIdName(name)).toBe(false))
