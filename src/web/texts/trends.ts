export const trends = {
  line: {
    title: 'Line',
    description: 'Metrics over time, with what was to be expected and a forecast',
  },
  area: {
    title: 'Area',
    description: 'Metrics over time as areas, on top of each other or as shares',
  },
  combo: { title: 'Combo', description: 'Bars and lines over time on two axes' },
  anomalies: 'Anomalies',
  forecast: 'Intervals ahead',
  trendLine: 'Trend line',
  stacking: 'Areas',
  stackings: { none: 'Beside each other', stacked: 'On top of each other', percent: 'As shares' },
  bars: 'Bars',
  lines: 'Lines',
  time: 'Time',
  shown: (series: string, all: string) => `${series} of ${all} series are shown.`,
  noteDate: 'Note at',
  note: 'Note',
  addNote: 'Add the note',
  notes: 'Notes',
  caption: (measures: string, interval: string) =>
    `${measures} per ${interval}, in the data view’s time zone.`,
  captionBreakdown: (dimension: string, limit: string) =>
    ` By ${dimension}: the ${limit} items with the most.`,
  captionAnomalies:
    ' The band is where 95 of 100 values were to be expected; dots are outside of it.',
  captionCompared: ' Dashed: the range it is compared with, from its first interval on.',
  captionForecast:
    ' Dashed ahead: a forecast with its 95 % band; it is not compared with another range.',
}
