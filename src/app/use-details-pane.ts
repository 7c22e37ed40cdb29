import { useCallback, useState } from 'react'
import { localSettings } from '@/settings/local-settings'

/** Whether the details are open: beside the conversation that is remembered, over it (`beside` false) they start closed. */
export const useDetailsPane = (beside: boolean) => {
  const [openBeside, setOpenBeside] = useState(localSettings.detailsOpen)
  const [openOver, setOpenOver] = useState(false)
  const toggle = useCallback(() => {
    if (!beside) return setOpenOver((open) => !open)
    localSettings.rememberDetails(!openBeside)
    setOpenBeside(!openBeside)
  }, [beside, openBeside])
  const closeOver = useCallback(() => setOpenOver(false), [])
  return { open: beside ? openBeside : openOver, toggle, closeOver }
}
