/* What Miri shows inside a message or a tool's result. Unknown kinds are skipped, never an error. */
import type { Message } from "./generated";

export type {
  ApprovalBlock,
  Choice,
  ChoicesBlock,
  GalleryBlock,
  MediaBlock,
  PaletteBlock,
  ProgressBlock,
  Shown,
  TableBlock,
  TextBlock,
} from "./generated";

export type Block = Message["blocks"][number];
