export interface SolutionProps {
  readonly step: string;
  readonly onClose: () => void;
}
