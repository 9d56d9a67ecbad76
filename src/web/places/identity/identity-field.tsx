import { ComboBox, ComboBoxItem } from '@react-spectrum/s2/ComboBox'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { identitiesQuery } from '../../api/index.ts'
import { useDelayed } from '../../components/use-delayed.ts'
import { texts } from '../../texts/index.ts'

interface IdentityFieldProps {
  readonly label: string
  readonly space: string
  readonly value: string
  readonly onChange: (text: string) => void
  /** Called with what is chosen, or typed and entered. */
  readonly onPick?: (id: string) => void
}

/** Takes `namespace:id`; the server finds those that hold what is typed. Any other may be typed as well. */
export function IdentityField({ label, space, value, onChange, onPick }: IdentityFieldProps) {
  const search = useDelayed(value.trim())
  const { data, isFetching, error } = useQuery({
    ...identitiesQuery(space, search),
    placeholderData: keepPreviousData,
  })
  return (
    <ComboBox
      label={label}
      size="S"
      allowsCustomValue
      menuTrigger="focus"
      placeholder={texts.identity.searchPlaceholder}
      items={(data ?? []).map((id) => ({ id }))}
      inputValue={value}
      onInputChange={onChange}
      onSelectionChange={(key) => key !== null && onPick?.(String(key))}
      onKeyDown={(event) => {
        const isOnOption = (event.target as Element).hasAttribute('aria-activedescendant')
        if (event.key === 'Enter' && !isOnOption && value.trim() !== '') onPick?.(value.trim())
      }}
      loadingState={isFetching ? 'filtering' : 'idle'}
      isInvalid={error !== null}
      errorMessage={error?.message}
      styles={style({ width: 'full' })}
    >
      {({ id }) => <ComboBoxItem id={id}>{id}</ComboBoxItem>}
    </ComboBox>
  )
}
