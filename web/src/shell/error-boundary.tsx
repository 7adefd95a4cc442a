import { Component, type ReactNode } from 'react';
import { CrashPage } from './crash-page.tsx';

interface State {
  error: unknown;
  failed: boolean;
}

/** Keeps the failure of a page from taking down the rest. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null, failed: false };

  static getDerivedStateFromError(error: unknown): State {
    return { error, failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <CrashPage error={this.state.error} /> : this.props.children;
  }
}
