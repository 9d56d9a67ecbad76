import { Button } from '@react-spectrum/s2/Button'
import { texts } from '../texts/index.ts'

interface MoreButtonProps {
  readonly pages: {
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    readonly fetchNextPage: () => unknown
  }
}

/** Shows the next page below those that are there; nothing where these are all. */
export const MoreButton = ({ pages }: MoreButtonProps) =>
  pages.hasNextPage && (
    <div>
      <Button
        size="S"
        variant="secondary"
        isPending={pages.isFetchingNextPage}
        onPress={() => void pages.fetchNextPage()}
      >
        {texts.pages.more}
      </Button>
    </div>
  )
