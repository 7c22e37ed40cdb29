import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useT } from '@/i18n/i18n'
import { IconButton } from '@/ui/button'
import { Menu, type MenuPlace } from '@/ui/menu'
import { actionLabels, type MenuAction } from './action-texts'

/** Something in the menu that isn't done to the chat. */
export interface MoreItem {
  readonly words: string
  readonly run: () => void
}

/** The "More" button of the conversation and its menu. */
export const ActionMenu = ({
  actions,
  busy,
  onChoose,
  more,
}: {
  readonly actions: readonly MenuAction[]
  readonly busy: boolean
  readonly onChoose: (name: MenuAction) => void
  /** What follows below the actions. */
  readonly more: readonly MoreItem[]
}) => {
  const t = useT()
  const [opened, setOpened] = useState<{ readonly opener: HTMLElement; readonly place: MenuPlace } | null>(null)
  return (
    <>
      <IconButton
        label={t('chatActions.more')}
        aria-haspopup="menu"
        aria-expanded={opened !== null}
        aria-disabled={busy || undefined}
        onClick={({ currentTarget }) =>
          setOpened(opened ? null : { opener: currentTarget, place: currentTarget.getBoundingClientRect() })
        }
      >
        <Ellipsis />
      </IconButton>
      {opened && (
        <Menu
          label={t('chatActions.menu')}
          place={opened.place}
          align="end"
          opener={opened.opener}
          onClose={() => setOpened(null)}
          items={[
            ...actions.map((name) => ({ id: name, label: t(actionLabels[name]), run: () => onChoose(name) })),
            ...more.map(({ words, run }) => ({ id: words, label: words, run })),
          ]}
        />
      )}
    </>
  )
}
