import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { Menu, MenuItem, MenuSection, Popover, Text } from 'react-aria-components'
import { firstOfPolicies } from '../components/denial-items.tsx'
import { type ExportRule, useDeniedExport } from '../components/use-denied-export.ts'
import { texts } from '../texts/index.ts'
import type { AlertBegin } from '../places/alerts/search.ts'
import { alertOfMark } from './alert-of-mark.ts'
import type { ActedMark, SideView } from './acting.ts'
import { copy } from './copy.ts'
import { intervalOfMark } from './interval-of-mark.ts'
import { segmentOfMark } from './mark-segment.ts'
import { canBreakDown, isExplained } from './number-request.ts'
import type { SavedKind } from './save-dialog.tsx'

interface MarkMenuProps {
  readonly acted: ActedMark
  readonly onClose: () => void
  readonly onShow: (view: SideView) => void
  readonly onSave: (kind: SavedKind) => void
  /** Of the interval of time that the mark stands for. */
  readonly onAnnotate: (interval: string) => void
  /** Of the metric that the mark shows. */
  readonly onAlert: (begun: AlertBegin) => void
}

interface Action {
  readonly id: keyof typeof texts.act.actions
  readonly run: () => void
  readonly isDisabled?: boolean
}

/** What can be done with a mark, opened where it is. */
export function MarkMenu({ acted, onClose, ...handlers }: MarkMenuProps) {
  const { mark, at } = acted
  const trigger = useRef(at.element)
  const rule = useDeniedExport([mark.request])
  const groups = listActions(acted, handlers, rule).filter((group) => group.length > 0)
  return (
    <Popover
      isOpen
      onOpenChange={onClose}
      triggerRef={trigger}
      placement="bottom start"
      className={popover}
    >
      <p className={head}>
        <strong>{mark.value}</strong>
        <span className={style({ color: 'neutral-subdued' })}>
          {mark.measure} · {mark.label}
        </span>
      </p>
      <Menu
        aria-label={texts.act.menu(mark.label)}
        autoFocus="first"
        onClose={onClose}
        className={menu}
      >
        {groups.map((group, index) => (
          <MenuSection key={group[0]!.id} className={index === 0 ? '' : divided}>
            {group.map(({ id, run, isDisabled = false }) => (
              <MenuItem key={id} id={id} onAction={run} isDisabled={isDisabled} className={item}>
                {texts.act.actions[id]}
              </MenuItem>
            ))}
          </MenuSection>
        ))}
        <WhyNot rule={rule} />
      </Menu>
    </Popover>
  )
}

function listActions(
  { mark, panel: { addSegment } }: ActedMark,
  { onShow, onSave, onAnnotate, onAlert }: Omit<MarkMenuProps, 'acted' | 'onClose'>,
  { isAllowed }: ExportRule,
): readonly (readonly Action[])[] {
  const show = (view: SideView): Action => ({ id: view, run: () => onShow(view) })
  const save = (kind: SavedKind): Action => ({ id: kind, run: () => onSave(kind) })
  const filter = (id: 'only' | 'without'): Action[] => {
    const segment = segmentOfMark(mark, id === 'without')
    return segment === null || addSegment === undefined
      ? []
      : [{ id, run: () => addSegment(segment) }]
  }
  const interval = intervalOfMark(mark)
  const begun = alertOfMark(mark)
  return [
    canBreakDown(mark) ? [show('breakdown'), show('trend')] : [],
    isExplained(mark) ? [show('explain'), show('people'), show('compare')] : [show('people')],
    [
      save('segment'),
      save('audience'),
      ...(begun === null ? [] : [{ id: 'alert' as const, run: () => onAlert(begun) }]),
    ],
    interval === null ? [] : [{ id: 'annotate', run: () => onAnnotate(interval) }],
    [...filter('only'), ...filter('without')],
    [
      { id: 'copyValue', run: () => void copy(mark.value), isDisabled: !isAllowed },
      { id: 'copyLink', run: () => void copy(location.href) },
    ],
  ]
}

/** Why the value is not to be copied, with the way to each policy. */
function WhyNot({ rule: { denials, error } }: { readonly rule: ExportRule }) {
  const navigate = useNavigate()
  return (
    <>
      {error !== null && (
        <MenuItem id="policies-not-asked" isDisabled className={item}>
          {texts.policies.notAsked}
        </MenuItem>
      )}
      {firstOfPolicies(denials).map(({ policy, message }) => (
        <MenuItem
          key={policy}
          id={`policy ${policy}`}
          textValue={texts.policies.why(policy)}
          onAction={() => void navigate({ to: '/policies', search: { policy } })}
          className={why}
        >
          <Text slot="label">{texts.policies.why(policy)}</Text>
          <Text slot="description" className={subdued}>
            {message}
          </Text>
        </MenuItem>
      ))}
    </>
  )
}

const popover = style({
  backgroundColor: 'elevated',
  borderRadius: 'lg',
  boxShadow: 'elevated',
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  minWidth: 208,
  maxWidth: 320,
  overflowY: 'auto',
})
const head = style({
  font: 'ui-sm',
  display: 'grid',
  margin: 0,
  paddingX: 12,
  paddingTop: 8,
  color: 'neutral',
  overflowWrap: 'anywhere',
})
const menu = style({ padding: 4, outlineStyle: 'none' })
const divided = style({
  borderTopWidth: 1,
  borderBottomWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  marginTop: 4,
  paddingTop: 4,
})
const item = style({
  font: 'ui-sm',
  color: { default: 'neutral', isDisabled: 'disabled' },
  display: 'flex',
  alignItems: 'center',
  minHeight: 28,
  paddingX: 8,
  borderRadius: 'sm',
  cursor: 'default',
  outlineStyle: 'none',
  backgroundColor: { default: 'transparent', isFocused: 'gray-100' },
})
const why = style({
  font: 'ui-sm',
  color: 'neutral',
  display: 'grid',
  paddingX: 8,
  paddingY: 4,
  borderRadius: 'sm',
  cursor: 'default',
  outlineStyle: 'none',
  overflowWrap: 'anywhere',
  backgroundColor: { default: 'transparent', isFocused: 'gray-100' },
})
const subdued = style({ font: 'ui-xs', color: 'neutral-subdued' })
