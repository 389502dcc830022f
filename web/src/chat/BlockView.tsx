/* One block, whatever it is. A kind this page does not know is skipped. */
import type { Block } from "../wire/blocks";
import { ApprovalCard } from "./ApprovalCard";
import { Choices } from "./Choices";
import { Gallery } from "./Gallery";
import { JobProgress } from "./JobProgress";
import { Markdown } from "./Markdown";
import { Palette } from "./Palette";
import { TableView } from "./TableView";

export function BlockView({ block, fresh }: { block: Block; fresh: boolean }) {
  switch (block.kind) {
    case "text":
      return <Markdown text={block.text} />;
    case "media":
      return <Gallery items={[block]} />;
    case "gallery":
      return <Gallery items={block.items} />;
    case "table":
      return <TableView block={block} />;
    case "approval":
      return <ApprovalCard approval={{ ...block, id: block.approval_id }} />;
    case "progress":
      return <JobProgress block={block} />;
    case "palette":
      return <Palette block={block} />;
    case "choices":
      return <Choices options={block.options} fresh={fresh} />;
    default:
      return null;
  }
}
