import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import { EmptyState } from '../../components/empty-state.tsx'
import { texts } from '../../texts/index.ts'

/** Without a data view there are no fields. */
export const NoDataView = () => (
  <EmptyState title={texts.sharedComponents.noDataView}>
    {texts.sharedComponents.noDataViewHint}{' '}
    <Link to="/data" className={style({ color: 'neutral' })}>
      {texts.sharedComponents.toData}
    </Link>
  </EmptyState>
)
