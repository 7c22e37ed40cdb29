import { Component, type ReactNode } from 'react'
import { useT } from '@/i18n/i18n'
import { Button } from './button'
import { EmptyState } from './empty-state'

/** `face` is shown instead of the children after one of them threw; `retry` builds them anew. */
export interface ErrorBoundaryProps {
  readonly fallback: (retry: () => void, error: unknown) => ReactNode
  readonly children: ReactNode
}

/** Keeps a defect inside one pane: the others stay alive. */
class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly failed: { readonly error: unknown } | null }> {
  override state = { failed: null as { readonly error: unknown } | null }

  static getDerivedStateFromError(error: unknown) {
    return { failed: { error } }
  }

  override render() {
    const { failed } = this.state
    return failed ? this.props.fallback(() => this.setState({ failed: null }), failed.error) : this.props.children
  }
}

/** Keeps a defect inside one pane and offers to build the pane anew. */
export const PaneBoundary = ({ children }: { children: ReactNode }) => {
  const t = useT()
  return (
    <ErrorBoundary
      fallback={(retry) => (
        <EmptyState
          kind="failed"
          title={t('card.errorTitle')}
          text={t('card.errorText')}
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
