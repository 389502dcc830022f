/* What Miri shows inside a message or a tool's result. Unknown kinds are skipped, never an error. */

export interface MediaBlock {
  kind: "media";
  media_id: string;
  content_type: string;
  title?: string;
  width?: number | null;
  height?: number | null;
  shot?: number | string | null;
  version_id?: string | null;
}

export interface TextBlock {
  kind: "text";
  text: string;
}

export interface GalleryBlock {
  kind: "gallery";
  items: MediaBlock[];
}

export interface TableBlock {
  kind: "table";
  columns: string[];
  rows: string[][];
}

export interface ApprovalBlock {
  kind: "approval";
  approval_id: string;
  title: string;
  lines: string[];
  total_micros: number;
  expires?: string | number | null;
}

export interface ProgressBlock {
  kind: "progress";
  job_id: string;
  label: string;
  /** All the jobs it stands for, when there are several. */
  jobs?: string[];
}

export interface PaletteBlock {
  kind: "palette";
  colours: string[];
  words?: string;
}

export interface Choice {
  label: string;
  send: string;
}

export interface ChoicesBlock {
  kind: "choices";
  options: Choice[];
}

export type Block =
  | TextBlock
  | MediaBlock
  | GalleryBlock
  | TableBlock
  | ApprovalBlock
  | PaletteBlock
  | ProgressBlock
  | ChoicesBlock;
