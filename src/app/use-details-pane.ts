import { useCallback, useState } from 'react'
import { setSetting } from '@/settings/setting-store'
import { useSetting } from '@/settings/use-setting'

/** Whether the details are open: beside the conversation that is remembered, over it (`beside` false) they start closed. */
export const useDetailsPane = (beside: boolean) => {
  const openBeside = useSetting('detailsPane') === 'open'
  const [openOver, setOpenOver] = useState(false)
  const toggle = useCallback(() => {
    if (!beside) return setOpenOver((open) => !open)
    setSetting('detailsPane', openBeside ? 'closed' : 'open')
  }, [beside, openBeside])
  const closeOver = useCallback(() => setOpenOver(false), [])
  return { open: beside ? openBeside : openOver, toggle, closeOver }
}
