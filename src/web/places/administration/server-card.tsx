import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { getOwn } from '../../../model/own.ts'
import type { Status } from '../../../model/answers/status.ts'
import { Card } from '../../components/card.tsx'
import { printBytes, printDuration } from '../../components/figures.ts'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { texts } from '../../texts/index.ts'

/** Which server this is, and how it is. */
export const ServerCard = ({ status }: { readonly status: Status | undefined }) => (
  <Card title={texts.administration.server}>
    {status === undefined ? <SkeletonRows /> : <Facts status={status} />}
  </Card>
)

const Facts = ({
  status: { version, lake, uptimeSeconds, memory },
}: {
  readonly status: Status
}) => (
  <dl className={list}>
    <dt className={name}>{texts.administration.version}</dt>
    <dd className={value}>{version}</dd>
    <dt className={name}>{texts.administration.lake}</dt>
    <dd className={value}>{getOwn(texts.administration.lakes, lake) ?? lake}</dd>
    <dt className={name}>{texts.administration.uptime}</dt>
    <dd className={value}>{printDuration(uptimeSeconds)}</dd>
    <dt className={name}>{texts.administration.memory}</dt>
    <dd className={value}>
      {texts.administration.memoryOf(printBytes(memory.usedBytes), printBytes(memory.totalBytes))}
    </dd>
  </dl>
)

const list = style({
  display: 'grid',
  gridTemplateColumns: '[max-content minmax(0, 1fr)]',
  columnGap: 24,
  rowGap: 8,
  margin: 0,
  font: 'ui',
})
const name = style({ color: 'neutral-subdued' })
const value = style({ margin: 0, fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' })
