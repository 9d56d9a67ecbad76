import { InlineAlert } from '@react-spectrum/s2/InlineAlert'
import { Content, Heading } from '@react-spectrum/s2/InlineAlert'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { DatasetDescription } from '../../../model/answers/datasets.ts'
import { batchesQuery } from '../../api/index.ts'
import { texts } from '../../texts/index.ts'

interface FailedImportsProps {
  readonly datasets: readonly DatasetDescription[]
}

/** Datasets whose last import did not work. */
export function FailedImports({ datasets }: FailedImportsProps) {
  const batches = useQueries({ queries: datasets.map(({ id }) => batchesQuery(id)) })
  const failed = datasets.filter((_, index) => {
    const last = batches[index]?.data?.toSorted((one, other) => other.batch - one.batch)[0]
    return last?.status === 'failed'
  })
  if (failed.length === 0) return null
  return (
    <InlineAlert variant="negative">
      <Heading>{texts.home.failedImports(failed.length)}</Heading>
      <Content>
        {failed.map(({ id }) => (
          <Link key={id} to="/datasets/$id" params={{ id }}>
            {id}
          </Link>
        ))}
      </Content>
    </InlineAlert>
  )
}
