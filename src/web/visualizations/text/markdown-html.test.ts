import { expect, it } from 'vitest'
import { markdownHtml } from './markdown-html.ts'

it.each([
  ['# Why', '<h3>Why</h3>'],
  ['###### Deep', '<h6>Deep</h6>'],
  ['**bold** and *italic*', '<p><strong>bold</strong> and <em>italic</em></p>'],
  ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
  ['<h1>mine</h1>', '&lt;h1&gt;mine&lt;/h1&gt;'],
  ['[a](javascript:alert(1))', '<p><a href="">a</a></p>'],
  ['![a](data:text/html,x)', '<p><img src="" alt="a" /></p>'],
])('makes %s safe HTML', (markdown, html) => {
  expect(markdownHtml(markdown)).toBe(html)
})
