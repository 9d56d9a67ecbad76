import { z } from 'zod'
import { acceptAll, type DeliveryBatch, type DestinationType } from '../destination.ts'
import { writeCsv } from '../list/csv.ts'
import { writeParquet } from '../list/parquet.ts'
import { listPeople } from '../list/people-list.ts'
import { bucketPlace } from './bucket-place.ts'
import { exportsPlace } from './exports-place.ts'
import { addPart } from './manifest.ts'
import type { FilePlace } from './file-place.ts'

const isPlainPath = (path: string): boolean =>
  path.split('/').every((part) => /^[\w{}][\w .{}-]*$/.test(part))

const place = z
  .string()
  .max(1000)
  .refine(
    (path) => (path.startsWith('s3://') ? isBucket(path) : isPlainPath(path)),
    'a folder such as nightly/crm, without . and .., or s3://bucket/prefix',
  )

const isBucket = (address: string): boolean => {
  const [bucket = '', ...parts] = address.replace(/\/$/, '').slice('s3://'.length).split('/')
  return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) && parts.every(isPlainPath)
}

const fileName = z
  .string()
  .max(200)
  .refine(
    (name) =>
      isPlainPath(name) &&
      ['{audience}', '{run}', '{part}'].every((each) => name.includes(each)) &&
      !/[{}]/.test(name.replaceAll(/\{(audience|run|part)\}/g, '')),
    'letters, digits, _, -, dots and /, with {audience}, {run} and {part}',
  )

const settings = z.strictObject({
  place: place.meta({
    description:
      'a folder below the folder `exports` of the data folder, such as nightly/crm, or s3://bucket/prefix',
  }),
  format: z.enum(['csv', 'json-lines', 'parquet']).default('csv').meta({
    description: 'of the files',
  }),
  name: fileName.default('{audience}/{run}/{part}').meta({
    description:
      'of a file, without its ending: {part} is 0001, 0002 and so on; in the name of the manifest, manifest',
  }),
  columns: z.array(z.string().min(1).max(500)).max(1000).default([]).meta({
    description:
      'the columns in their order: person, status, at, epoch, namespaces of identities, attributes; those that a file has anything of when left out',
  }),
  forSpreadsheets: z.boolean().default(false).meta({
    description:
      'whether CSV is for people: texts that a spreadsheet would run as a formula begin with an apostrophe. Off, because it changes ids such as +49 151',
  }),
})

type Settings = z.infer<typeof settings>

const endings = { csv: 'csv', 'json-lines': 'jsonl', parquet: 'parquet' } as const

/** A file per batch, and a manifest per run that says which belong to it. */
export const file: DestinationType<Settings> = {
  label: 'File drop',
  description:
    'Writes files – CSV, JSON lines, Parquet – to a folder of the server or to S3, with a manifest per run.',
  settings,
  secrets: [],
  batch: { items: 50_000 },
  does: ['export'],
  isRunAgainstVendor: true,
  example: {
    settings: {
      place: 'nightly/crm',
      format: 'csv',
      name: '{audience}/{run}/{part}',
      columns: ['person', 'status', 'at', 'email', 'customers.first_name'],
      forSpreadsheets: false,
    },
    secrets: {},
  },
  /** Parquet is shown as lines of JSON, which have the same rows. */
  show(batch, told) {
    const list = listPeople(batch, told.columns)
    const isCsv = told.format === 'csv'
    const body = isCsv ? writeCsv(list, told.forSpreadsheets) : writeJsonLines(list)
    const to = `${told.place}/${nameOf(told, batch)('0001')}.${endings[told.format]}`
    return { messages: [{ to, body }] }
  },
  open({ settings: told, folder, outgoing, lake }) {
    const to: FilePlace = told.place.startsWith('s3://')
      ? bucketPlace(told.place, { outgoing, scratchDir: lake.scratchDir })
      : exportsPlace(folder, told.place)
    const write = async (batch: DeliveryBatch): Promise<Uint8Array> => {
      const list = listPeople(batch, told.columns)
      switch (told.format) {
        case 'csv':
          return Buffer.from(writeCsv(list, told.forSpreadsheets))
        case 'json-lines':
          return Buffer.from(writeJsonLines(list))
        case 'parquet':
          return writeParquet(lake, list)
        default:
          return told.format satisfies never
      }
    }
    return {
      async deliver(batch, signal) {
        const bytes = await write(batch)
        const part = { bytes, ending: endings[told.format], nameOf: nameOf(told, batch) }
        await lake.queue.run(`files of ${told.place}`, () => addPart(to, batch, part, signal))
        return acceptAll(batch)
      },
      check: (signal) => to.check(signal),
      async close() {},
    }
  },
}

const nameOf =
  ({ name }: Settings, { audience, run }: DeliveryBatch) =>
  (part: string): string =>
    name
      .replaceAll('{audience}', audience.id)
      .replaceAll('{run}', run.replaceAll(/[^\w-]+/g, '-'))
      .replaceAll('{part}', part)

const writeJsonLines = ({ columns, changes }: ReturnType<typeof listPeople>): string =>
  changes
    .map((change) => {
      const cells = columns.map(({ name, read }) => [name, read(change) ?? null])
      return `${JSON.stringify(Object.fromEntries(cells))}\n`
    })
    .join('')
