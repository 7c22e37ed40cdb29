import { Component, type ReactNode } from 'react'

/** `face` is shown instead of the children after one of them threw; `retry` builds them anew. */
export interface ErrorBoundaryProps {
  readonly face: (retry: () => void, error: unknown) => ReactNode
  readonly children: ReactNode
}

/** Keeps a defect inside one pane: the others stay alive. */
export class ErrorBoundary extends Component<
  ErrorBoundaryProps,
  { readonly failed: { readonly error: unknown } | null }
> {
  override state = { failed: null as { readonly error: unknown } | null }

  static getDerivedStateFromError(error: unknown) {
    return { failed: { error } }
  }

  override render() {
    const { failed } = this.state
    return failed ? this.props.face(() => this.setState({ failed: null }), failed.error) : this.props.children
  }
}
