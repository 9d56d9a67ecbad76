import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Header, Heading, Menu, MenuItem, MenuSection, MenuTrigger } from '@react-spectrum/s2/Menu'
import ChevronRight from '@react-spectrum/s2/icons/ChevronRight'
import Close from '@react-spectrum/s2/icons/Close'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { FreeformResult, FreeformRow } from '../../../query/reports/freeform/request.ts'
import type { Figure, ResultColumn } from '../../../model/result.ts'
import { type ChoiceGroup, dimensionGroups, findName } from '../../components/component-groups.ts'
import { printFigure, printPercent } from '../../components/figures.ts'
import { printItem } from '../../components/item-text.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useReport } from '../../components/use-report.ts'
import { texts } from '../../texts.ts'
import type { TouchedItem } from '../read-settings.ts'
import type { PanelContext } from '../visualization.ts'
import {
  type Breakdown,
  buildBreakdownRequest,
  type FreeformSettings,
} from './freeform-settings.ts'

interface FreeformRowsProps {
  readonly result: Pick<FreeformResult, 'columns'>
  readonly rows: readonly FreeformRow[]
  readonly totals: readonly Figure[]
  readonly dimension: string
  /** The rows above these, outermost first; empty for the table's own rows. */
  readonly parents: readonly TouchedItem[]
  readonly settings: FreeformSettings
  readonly onChange: (settings: FreeformSettings) => void
  readonly context: PanelContext
}

/** Rows of one dimension, each followed by the rows that it is broken down into. */
export function RowsWithBreakdowns(props: FreeformRowsProps) {
  const { rows, dimension, parents, settings } = props
  return rows.map((row) => {
    const path = [...parents, { dimension, item: row.item ?? null }]
    const breakdown = settings.breakdowns.find((each) => isSamePath(each.parents, path))
    return (
      <RowWithBreakdown
        key={JSON.stringify(row.item)}
        {...props}
        row={row}
        path={path}
        breakdown={breakdown}
      />
    )
  })
}

interface RowProps extends FreeformRowsProps {
  readonly row: FreeformRow
  readonly path: readonly TouchedItem[]
  readonly breakdown: Breakdown | undefined
}

function RowWithBreakdown(props: RowProps) {
  const { row, path, breakdown, result, totals, settings, context } = props
  return (
    <>
      <tr>
        <RowHead {...props} />
        {result.columns.map((column, index) => (
          <Cell
            key={column.id}
            column={column}
            figure={row.values[index]}
            total={totals[index]}
            isShareShown={settings.percent && isAdditive(context, column.id)}
          />
        ))}
      </tr>
      {breakdown && <BreakdownRows {...props} parents={path} breakdown={breakdown} />}
    </>
  )
}

function RowHead(props: RowProps) {
  const { row, dimension, parents, breakdown } = props
  const name = printItem(row.item, dimension, row.label)
  const Button = breakdown ? CloseBreakdown : BreakdownMenu
  return (
    <th scope="row" className={rowHead}>
      <div className={rowName} style={{ paddingInlineStart: parents.length * 20 }}>
        <Button {...props} name={name} />
        <span className={itemName}>{name}</span>
      </div>
    </th>
  )
}

interface BreakdownButtonProps extends RowProps {
  readonly name: string
}

/** The settings without the breakdowns of a row and of those below it, and with more. */
const withBreakdowns = (
  { settings, path }: RowProps,
  ...more: readonly Breakdown[]
): FreeformSettings => {
  const others = settings.breakdowns.filter(
    ({ parents }) => !isSamePath(parents.slice(0, path.length), path),
  )
  return { ...settings, breakdowns: [...others, ...more] }
}

const CloseBreakdown = (props: BreakdownButtonProps) => (
  <ActionButton
    size="XS"
    isQuiet
    aria-label={texts.freeform.closeBreakdown(props.name)}
    onPress={() => props.onChange(withBreakdowns(props))}
  >
    <Close />
  </ActionButton>
)

function BreakdownMenu(props: BreakdownButtonProps) {
  const { context, path, name, onChange } = props
  const breakDown = (dimension: string) =>
    onChange(withBreakdowns(props, { parents: path, dimension }))
  return (
    <MenuTrigger>
      <ActionButton size="XS" isQuiet aria-label={texts.freeform.breakDown(name)}>
        <ChevronRight />
      </ActionButton>
      <Menu onAction={(key) => breakDown(String(key))}>
        {dimensionGroups(context.components).map((group) => (
          <DimensionSection key={group.name} group={group} path={path} />
        ))}
      </Menu>
    </MenuTrigger>
  )
}

