import { z } from '@hono/zod-openapi'
import {
  derivedFieldTemplateList,
  filledTemplate,
} from '../../model/answers/derived-field-templates.ts'
import { fieldPath, id } from '../../model/ids.ts'
import {
  derivedFieldTemplates,
  type DerivedFieldTemplate,
  fillTemplate,
  findTemplate,
} from '../../query/derived-fields/templates/index.ts'
import { parseBody } from '../body.ts'
import { endpoint, type Resource } from '../endpoint.ts'

const filling = z.strictObject({
  id: id.optional().meta({ description: 'of the derived field; the template’s when left out' }),
  inputs: z
    .record(z.string(), fieldPath)
    .default({})
    .meta({ description: 'field paths by the names of the inputs, which are their own otherwise' }),
})

/** Ready derived fields, to be put into a data view. */
export const derivedFieldTemplateResource: Resource = {
  tag: 'Derived field templates',
  endpoints: [
    endpoint(
      {
        method: 'get',
        path: '/derived-field-templates',
        summary: 'Ready derived fields: what they read and what they make of it',
        answer: derivedFieldTemplateList,
      },
      () => Object.entries(derivedFieldTemplates).map(([name, template]) => listed(name, template)),
    ),
    endpoint(
      {
        method: 'post',
        path: '/derived-field-templates/{id}',
        isReadOnly: true,
        summary: 'The derived field that reads the given fields, for a data view’s derivedFields',
        params: z.object({ id: z.string() }),
        body: { 'application/json': filling },
        answer: filledTemplate,
      },
      async ({ params, context }) => {
        const template = findTemplate(params.id)
        const { id: own = params.id, inputs } = await parseBody(filling, context)
        return fillTemplate(template, own, inputs)
      },
    ),
  ],
}

const listed = (name: string, { label, description, inputs, example }: DerivedFieldTemplate) => ({
  id: name,
  label,
  description,
  inputs,
  example,
})
