import DataIcon from '@react-spectrum/s2/icons/Data'
import AskIcon from '@react-spectrum/s2/icons/HelpCircle'
import HomeIcon from '@react-spectrum/s2/icons/Home'
import LayersIcon from '@react-spectrum/s2/icons/Layers'
import PeopleIcon from '@react-spectrum/s2/icons/People'
import ShapesIcon from '@react-spectrum/s2/icons/Shapes'
import GroupIcon from '@react-spectrum/s2/icons/PeopleGroup'
import ToolsIcon from '@react-spectrum/s2/icons/Tools'
import SendIcon from '@react-spectrum/s2/icons/Send'
import type { ComponentType } from 'react'
import { texts } from '../texts/index.ts'

/** A place that the navigation leads to; its pages say to which they belong. */
export interface Place {
  readonly id: PlaceId
  readonly label: string
  readonly to:
    | '/'
    | '/projects'
    | '/ask'
    | '/data'
    | '/components'
    | '/audiences'
    | '/destinations'
    | '/people'
    | '/administration'
  readonly Icon: ComponentType
  /** Pressed one after the other. */
  readonly keys: string
}

export type PlaceId =
  | 'home'
  | 'projects'
  | 'ask'
  | 'data'
  | 'components'
  | 'audiences'
  | 'destinations'
  | 'people'
  | 'administration'

/** In the order of the navigation. */
export const places: readonly Place[] = [
  { id: 'home', label: texts.home.title, to: '/', Icon: HomeIcon, keys: 'g h' },
  {
    id: 'projects',
    label: texts.projectList.title,
    to: '/projects',
    Icon: LayersIcon,
    keys: 'g p',
  },
  { id: 'ask', label: texts.ask.title, to: '/ask', Icon: AskIcon, keys: 'g q' },
  { id: 'data', label: texts.data.title, to: '/data', Icon: DataIcon, keys: 'g d' },
  {
    id: 'components',
    label: texts.saved.title,
    to: '/components',
    Icon: ShapesIcon,
    keys: 'g c',
  },
  { id: 'people', label: texts.people.title, to: '/people', Icon: PeopleIcon, keys: 'g e' },
  {
    id: 'audiences',
    label: texts.audiences.title,
    to: '/audiences',
    Icon: GroupIcon,
    keys: 'g a',
  },
  {
    id: 'destinations',
    label: texts.destinations.title,
    to: '/destinations',
    Icon: SendIcon,
    keys: 'g t',
  },
  {
    id: 'administration',
    label: texts.administration.title,
    to: '/administration',
    Icon: ToolsIcon,
    keys: 'g m',
  },
]

/** The pages of Data. */
export const dataPages = [
  { id: 'datasets', label: texts.data.datasets, to: '/data' },
  { id: 'sources', label: texts.sources.title, to: '/sources' },
  { id: 'connections', label: texts.data.connections, to: '/connections' },
  { id: 'identity', label: texts.identity.title, to: '/identity' },
] as const

export type DataPageId = (typeof dataPages)[number]['id']

/** The pages of Components. */
export const componentPages = [
  { id: 'components', label: texts.saved.title, to: '/components' },
  { id: 'shared', label: texts.sharedComponents.title, to: '/components/shared' },
  { id: 'alerts', label: texts.alerts.title, to: '/alerts' },
  { id: 'schedules', label: texts.schedules.title, to: '/schedules' },
] as const

export type ComponentPageId = (typeof componentPages)[number]['id']

/** The pages of Destinations. */
export const destinationPages = [
  { id: 'destinations', label: texts.destinations.title, to: '/destinations' },
  { id: 'policies', label: texts.policies.title, to: '/policies' },
] as const

export type DestinationPageId = (typeof destinationPages)[number]['id']