interface DimensionSectionProps extends Pick<RowProps, 'path'> {
  readonly group: ChoiceGroup
}

/** The dimensions by which no row above is broken down already. */
function DimensionSection({ group, path }: DimensionSectionProps) {
  const used = path.map(({ dimension }) => dimension)
  return (
    <MenuSection>
      <Header>
        <Heading>{group.name}</Heading>
      </Header>
      {group.choices
        .filter(({ id }) => !used.includes(id))
        .map(({ id, name }) => (
          <MenuItem key={id} id={id}>
            {name}
          </MenuItem>
        ))}
    </MenuSection>
  )
}

interface BreakdownRowsProps extends RowProps {
  readonly breakdown: Breakdown
}

function BreakdownRows(props: BreakdownRowsProps) {
  const { breakdown, row, settings, context, result } = props
  const report = useReport<FreeformResult>(
    buildBreakdownRequest(settings, breakdown, context),
    context.dataVersion,
  )
  const span = result.columns.length + 1
  if (report.error) {
    return (
      <Wide span={span}>
        <ProblemNotice error={report.error} onRetry={report.run} />
      </Wide>
    )
  }
  if (report.result === undefined) return <Wide span={span}>{texts.report.loading}</Wide>
  const by = findName(context.components, breakdown.dimension)
  const { rows, rowCount } = report.result
  return (
    <>
      <RowsWithBreakdowns
        {...props}
        rows={rows}
        totals={row.values}
        dimension={breakdown.dimension}
      />
      <Wide span={span}>
        {texts.freeform.breakdownShown(by, printFigure(rows.length), printFigure(rowCount))}
      </Wide>
    </>
  )
}

interface WideProps {
  readonly span: number
  readonly children: React.ReactNode
}

const Wide = ({ span, children }: WideProps) => (
  <tr>
    <td colSpan={span} className={wide}>
      {children}
    </td>
  </tr>
)

interface CellProps {
  readonly column: ResultColumn
  readonly figure: Figure | undefined
  readonly total: Figure | undefined
  readonly isShareShown: boolean
}

/** A figure with its share of the total, also as a bar behind it. */
function Cell({ column, figure, total, isShareShown }: CellProps) {
  const share = isShareShown && total && typeof figure === 'number' ? figure / total : null
  return (
    <td className={cell}>
      {share !== null && (
        <span
          aria-hidden="true"
          className={shareBar}
          style={{ width: `${Math.max(0, Math.min(1, share)) * 100}%` }}
        />
      )}
      <span className={style({ position: 'relative' })}>{printFigure(figure, column.format)}</span>
      {share !== null && <span className={shareText}>{printPercent(share)}</span>}
    </td>
  )
}

/** A calculated metric's rows are no parts of its total. */
const isAdditive = ({ components }: PanelContext, metric: string): boolean =>
  !components.calculatedMetrics.some(({ id }) => id === metric)

const isSamePath = (a: readonly TouchedItem[], b: readonly TouchedItem[]): boolean =>
  a.length === b.length &&
  a.every(({ dimension, item }, k) => dimension === b[k]?.dimension && item === b[k]?.item)

const rowHead = style({
  font: 'ui-sm',
  fontWeight: 'normal',
  textAlign: 'start',
  paddingX: 4,
  paddingY: 0,
  borderBottomWidth: 1,
  borderTopWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-200',
})
const rowName = style({
  display: 'flex',
  alignItems: 'center',
  gap: 4,
  minWidth: 144,
  minHeight: 32,
})
const itemName = style({ overflowWrap: 'anywhere', color: 'neutral' })
const cell = style({
  position: 'relative',
  textAlign: 'end',
  paddingX: 8,
  paddingY: 4,
  whiteSpace: 'nowrap',
  fontVariantNumeric: 'tabular-nums',
  borderBottomWidth: 1,
  borderTopWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-200',
})
const shareBar = style({
  position: 'absolute',
  insetY: 2,
  insetStart: 0,
  backgroundColor: 'blue-200',
  borderRadius: 'sm',
})
const shareText = style({
  position: 'relative',
  display: 'inline-block',
  minWidth: 40,
  marginStart: 4,
  font: 'ui-xs',
  color: 'neutral-subdued',
})
const wide = style({
  font: 'ui-xs',
  color: 'neutral-subdued',
  paddingY: 4,
  paddingX: 32,
  borderBottomWidth: 1,
  borderTopWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-200',
})
