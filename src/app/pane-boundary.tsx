import type { ReactNode } from 'react'
import { useT } from '@/i18n/i18n'
import { Button } from '@/ui/button'
import { ErrorBoundary } from '@/ui/error-boundary'
import { PaneState } from '@/ui/pane-state'

/** Keeps a defect inside one pane and offers to build the pane anew. */
export const PaneBoundary = ({ children }: { children: ReactNode }) => {
  const t = useT()
  return (
    <ErrorBoundary
      face={(retry) => (
        <PaneState
          kind="failed"
          title={t('card.defectTitle')}
          text={t('card.defectText')}
          actions={
            <Button variant="primary" onClick={retry}>
              {t('common.tryAgain')}
            </Button>
          }
        />
      )}
    >
      {children}
    </ErrorBoundary>
  )
}
