const has = (field: string, op: string, value?: string | readonly string[]) => ({
  input: { field },
  op,
  ...(value !== undefined && { value }),
})

const channelsByMedium = {
  cpc: 'Paid search',
  'paid-social': 'Paid social',
  display: 'Display',
  video: 'Video',
  email: 'E-mail',
  push: 'Push',
} as const

/** A landing has no referrer of the shop's own; of what has none at all only web pages come from nowhere. */
const channel = {
  id: 'marketing-channel',
  name: 'Marketing channel',
  description: 'How a visit began, by its campaign parameters, else by its referrer.',
  rules: [
    {
      function: 'case-when',
      branches: [
        { when: has('referrer', 'contains', 'harborandpine.example'), then: { value: null } },
        ...Object.entries(channelsByMedium).map(([medium, name]) => ({
          when: has('utm_medium', 'equals', medium),
          then: { value: name },
        })),
        {
          when: has('referrer', 'contains-any', ['google.', 'bing.', 'duckduckgo.', 'ecosia.']),
          then: { value: 'Organic search' },
        },
        { when: has('referrer', 'exists'), then: { value: 'Referral' } },
        { when: has('cookie', 'exists'), then: { value: 'Direct' } },
      ],
    },
  ],
} as const

const errorPage = {
  id: 'error-page',
  name: 'Error page',
  description: 'The page on which an error was shown.',
  rules: [
    {
      function: 'case-when',
      branches: [{ when: has('error', 'exists'), then: { field: 'page' } }],
    },
  ],
} as const

const interaction = {
  id: 'interaction',
  name: 'Interaction',
  description: 'Page, screen, store or call reason: what someone met, wherever it was.',
  rules: [
    {
      function: 'merge-fields',
      inputs: ['page', 'screen', 'store', 'reason'].map((field) => ({ field })),
    },
  ],
} as const

const place = {
  id: 'place',
  name: 'Place',
  description: 'Web, app, stores or calls.',
  rules: [
    {
      function: 'classify',
      input: { component: 'dataset-id' },
      values: { web: 'Web', app: 'App', stores: 'Stores', calls: 'Calls' },
    },
  ],
} as const

export const demoDerivedFields = [channel, errorPage, interaction, place]
