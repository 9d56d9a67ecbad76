import { z } from 'zod'
import { ruleInput } from '../../../model/derived-field.ts'
import { splitItems } from '../../compilation/split-items.ts'
import { readJsonPath, readJsonValue } from '../../texts/json-path.ts'
import { applyToText, asItems } from '../items.ts'
import { type Result, type RuleContext, someValue } from '../operand.ts'
import { defineDerivedFieldFunction } from './definition.ts'

const settings = z.strictObject({
  input: ruleInput,
  path: z
    .string()
    .min(1)
    .optional()
    .meta({ description: '`geo.city`, `items.0.sku`; all of the text unless told' }),
  toArray: z.boolean().optional().meta({ title: 'All values of a list' }),
})

type Settings = z.output<typeof settings>

const cart = '{"id":7,"geo":{"city":"Bern"},"items":[{"sku":"a"},{"sku":"b"}],"tags":["x","y"]}'

const rule = (more: object) => [{ function: 'parse-json', input: { field: 'data' }, ...more }]

export const parseJson = defineDerivedFieldFunction({
  label: 'Parse JSON',
  description:
    'What is at a path of a JSON text: names, and places in lists from 0, joined by dots. Of a list, with `toArray`, its values. No value where there is nothing, or no JSON.',
  output: 'text',
  settings,
  examples: [
    {
      title: 'A value of an object',
      rules: rule({ path: 'geo.city' }),
      rows: [{ data: cart }, { data: '{"geo":null}' }, { data: '{broken' }, {}],
      values: ['Bern', null, null, null],
    },
    {
      title: 'A number, and an element of a list',
      rules: rule({ path: 'items.1.sku' }),
      rows: [{ data: cart }],
      values: ['b'],
    },
    {
      title: 'A number as text',
      rules: rule({ path: 'id' }),
      rows: [{ data: cart }],
      values: ['7'],
    },
    {
      title: 'A name with a dot, and a part of the document as JSON',
      rules: rule({ path: 'a.b' }),
      rows: [{ data: '{"a.b":{"c":true}}' }],
      values: ['{"c":true}'],
    },
    {
      title: 'All values of a list',
      rules: rule({ path: 'tags', toArray: true }),
      rows: [{ data: cart }],
      values: [['x', 'y']],
    },
    {
      title: 'A text that is a list itself',
      rules: rule({ toArray: true }),
      rows: [{ data: '["x",7,null,{"a":1}]' }],
      values: [['x', '7', '{"a":1}']],
    },
  ],
  compile,
})

async function compile(parsed: Settings, context: RuleContext): Promise<Result> {
  const { path = '' } = parsed
  if (parsed.toArray !== true) {
    return applyToText(context, parsed, (text) => readJsonValue(text, path))
  }
  const input = await asItems(context.c, await someValue(context, parsed.input))
  return splitItems(context.c, input, `json ${path}`, (text) => readJsonPath(text, path))
}
