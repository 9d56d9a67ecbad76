import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { demoDatasets, demoModel, type DemoOptions, writeDemo } from '../../demo/index.ts'
import {
  type DemoOutcome,
  demoOutcome,
  type DemoProgress,
  demoProgress,
} from '../../model/answers/demo.ts'
import { demoSettings } from '../../model/demo-settings.ts'
import { longEndpoint, type Resource } from '../endpoint.ts'
import type { Throughline } from '../application/throughline.ts'

/** Of the work, the rest is importing. */
const shareOfWriting = 0.4

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
      ({ query, throughline }) =>
        (onProgress) =>
          createDemo(throughline, query, onProgress),
    ),
  ],
}

async function createDemo(
  { lake, datasets, definitions }: Throughline,
  options: DemoOptions,
  onProgress: (progress: DemoProgress) => void,
): Promise<DemoOutcome> {
  const folder = join(lake.scratchDir, randomUUID())
  const tell = (share: number, words: string) => onProgress({ share, words })
  try {
    const onShare = (share: number) => tell(share * shareOfWriting, 'making the data')
    onShare(0)
    const { files, truth } = await writeDemo(folder, { ...options, onShare })
    const { changes } = await definitions.apply(demoDatasets)
    const imported = []
    for (const [index, { dataset, type, paths }] of files.entries()) {
      const share = shareOfWriting + ((1 - shareOfWriting) * index) / files.length
      tell(share, `importing ${dataset}`)
      imported.push(await datasets.importFiles(dataset, paths, { kind: type }))
    }
    // Behind the rows, so that the journey is built once.
    const modelled = await definitions.apply(demoModel)
    return { imported, changes: [...changes, ...modelled.changes], truth: { ...truth } }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
