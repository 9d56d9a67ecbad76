import '@react-spectrum/s2/page.css'
import { createRoot } from 'react-dom/client'
import { Provider } from '@react-spectrum/s2/Provider'
import { Button } from '@react-spectrum/s2/Button'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }

createRoot(document.getElementById('root')!).render(
  <Provider background="base"><Button styles={style({ width: 200 })}>Hi</Button></Provider>,
)
