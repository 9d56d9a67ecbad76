import { expect, it } from 'vitest'
import { parseClickHouseType } from './clickhouse-type.ts'

const string = { kind: 'scalar', name: 'String', parameters: [] as string[] }

it.each([
  ['String', string],
  ["DateTime64(3, 'UTC')", { kind: 'scalar', name: 'DateTime64', parameters: ['3', "'UTC'"] }],
  [
    'LowCardinality(Nullable(String))',
    { kind: 'low-cardinality', of: { kind: 'nullable', of: string } },
  ],
  ['Array(Array(String))', { kind: 'array', of: { kind: 'array', of: string } }],
  [
    'Tuple(String, b Array(String))',
    {
      kind: 'tuple',
      elements: [
        ['1', string],
        ['b', { kind: 'array', of: string }],
      ],
    },
  ],
  ['Tuple(`a.b(,\\`` String)', { kind: 'tuple', elements: [['a.b(,`', string]] }],
])('takes %s apart', (text, type) => {
  expect(parseClickHouseType(text)).toEqual(type)
})
