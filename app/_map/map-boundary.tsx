import { Component, type ReactNode } from 'react';

interface MapBoundaryProps {
  readonly children: ReactNode;
  /** What stands there when the map cannot be drawn. */
  readonly otherwise: (again: () => void) => ReactNode;
}

/** Keeps a fault of the map from taking the terminal with it. */
export class MapBoundary extends Component<MapBoundaryProps, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    const { children, otherwise } = this.props;
    return this.state.isBroken ? otherwise(() => this.setState({ isBroken: false })) : children;
  }
}
