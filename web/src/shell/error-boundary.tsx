import { Component, type ReactNode } from 'react';
import { CrashPage } from './crash-page.tsx';

interface State {
  error: unknown;
  failed: boolean;
}

/** A page that fails takes only itself down. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null, failed: false };

  static getDerivedStateFromError(error: unknown): State {
    return { error, failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <CrashPage error={this.state.error} /> : this.props.children;
  }
}
