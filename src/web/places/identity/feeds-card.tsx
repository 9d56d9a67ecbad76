import type { IdentitySpaceStatus } from '../../../model/answers/identity.ts'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { noFigure, printFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'
import { Remark } from './remark.tsx'

/** The datasets whose rows link identities, and of which namespaces. */
export function FeedsCard({ status: { feeds, rules } }: { readonly status: IdentitySpaceStatus }) {
  if (feeds.length === 0) {
    return (
      <Card title={texts.identity.feeds}>
        <Remark>{texts.identity.noFeeds}</Remark>
      </Card>
    )
  }
  const named = rules.namespaces.filter(({ id }) =>
    feeds.some(({ namespaces }) => namespaces.includes(id)),
  )
  return (
    <Card title={texts.identity.feeds}>
      <DataTable
        label={texts.identity.feeds}
        rows={feeds}
        keyOf={({ dataset, namespaces }) => `${dataset} ${namespaces.join(' ')}`}
        columns={[
          { name: texts.data.dataset, cell: ({ dataset }) => dataset },
          ...named.map(({ id }) => ({
            name: id,
            cell: ({ namespaces }: IdentitySpaceStatus['feeds'][number]) =>
              namespaces.includes(id) ? texts.identity.yes : noFigure,
          })),
          {
            name: texts.dataset.batches,
            isNumber: true,
            cell: ({ batches }) => printFigure(batches),
          },
        ]}
      />
    </Card>
  )
}
