import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { columns } from '../../definitions/page-styles.ts'
import { RatesCard } from '../rates-card.tsx'
import { SummaryGroupsCard } from '../summary-groups-card.tsx'

/** Rates of currencies, and what joins summary data with events. */
export const CurrencyPart = () => (
  <div className={columns}>
    <RatesCard />
    <div className={style({ display: 'grid', gap: 16, minWidth: 0 })}>
      <SummaryGroupsCard />
    </div>
  </div>
)
