import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from '@hono/zod-openapi'
import { sampleDefinitions, type SampleOptions, writeSample } from '../../demo/index.ts'
import {
  type DemoOutcome,
  demoOutcome,
  type DemoProgress,
  demoProgress,
} from '../../model/answers/demo.ts'
import { longEndpoint, type Resource } from '../endpoint.ts'
import { omitUndefined } from '../application/apply.ts'
import type { Throughline } from '../application/throughline.ts'

const demoSettings = z.object({
  people: z.coerce.number().int().positive().max(5_000_000).optional(),
  seed: z.coerce.number().int().optional(),
  day: z.iso.date().optional().meta({ description: 'the data ends before it; today unless told' }),
})

/** The demo company, made as files and imported like anyone's. */
export const demoResource: Resource = {
  tag: 'Demo',
  endpoints: [
    longEndpoint(
      {
        method: 'post',
        path: '/demo',
        summary: 'Creates the demo company; with `Accept: text/event-stream`, with progress',
        query: demoSettings,
        answer: demoOutcome,
        progress: demoProgress,
      },
      ({ query, throughline }) => {
        const { day = new Date().toISOString().slice(0, 10), ...size } = query
        const options = { day, ...omitUndefined(size) }
        return (onProgress) => createDemo(throughline, options, onProgress)
      },
    ),
  ],
}

async function createDemo(
  { lake, datasets, definitions }: Throughline,
  options: SampleOptions,
  onProgress: (progress: DemoProgress) => void,
): Promise<DemoOutcome> {
  const folder = join(lake.scratchDir, randomUUID())
  try {
    onProgress({ share: 0, words: 'making the data' })
    const files = await writeSample(folder, options)
    const { changes } = await definitions.apply(sampleDefinitions)
    const imported = []
    for (const [index, { dataset, type, path }] of files.entries()) {
      onProgress({ share: index / files.length, words: `importing ${dataset}` })
      imported.push(await datasets.importFiles(dataset, [path], { kind: type }))
    }
    return { imported, changes }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
