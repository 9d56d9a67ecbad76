import type { DerivedFieldTemplate } from './template.ts'

const campaign = (start: string, channel: string) => ({
  when: { input: { rule: 'campaign' }, op: 'contains', value: start },
  then: { value: channel },
})

const isSearch = {
  input: { rule: 'host' },
  op: 'contains-any',
  value: ['google.', 'bing.', 'yahoo.', 'duckduckgo.', 'baidu.', 'yandex.', 'ecosia.'],
}

const noCampaign = { input: { rule: 'campaign' }, op: 'not-exists' }

export const marketingChannels: DerivedFieldTemplate = {
  label: 'Marketing channels',
  description: 'The channel of each event by the prefix of its campaign code and its referrer.',
  inputs: { referrer: 'The page that led here', page_url: 'The URL with the parameter cid' },
  rules: [
    { function: 'url-parse', id: 'host', input: { field: 'referrer' }, part: 'host' },
    {
      function: 'url-parse',
      id: 'campaign',
      input: { field: 'page_url' },
      part: 'query',
      parameter: 'cid',
    },
    {
      function: 'regex-replace',
      id: 'domain',
      input: { rule: 'host' },
      pattern: '[^.]+\\.[^.]+$',
      output: '$&',
    },
    {
      function: 'case-when',
      branches: [
        {
          when: {
            and: [isSearch, { input: { rule: 'campaign' }, op: 'contains', value: 'ps_' }],
          },
          then: { value: 'Paid Search' },
        },
        { when: { and: [isSearch, noCampaign] }, then: { value: 'Natural Search' } },
        campaign('em_', 'Email'),
        campaign('ds_', 'Display'),
        campaign('so_', 'Paid Social'),
        {
          when: {
            input: { rule: 'domain' },
            op: 'equals-any',
            value: ['facebook.com', 'twitter.com', 'x.com', 't.co', 'linkedin.com', 'tiktok.com'],
          },
          then: { value: 'Natural Social' },
        },
        {
          when: { and: [{ input: { rule: 'host' }, op: 'not-exists' }, noCampaign] },
          then: { value: 'Direct' },
        },
      ],
      otherwise: { value: 'Other Referrer' },
    },
  ],
  example: {
    rows: [
      { referrer: 'https://facebook.com', page_url: 'https://site.com/home' },
      { referrer: 'https://abc.com', page_url: 'https://site.com/?cid=ds_12345678' },
      { page_url: 'https://site.com/?cid=em_12345678' },
      { referrer: 'https://google.com', page_url: 'https://site.com/?cid=ps_abc098765' },
      { referrer: 'https://google.com', page_url: 'https://site.com/?cid=em_765544332' },
      { referrer: 'https://google.com' },
      { page_url: 'https://site.com/home' },
      { referrer: 'https://abc.com', page_url: 'https://site.com/home' },
    ],
    values: [
      'Natural Social',
      'Display',
      'Email',
      'Paid Search',
      'Email',
      'Natural Search',
      'Direct',
      'Other Referrer',
    ],
  },
}
