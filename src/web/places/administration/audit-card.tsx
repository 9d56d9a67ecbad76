import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AuditEntry } from '../../../model/answers/audit.ts'
import { auditQuery, type AuditSearch, proveAudit } from '../../api/index.ts'
import { Ago } from '../../components/ago.tsx'
import { Card } from '../../components/card.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { DelayedSearch } from '../../components/delayed-search.tsx'
import { printFigure } from '../../components/figures.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'

/** Who did what, the latest first; a chain of hashes shows that nothing of it was changed. */
export function AuditCard() {
  const [search, setSearch] = useState<AuditSearch>({})
  const narrow = (by: AuditSearch) => setSearch(({ actor, target }) => ({ actor, target, ...by }))
  const { data, error, refetch } = useQuery({
    ...auditQuery(search),
    placeholderData: keepPreviousData,
  })
  return (
    <Card title={texts.administration.audit} actions={<Proof />}>
      <div className={row}>
        <DelayedSearch
          label={texts.administration.filterActor}
          value={search.actor ?? ''}
          onChange={(actor) => narrow({ actor: actor || undefined })}
        />
        <DelayedSearch
          label={texts.administration.filterTarget}
          value={search.target ?? ''}
          onChange={(target) => narrow({ target: target || undefined })}
        />
      </div>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <SkeletonRows />}
      {data?.rows.length === 0 && (
        <p className={style({ font: 'ui', color: 'neutral-subdued', margin: 0 })}>
          {search.actor || search.target
            ? texts.administration.nothingFound
            : texts.administration.noEntries}
        </p>
      )}
      {data && data.rows.length > 0 && <Entries rows={data.rows} />}
      {data && (data.next !== null || search.before !== undefined) && (
        <div className={row}>
          <Button
            variant="secondary"
            size="S"
            isDisabled={search.before === undefined}
            onPress={() => narrow({})}
          >
            {texts.administration.newest}
          </Button>
          <Button
            variant="secondary"
            size="S"
            isDisabled={data.next === null}
            onPress={() => data.next !== null && narrow({ before: data.next })}
          >
            {texts.administration.older}
          </Button>
        </div>
      )}
    </Card>
  )
}

const Entries = ({ rows }: { readonly rows: readonly AuditEntry[] }) => (
  <DataTable
    label={texts.administration.audit}
    rows={rows}
    keyOf={({ number }) => number}
    columns={[
      { name: texts.administration.at, cell: ({ at }) => <Ago at={at} /> },
      { name: texts.administration.actor, cell: ({ actor }) => actor },
      { name: texts.administration.action, cell: ({ action }) => action },
      { name: texts.administration.target, cell: ({ target }) => target },
      { name: texts.administration.outcome, cell: ({ outcome }) => outcome },
    ]}
  />
)

function Proof() {
  const { mutate, data, error, isPending } = useMutation({ mutationFn: proveAudit })
  return (
    <div className={row}>
      <span role="status" className={style({ font: 'ui-sm' })}>
        {error?.message}
        {data &&
          (data.brokenAt === null
            ? texts.administration.proven(printFigure(data.entries))
            : texts.administration.broken(printFigure(data.brokenAt)))}
      </span>
      <Button variant="secondary" size="S" isPending={isPending} onPress={() => mutate()}>
        {texts.administration.prove}
      </Button>
    </div>
  )
}

const row = style({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 12 })
