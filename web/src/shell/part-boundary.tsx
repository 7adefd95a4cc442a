import { Component, type ReactNode } from 'react';

interface Props {
  /** Rendered in the part's place when it fails. */
  failure: (error: unknown) => ReactNode;
  children: ReactNode;
}

interface State {
  failed: boolean;
  error: unknown;
}

/** Keeps the failure of a part from taking down the rest of the page. */
export class PartBoundary extends Component<Props, State> {
  override state: State = { failed: false, error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { failed: true, error };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.failure(this.state.error) : this.props.children;
  }
}
