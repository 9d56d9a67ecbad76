import { join } from 'node:path'
import { AdSpend } from '../datasets/ad-spend.ts'
import { campaignRows } from '../datasets/campaigns.ts'
import { catalogue } from '../datasets/catalogue.ts'
import { eventFormats } from '../datasets/index.ts'
import type { TruthFiles } from '../truth/observe.ts'
import type { Truth } from '../truth/truth.ts'
import type { EventDataset } from '../world/events.ts'
import type { Life } from '../world/life.ts'
import { customerColumns } from '../world/people.ts'
import type { Period } from '../world/period.ts'
import { EventFiles } from './event-files.ts'
import { PackedFile } from './packed-file.ts'
import { csv, jsonLines, type RowFormat } from './text.ts'

/** Files of one dataset that are to be imported together. */
export interface WrittenFiles {
  readonly dataset: DemoDataset
  readonly type: 'event' | 'profile' | 'lookup' | 'summary'
  readonly paths: readonly string[]
}

export type DemoDataset = EventDataset | 'customers' | 'catalogue' | 'campaigns' | 'ad-spend'

const eventDatasets = Object.keys(eventFormats) as readonly EventDataset[]

/** All files of the company in a folder; what waits to be written is held back until `flush`. */
export class CompanyFiles {
  readonly #folder: string
  readonly #period: Period
  readonly #events: Readonly<Record<EventDataset, EventFiles>>
  readonly #customers: PackedFile
  readonly #truth: Readonly<Record<'orders' | 'identities', PackedFile>>
  readonly #adSpend = new AdSpend()
  readonly #customerFormat = csv(customerColumns)

  constructor(folder: string, period: Period) {
    this.#folder = folder
    this.#period = period
    const entries = eventDatasets.map((dataset) => [
      dataset,
      new EventFiles(folder, dataset, eventFormats[dataset]),
    ])
    this.#events = Object.fromEntries(entries) as Record<EventDataset, EventFiles>
    this.#customers = this.#open('customers', this.#customerFormat)
    this.#truth = {
      orders: this.#open('truth/orders', jsonLines),
      identities: this.#open('truth/identities', jsonLines),
    }
  }

  get truthFiles(): TruthFiles {
    const { orders, identities } = this.#truth
    return {
      orders: 'truth/orders.jsonl.gz',
      identities: 'truth/identities.jsonl.gz',
      onOrder: (order) => orders.add(jsonLines.print(order)),
      onPerson: (person) => identities.add(jsonLines.print(person)),
    }
  }

  add({ person, events }: Life): void {
    if (person.customer) this.#customers.add(this.#customerFormat.print(person.customer))
    this.#adSpend.see(events)
    for (const { dataset, row } of events) this.#events[dataset].add(row)
  }

  async flush(): Promise<void> {
    await Promise.all([...this.#all].map((file) => file.flush()))
  }

  /** Writes what is left. @returns the files in the order in which they are to be imported: what arrives late comes last */
  async close(): Promise<readonly WrittenFiles[]> {
    const ads = ['day', 'campaign', 'impressions', 'clicks', 'cost']
    const others = [
      await this.#write('catalogue', 'lookup', catalogue),
      await this.#write('campaigns', 'lookup', campaignRows(this.#period)),
      await this.#write('ad-spend', 'summary', this.#adSpend.rows(), ads),
    ]
    await Promise.all([...this.#all].map((file) => file.close()))
    const part = (which: 'parts' | 'late') =>
      eventDatasets.map(
        (dataset): WrittenFiles => ({
          dataset,
          type: 'event',
          paths: this.#events[dataset][which],
        }),
      )
    const customers = this.#customers.isEmpty ? [] : [this.#customers.path]
    const files: readonly WrittenFiles[] = [
      { dataset: 'customers', type: 'profile', paths: customers },
      ...others,
      ...part('parts'),
      ...part('late'),
    ]
    return files.filter(({ paths }) => paths.length > 0)
  }

  get rows(): Truth['rows'] {
    const entries = eventDatasets.map((dataset) => [dataset, this.#events[dataset].account])
    return Object.fromEntries(entries) as Truth['rows']
  }

  get #all(): readonly (PackedFile | EventFiles)[] {
    return [...Object.values(this.#events), this.#customers, ...Object.values(this.#truth)]
  }

  #open(name: string, { extension, header }: RowFormat): PackedFile {
    return new PackedFile(join(this.#folder, `${name}.${extension}`), header)
  }

  async #write(
    dataset: DemoDataset,
    type: WrittenFiles['type'],
    rows: readonly object[],
    columns = Object.keys(rows[0] ?? {}),
  ): Promise<WrittenFiles> {
    const format = csv(columns)
    const file = this.#open(dataset, format)
    for (const row of rows) file.add(format.print(row))
    await file.close()
    return { dataset, type, paths: file.isEmpty ? [] : [file.path] }
  }
}
