import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useQuery } from '@tanstack/react-query'
import { statusQuery } from '../../api/index.ts'
import { PlaceHeader } from '../../app/place-header.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { texts } from '../../texts/index.ts'
import { listPage } from '../definitions/page-styles.ts'
import { AuditCard } from './audit-card.tsx'
import { BackupCard } from './backup-card.tsx'
import { ConnectionsCard } from './connections-card.tsx'
import { HealthCard } from './health-card.tsx'
import { RunningCard } from './running-card.tsx'
import { ServerCard } from './server-card.tsx'
import { StorageCard } from './storage-card.tsx'

/** Administration: how the server is, what it keeps and does, and who did what. */
export function AdministrationPlace() {
  const { data: status, error, refetch } = useQuery(statusQuery)
  return (
    <div className={listPage}>
      <PlaceHeader title={texts.administration.title} />
      <h1 className={style({ font: 'heading', margin: 0 })}>{texts.administration.title}</h1>
      {error && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      <div className={pair}>
        <ServerCard status={status} />
        <HealthCard />
      </div>
      <RunningCard running={status?.runningReports} />
      <ConnectionsCard connections={status?.connections} />
      <StorageCard />
      <BackupCard />
      <AuditCard />
    </div>
  )
}

const pair = style({
  display: 'grid',
  gap: 16,
  gridTemplateColumns: { default: '[minmax(0, 1fr)]', md: '[repeat(2, minmax(0, 1fr))]' },
})
