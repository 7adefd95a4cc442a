import { Component, type ReactNode } from 'react';

interface Props {
  /** What stands in the part's place when it fails. */
  failure: (error: unknown) => ReactNode;
  children: ReactNode;
}

interface State {
  failed: boolean;
  error: unknown;
}

/** A part that fails takes only itself down. */
export class PartBoundary extends Component<Props, State> {
  override state: State = { failed: false, error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { failed: true, error };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.failure(this.state.error) : this.props.children;
  }
}
