import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { readStep } from './way-step.ts'

interface WayProps {
  /** Such as `segment buyers`, `dimension email`. */
  readonly through: readonly string[]
  /** Where the components are, if that is known. */
  readonly dataView: string | undefined
}

/** The way to a labelled field; each step leads to where it is defined. */
export const Way = ({ through, dataView }: WayProps) =>
  through.map((step, k) => (
    <Fragment key={step}>
      {k > 0 && ' → '}
      <Step step={step} dataView={dataView} />
    </Fragment>
  ))

interface StepProps {
  readonly step: string
  readonly dataView: string | undefined
}

function Step({ step, dataView }: StepProps) {
  const { kind, id } = readStep(step)
  const props = { className: link, children: step }
  switch (kind) {
    case 'segment':
      return <Link to="/components/segment/$id" params={{ id }} {...props} />
    case 'calculated metric':
      return <Link to="/components/metric/$id" params={{ id }} {...props} />
    case 'audience':
      return <Link to="/audiences/$id" params={{ id }} {...props} />
    case 'connection':
      return <Link to="/connections/$id" params={{ id }} {...props} />
    case 'lookup':
    case 'profile':
      return <Link to="/datasets/$id" params={{ id }} {...props} />
  }
  if (dataView === undefined) return step
  switch (kind) {
    case 'dimension':
    case 'metric': {
      const search = { component: `${kind}s:${id}` }
      return <Link to="/data/data-views/$id" params={{ id: dataView }} search={search} {...props} />
    }
    case 'derived field': {
      const params = { id: dataView, fieldId: id }
      return <Link to="/data/data-views/$id/derived-fields/$fieldId" params={params} {...props} />
    }
    default:
      return step
  }
}

interface FieldLinkProps {
  readonly dataset: string
  readonly field: string
}

/** A field by its dataset, where its values and labels are. */
export const FieldLink = ({ dataset, field }: FieldLinkProps) => (
  <Link to="/datasets/$id" params={{ id: dataset }} search={{ field }} className={link}>
    {`${dataset}.${field}`}
  </Link>
)

interface PolicyLinkProps {
  readonly id: string
  /** The id unless told. */
  readonly children?: string
}

/** A policy, where it can be changed. */
export const PolicyLink = ({ id, children = id }: PolicyLinkProps) => (
  <Link to="/policies" search={{ policy: id }} className={link}>
    {children}
  </Link>
)

const link = style({
  color: 'neutral',
  overflowWrap: 'anywhere',
  borderRadius: 'sm',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
