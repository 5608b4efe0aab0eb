import { Component, type ReactNode } from 'react';
import { ScreenStopped } from './screen-stopped.tsx';

interface State {
  readonly error: unknown;
}

/** The last net, around the whole page: what no screen caught is shown with a way back. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error ?? new Error('unknown') };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return <ScreenStopped error={this.state.error} reset={() => this.setState({ error: null })} />;
  }
}
