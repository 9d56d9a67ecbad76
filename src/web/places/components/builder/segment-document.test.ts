import { expect, it } from 'vitest'
import { readDraft, writeDraft } from './segment-document.ts'

const definition = {
  container: 'person',
  where: { dimension: 'page', op: 'exists' },
} as const
const plain = { kind: 'segment', id: 'a', definition } as const

it('a segment is written as it was opened', () => {
  const about = { name: 'A', description: 'b', tags: ['x, y', 'z'], folder: 'Value' }
  const full = { ...plain, dataView: 'main', ...about }
  for (const document of [plain, full, { ...plain, tags: [] }]) {
    expect(writeDraft(document, readDraft(document))).toEqual(document)
  }
})

it('what was changed is written, the rest stays', () => {
  const draft = { ...readDraft({ ...plain, tags: ['x'] }), name: 'New', tags: 'p,, q , p' }
  expect(writeDraft({ ...plain, tags: ['x'] }, draft)).toEqual({
    ...plain,
    name: 'New',
    tags: ['p', 'q'],
  })
})
